// What all tools of the toolkit share. They keep nothing and send nothing.

// The tool of this name, ready to be used; null where its sheet is not as it should be, and then the note stays.
export function worksheet(name) {
  const root = document.getElementById(name);
  const settings = JSON.parse(root.querySelector("script").textContent);
  const language = root.closest("[lang]").lang;
  const numbers = new Intl.NumberFormat(`${language}-u-nu-latn`, { maximumFractionDigits: 1 });
  return {
    root,
    settings,
    language,
    one: (selector) => root.querySelector(selector),
    all: (selector) => [...root.querySelectorAll(selector)],
    number: (value) => numbers.format(value),
    say: (key, values = {}) => settings.words[key].replace(/%\((\w+)\)s/g, (_, name) => values[name]),
    before: (selector) => [...document.querySelectorAll(selector)].filter((found) => root.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_PRECEDING),
    after: (selector) => [...document.querySelectorAll(selector)].filter((found) => root.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING && !root.contains(found)),
    open() {
      root.querySelector("[data-without]").remove();
      root.querySelector("[data-works]").hidden = false;
      for (const button of root.querySelectorAll("[data-print]")) button.addEventListener("click", () => printed(root, button.dataset.print));
      for (const field of document.querySelectorAll(":is(.worksheet, .worksheet-cell) :is(input, textarea)")) onPaper(field);
      root.addEventListener("input", () => (root.dataset.filled = ""));
    },
  };
}

// The whole page, or the tool alone.
function printed(root, what) {
  root.dataset.filled = "";
  if (what === "one") {
    document.documentElement.classList.add("print-one");
    addEventListener("afterprint", () => document.documentElement.classList.remove("print-one"), { once: true });
  }
  print();
}

// A text without tags and outer spaces.
export const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

// An element with text or children, and attributes.
export function make(tag, content = [], attributes = {}) {
  const element = document.createElement(tag);
  element.append(...[content].flat());
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// A field that grows with what is written.
export const area = () => make("textarea", [], { rows: 1, dir: "auto", autocomplete: "off" });

export function grow(field) {
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + 2}px`;
  onPaper(field);
}

// Paper cannot be scrolled: the style sheet prints this copy of the text, and no "dd/mm/yyyy" where nothing was chosen.
function onPaper(field) {
  if (field.matches("textarea")) field.parentElement.dataset.typed = field.value;
  else field.toggleAttribute("data-empty", !field.value);
}

document.addEventListener("input", ({ target }) => target.closest(".worksheet, .worksheet-cell") && (target.matches("textarea") ? grow(target) : onPaper(target)));

// Puts a field into an empty cell of a sheet, named by its row and column.
export function fillable(cell, field = area()) {
  const row = cell.parentElement;
  const heads = [...row.closest("table").querySelectorAll("thead th")];
  const names = [textOf(row.cells[0]), textOf(heads[cell.cellIndex] ?? heads[0])].filter(Boolean);
  if (!field.hasAttribute("aria-label")) field.setAttribute("aria-label", names.join(": ") || String(row.rowIndex));
  cell.replaceChildren(field);
  cell.classList.add("worksheet-cell");
  return field;
}

// Whole numbers as people write them, in the digits of their script too.
export const digits = (text) => text.replace(/[٠-٩۰-۹０-９]/g, (sign) => "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９".indexOf(sign) % 10);

export const linesOf = (field) => field.value.split("\n").map((line) => line.trim()).filter(Boolean);

export function download(name, type, content) {
  const link = make("a", [], { download: name, href: URL.createObjectURL(new Blob([content], { type })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
