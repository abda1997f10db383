"use strict";

// Everything here makes pages handier; none of it is needed to read them or to get around.

const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];

// Storage may be forbidden.
const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const remember = (key, value) => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {}
};

// Colours: the reader's system decides until the reader does.
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const schemeSwitch = find("[data-scheme-switch]");
const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : systemDark.matches);

function showScheme() {
  schemeSwitch.setAttribute("aria-pressed", isDark());
  const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
  for (const meta of all('meta[name="theme-color"]')) meta.content = paper;
}

schemeSwitch.addEventListener("click", () => {
  const dark = !isDark();
  const chosen = dark === systemDark.matches ? "" : dark ? "dark" : "light";
  root.dataset.scheme = chosen;
  remember("scheme", chosen || null);
  showScheme();
});
systemDark.addEventListener("change", showScheme);
schemeSwitch.hidden = false;
showScheme();

// What opens closes on Escape, on a click beside it, and when the focus goes elsewhere.
function closes(element, button, isOpen, close) {
  const outside = (target) => target instanceof Node && !element.contains(target) && !button.contains(target);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    const hadFocus = !outside(document.activeElement);
    close();
    if (hadFocus) button.focus();
  });
  document.addEventListener("click", (event) => isOpen() && outside(event.target) && close());
  document.addEventListener("focusin", (event) => isOpen() && outside(event.target) && close());
}

const menu = find("#menu");
const menuButton = find("[data-menu]");
const menuIsOpen = () => menuButton.getAttribute("aria-expanded") === "true";

function showMenu(open) {
  menuButton.setAttribute("aria-expanded", open);
  menu.classList.toggle("menu--open", open);
}

menuButton.addEventListener("click", () => showMenu(!menuIsOpen()));
menuButton.hidden = false;
closes(menu, menuButton, menuIsOpen, () => showMenu(false));

for (const dropdown of all("[data-dropdown]")) {
  closes(dropdown, dropdown.querySelector("summary"), () => dropdown.open, () => (dropdown.open = false));
}

// Headings: open where they have a column; the one being read is marked.
const toc = find("[data-toc]");
if (toc) {
  const wide = matchMedia("(min-width: 76em)");
  const fold = () => (toc.firstElementChild.open = wide.matches);
  fold();
  wide.addEventListener("change", fold);

  const links = new Map([...toc.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(decodeURIComponent(id))).filter(Boolean);
  const mark = () => {
    const read = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    for (const [id, link] of links) {
      if (read && id === read.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66%" });
  headings.forEach((heading) => observer.observe(heading));
}

// A reader whose browser asks first for another language of this page is told of it, once.
const suggestion = find("[data-suggestion]");
const REGIONAL = { no: "nb", nn: "nb" };
const bare = (tag) => tag.toLowerCase().split("-")[0];

function suggest() {
  const wanted = bare(navigator.languages?.[0] || navigator.language || "");
  const base = REGIONAL[wanted] || wanted;
  if (base === bare(root.lang) || remembered("suggestion") === "closed") return;
  const offer = JSON.parse(find("#suggestions").textContent).find(({ lang }) => bare(lang) === base);
  if (!offer) return;
  const [link, close] = suggestion.children;
  Object.assign(suggestion, { lang: offer.lang, dir: offer.dir, ariaLabel: offer.text });
  Object.assign(link, { href: suggestion.dataset.suggestion + offer.address, hreflang: offer.lang, textContent: offer.text });
  close.textContent = offer.close;
  close.addEventListener("click", () => {
    suggestion.hidden = true;
    remember("suggestion", "closed");
  });
  suggestion.hidden = false;
}

if (suggestion) suggest();

// Search: its script and index are loaded with the first use.
const dialog = find("[data-search-dialog]");
const slash = find("[data-slash]");

async function openSearch() {
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input").select();
  const { start } = await import(new URL(dialog.dataset.module, document.baseURI));
  start(dialog);
}

for (const button of all("[data-search]")) {
  button.addEventListener("click", openSearch);
  button.hidden = false;
}

// A key without Ctrl can be hit by accident or by voice: it can be switched off (WCAG 2.1.4).
slash.checked = remembered("slash") !== "off";
slash.addEventListener("change", () => remember("slash", slash.checked ? null : "off"));

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const wanted = plain ? event.key === "/" && slash.checked && !typing : event.key.toLowerCase() === "k" && !event.altKey && !event.shiftKey;
  if (!wanted) return;
  event.preventDefault();
  openSearch();
});
