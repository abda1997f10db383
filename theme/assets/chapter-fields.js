// The fields of the form for a chapter: what stands in them, lists that grow, and the rule of the meetings.

import { slugOf } from "./chapter-entry.js";

export const form = document.getElementById("listing");
export const one = (selector, within = form) => within.querySelector(selector);
export const all = (selector, within = form) => [...within.querySelectorAll(selector)];
export const control = (path) => one(`[data-path="${path}"]`);

// ---- From the form to an entry and back ----

const digits = (text) => text.replace(/[٠-٩۰-۹０-９]/g, (digit) => digit.charCodeAt() & 15); // as keyboards write them elsewhere
const spoken = new Map(all("#listing-spoken option").flatMap((option) => [option.value, option.text].map((name) => [name.toLowerCase(), option.value])));
all('[data-kind="code"]').forEach((box) => spoken.set(box.parentElement.textContent.trim().toLowerCase(), box.value));

const READ = {
  code: (text, box) => (box.checked ? text : ""),
  language: (text) => spoken.get(text.toLowerCase()) ?? text,
  lines: (text) => text.split("\n").map((line) => line.trim()).filter(Boolean),
  number: (text, field) => (field.validity.badInput ? "?" : text && Number(text)),
  phone: digits,
  since: digits,
  yesno: (text) => text && text === "true",
};

const WRITE = {
  clock: (value) => value.slice(0, 5),
  lines: (value) => value.join("\n"),
  link: (value) => (typeof value === "string" ? value : ""),
  yesno: (value) => (typeof value === "boolean" ? value : ""),
};

export function read() {
  const found = {};
  for (const field of all("[data-path]")) {
    const value = (READ[field.dataset.kind] ?? String)(field.value.trim(), field);
    if (value === "" || value.length === 0) continue;
    const keys = field.dataset.path.split(".");
    const last = keys.pop();
    const owner = keys.reduce((owner, key, place) => (owner[key] ??= /^\d/.test(keys[place + 1] ?? last) ? [] : {}), found);
    if ("many" in field.dataset) (owner[last] ??= []).push(value);
    else owner[last] = value;
  }
  delete found.slug;
  if (found.place?.precision === "city") delete found.place.precision;
  if (Object.keys(found.meeting ?? {}).join() === "zone") delete found.meeting; // chosen by us, with the country
  return found;
}

export function write(known) {
  for (const name of ["contacts", "links"]) while (all(`[data-repeat="${name}"] > [data-item]`).length < known[name].length) add(name);
  const boxes = new Set(all('[data-kind="code"]').map((box) => box.value));
  const others = known.languages.filter((tag) => !boxes.has(tag));
  while (all('[data-kind="language"]').length < others.length) add("spoken");
  all('[data-kind="language"]').forEach((field, place) => (field.value = others[place] ?? ""));
  for (const field of all('[data-path]:not([data-kind="language"])')) {
    const value = field.dataset.path.split(".").reduce((owner, key) => owner?.[key], known) ?? "";
    if (field.type === "checkbox") field.checked = value.includes(field.value);
    else {
      const text = value === "" ? "" : String((WRITE[field.dataset.kind] ?? String)(value));
      if (text && field.type === "select-one" && !all("option", field).some((option) => option.value === text)) field.add(new Option(text));
      field.value = text;
    }
  }
  showRule();
}

// ---- Lists that grow ----

export function add(name) {
  const items = all(`[data-repeat="${name}"] > [data-item]`);
  const copy = items.at(-1).cloneNode(true);
  for (const part of [copy, ...all("*", copy)])
    for (const attribute of part.attributes)
      attribute.value = attribute.value.replaceAll(new RegExp(`\\b${name}([.-])\\d+`, "g"), `${name}$1${items.length}`);
  for (const field of all("input", copy)) field.value = "";
  for (const error of all(".field__error", copy)) error.hidden = true;
  const number = one("[data-number]", copy);
  if (number) number.textContent = new Intl.NumberFormat(form.closest("[lang]").lang).format(items.length + 1);
  items.at(-1).after(copy);
  return copy;
}

// ---- The rule of the meetings ----

export const rule = control("meeting.rule");
export const often = one("[data-often]");
const weekly = one("[data-weekday]");
const monthday = one("[data-date]");

export function makeRule() {
  const weeks = all("[data-week]:checked").map((box) => box.value + weekly.value);
  const by = often.value.startsWith("FREQ=WEEKLY") ? [weekly.value] : weeks;
  if (often.value === "FREQ=MONTHLY;BYMONTHDAY") rule.value = monthday.value && `${often.value}=${monthday.value}`;
  else if (often.value !== "other") rule.value = often.value && by.length ? `${often.value};BYDAY=${by}` : "";
  showParts();
}

export function showRule() {
  const [, start, days] = rule.value.match(/^(.+?)(?:;BYDAY=|;?(?=BYMONTHDAY=))(.+)$/) ?? [];
  const weeks = days?.split(",").map((code) => code.match(/^(-1|[1-4])?([A-Z]{2})$/)) ?? [];
  const date = days?.match(/^BYMONTHDAY=([1-9]\d?)$/)?.[1];
  const same = weeks.length && weeks.every((found) => found && found[2] === weeks[0]?.[2]);
  const fits = start === "FREQ=MONTHLY" ? date || (same && weeks.every((found) => found[1])) : same && weeks.length === 1 && !weeks[0][1];
  often.value = !rule.value ? "" : date && start === "FREQ=MONTHLY" ? `${start};BYMONTHDAY` : fits ? start : "other";
  if (!often.value && rule.value) often.value = "other";
  monthday.value = date ?? "";
  if (same) weekly.value = weeks[0][2];
  for (const box of all("[data-week]")) box.checked = weeks.some((found) => found?.[1] === box.value);
  showParts();
}

function showParts() {
  const monthly = often.value === "FREQ=MONTHLY";
  one('[data-part="weeks"]').hidden = !monthly;
  one('[data-part="weekday"]').hidden = !monthly && !often.value.startsWith("FREQ=WEEKLY");
  one('[data-part="date"]').hidden = often.value !== "FREQ=MONTHLY;BYMONTHDAY";
  if (often.value === "other") rule.closest("details").open = true;
}

// ---- What follows from other fields ----

let proposed = "";

export function propose() {
  const slug = control("slug");
  if (slug.readOnly || slug.value !== proposed) return;
  slug.value = proposed = (slugOf(control("place.city").value) || slugOf(control("name").value)).slice(0, 80);
}

export function chooseZone() {
  const zones = all(`[data-country="${control("place.country").value}"] option`);
  if (zones.length === 1) control("meeting.zone").value = zones[0].value;
}
