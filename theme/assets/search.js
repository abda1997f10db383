// The search of one language: Pagefind takes the index of the page's language by itself.

const PAGE = 10;
const language = document.documentElement.lang;
const words = JSON.parse(document.getElementById("search-words").textContent);
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);
const counts = new Map(words.counts.map(([example, text]) => [plural.select(example), text]));

// One language's index is built from pages in which ’ is ' so that « l’éducation » is found by "éducation".
const plain = (query) => query.replace(/[’ʼ]/g, "'").trim();

const counted = (count) => (count ? (counts.get(plural.select(count)) ?? counts.get("other")).replace("#", number.format(count)) : words.none);

let started = false;

export function start(dialog) {
  if (started) return;
  started = true;

  const query = dialog.querySelector(".search__query");
  const status = dialog.querySelector(".search__status");
  const list = dialog.querySelector(".search__results");
  const more = dialog.querySelector(".search__more");
  let index;
  let results = [];
  let latest = 0;

  async function load() {
    const pagefind = await import(new URL(dialog.dataset.index, document.baseURI));
    await pagefind.options({ excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  }

  async function search() {
    const asked = plain(query.value);
    const turn = ++latest;
    if (!asked) return show([], "");
    status.textContent ||= words.loading;
    try {
      index ??= load();
      const found = (await (await index).search(asked)).results;
      if (turn === latest) await show(found, counted(found.length));
    } catch {
      index = undefined; // the next try loads it again
      if (turn === latest) show([], words.failed);
    }
  }

  async function show(found, text) {
    results = found;
    const first = await Promise.all(results.slice(0, PAGE).map((result) => result.data()));
    if (found !== results) return;
    list.replaceChildren(...first.map(entry));
    more.hidden = results.length <= PAGE;
    status.textContent = text;
  }

  function entry({ url, meta, excerpt }) {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    const title = link.appendChild(document.createElement("span"));
    const text = link.appendChild(document.createElement("span"));
    link.href = url;
    title.className = "search__found";
    title.textContent = meta.title;
    text.className = "search__excerpt";
    text.innerHTML = excerpt; // Pagefind escapes the text and adds <mark> only
    return item;
  }

  let typing;
  query.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, 200);
  });

  more.addEventListener("click", async () => {
    const shown = list.children.length;
    const next = await Promise.all(results.slice(shown, shown + PAGE).map((result) => result.data()));
    list.append(...next.map(entry));
    more.hidden = list.children.length >= results.length;
    list.children[shown]?.firstElementChild.focus();
  });

  // Enter in the field goes to the first result.
  query.form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });

  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    const box = dialog.getBoundingClientRect();
    const beside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
    if (event.target === dialog && beside) dialog.close();
  });

  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [query, ...list.querySelectorAll("a")];
    const place = stops.indexOf(document.activeElement);
    if (place < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(place + step, 0), stops.length - 1)].focus();
  });

  if (query.value) search();
}
