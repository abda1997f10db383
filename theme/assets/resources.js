// Narrows the list of works; all of them are in the page.
const form = document.querySelector("[data-resources]");
const status = form.querySelector("[role=status]");
const works = [...document.querySelectorAll(".works > .card")];
const number = new Intl.NumberFormat(document.documentElement.lang);

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const wanted = [...new FormData(form)].filter(([, value]) => value);
  for (const work of works) work.hidden = !wanted.every(([name, value]) => work.dataset[name].split(" ").includes(value));
  const found = works.filter((work) => !work.hidden).length;
  const count = status.dataset.of.replace("{found}", number.format(found)).replace("{all}", number.format(works.length));
  status.textContent = found ? count : status.dataset.none;
});
