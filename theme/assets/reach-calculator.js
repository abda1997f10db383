// The reach calculator: two sums with a lower and a higher share. The tables with worked values make way for it.
const round = (value) => Math.floor(value + 0.5 + 1e-9); // a half counts up; 1e-9 forgives binary fractions
const up = (value) => Math.ceil(value - 1e-9);

for (const form of document.querySelectorAll("[data-reach]")) {
  const number = new Intl.NumberFormat(form.closest("[lang]").lang);
  const range = (low, high) =>
    low === high
      ? number.format(low)
      : form.dataset.range.replace("{low}", number.format(low)).replace("{high}", number.format(high));
  const update = () => {
    const { low, high, messages, people, answers, needed } = form.elements;
    const [least, most, sent, wanted] = [low, high, messages, people].map((field) => field.valueAsNumber);
    const shares = low.validity.valid && high.validity.valid && least <= most;
    const show = (output, given, from, to) => (output.value = shares && given.validity.valid ? range(from, to) : form.dataset.none);
    show(answers, messages, round((sent * least) / 100), round((sent * most) / 100));
    show(needed, people, up((wanted * 100) / most), up((wanted * 100) / least));
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  form.hidden = false;
  form.parentElement.querySelector("[data-reach-tables]").classList.add("reach__tables--replaced");
  update();
}
