// The directory's filter. All chapters come as one small file, on the first use; the page's own lists stay below.
const form = document.querySelector("[data-directory-filter]");
const list = form.querySelector("[data-found]");
const status = form.querySelector("[role=status]");
const template = form.querySelector("template");
const words = JSON.parse(form.querySelector("script[type='application/json']").textContent);
const number = new Intl.NumberFormat(document.documentElement.lang);
const MOST = 200;

let chapters;
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", find);
if (location.search) restore();

async function load() {
  const answer = await fetch(new URL(form.dataset.directoryFilter, location.href));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function find() {
  const wanted = Object.fromEntries(new FormData(form));
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  if (!query.size) return show([], "");
  try {
    chapters ??= load();
    const all = await chapters;
    const found = all.filter((chapter) => fits(chapter, wanted));
    const count = status.dataset.of.replace("{found}", number.format(found.length)).replace("{all}", number.format(all.length));
    show(found, found.length ? count : form.dataset.none);
  } catch {
    chapters = undefined;
    show([], form.dataset.failed);
  }
}

function fits(chapter, wanted) {
  return (
    (!wanted.country || chapter.country === wanted.country) &&
    (!wanted.language || chapter.languages.includes(wanted.language)) &&
    (!wanted.kind || chapter.kind === wanted.kind) &&
    (!wanted.state || chapter.state === wanted.state) &&
    folded(`${chapter.name} ${chapter.place}`).includes(folded(wanted.words.trim()))
  );
}

// A text without its case and accents.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function show(found, message) {
  status.textContent = message;
  const home = new URL(form.dataset.home, location.href);
  list.replaceChildren(...found.slice(0, MOST).map((chapter) => row(chapter, home)));
}

function row(chapter, home) {
  const item = template.content.cloneNode(true);
  const link = item.querySelector("a");
  link.href = new URL(chapter.address, home);
  link.querySelector("bdi").textContent = chapter.name;
  item.querySelector(".card__place").textContent = [words.kind[chapter.kind], chapter.place].filter(Boolean).join(" · ");
  const [state, age] = item.querySelectorAll(".tag");
  state.textContent = words.state[chapter.state] + (chapter.as_of ? ` (${chapter.as_of})` : "");
  state.classList.add(`tag--${chapter.state}`);
  age.textContent = words.age[chapter.age];
  age.classList.add(`tag--${chapter.age}`);
  return item;
}

function restore() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  find();
}
