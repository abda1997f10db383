// Helps to list a chapter: checks while people type, builds the file, and leads to the forge.
// Without it the form is whole and can be sent as it is.

import { faults, fewestMeetings, meetingDays, ordered, today, yaml } from "./chapter-entry.js";
import { add, all, chooseZone, control, form, makeRule, often, one, propose, read, rule, showRule, write } from "./chapter-fields.js";

const settings = JSON.parse(document.getElementById("listing-settings").textContent);
const language = form.closest("[lang]").lang; // of the text: a page without translation is English in a Greek frame
const [PERSONAL, ROLE, TWO_NAMES] = settings.personal.map((pattern, place) => new RegExp(place === 1 ? pattern : `^(?:${pattern})$`));

const say = (key, values = {}) => settings.words[key].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
const tell = (place, text) => (one(`[data-said="${place}"]`).textContent = text);

const touched = new Set();
let attempted = false;
let editing = "";
let taken = ""; // a file name that is no longer free
let entry = {};
let errors = [];
let file = "";

// ---- What is wrong ----

const message = ({ at, rule, rules, key }) => {
  if (settings.words[key ?? rule]) return say(key ?? rule);
  if (/^contacts\.\d+$/.test(at)) return say("address");
  const kind = `bad.${one(INPUT, boxAt(at)).dataset.kind}`;
  return say(kind in settings.words ? kind : kind.endsWith("lines") ? "bad.name" : kind === "bad.code" ? "bad.language" : "bad.choice", {
    minimum: rules?.minimum,
    maximum: rules?.maximum ?? rules?.maxLength,
  });
};

// The field that a fault is about: its own, else the first of its group.
function boxAt(at) {
  if (at === "meeting.rule" && !rule.value && often.value !== "other") return one('[data-field="meeting.often"]');
  if (at === "place") return boxAt("place.country");
  const path = at.replace(/^(languages|roles\.names)\.\d+$/, "$1");
  return typeof entry.agreements === "string" && path === "agreements" ? one('[data-field="agreements.link"]') : one(`[data-field="${path}"]`);
}

const isPrivate = (email) => {
  const [local, host] = email.toLowerCase().split("@");
  const words = control("slug").value.split("-").filter((word) => word.length > 2);
  return !ROLE.test(local) && !words.some((word) => local.includes(word)) && (PERSONAL.test(host) || TWO_NAMES.test(local));
};

// What a schema cannot say; `soft` is a warning.
function* more() {
  const dates = { founded: entry.founded, since: entry.since, "members.as_of": entry.members?.as_of, verified: entry.verified, as_of: entry.as_of };
  for (const [at, day] of Object.entries(dates)) {
    if (!day) continue;
    if (day.length === 10 && new Date(`${day}T00:00Z`).toJSON()?.slice(0, 10) !== day) yield { at, key: at === "verified" ? "bad.day" : "bad.since" };
    else if (day > today()) yield { at, key: "future" };
    else if (entry.founded && at !== "as_of" && day.slice(0, 4) < entry.founded.slice(0, 4)) yield { at, key: "before" };
  }
  for (const [place, contact] of (entry.contacts ?? []).entries())
    if (contact?.email && isPrivate(contact.email)) yield { at: `contacts.${place}.email`, key: "private", soft: true };
  const name = control("slug");
  if (!name.value) yield { at: "slug", key: "required" };
  else if (!new RegExp(`^(?:${name.pattern})$`).test(name.value)) yield { at: "slug", key: "bad.slug" };
  else if (name.value === taken) yield { at: "slug", key: "taken" };
}

function meetingFault() {
  const { rule, starts } = entry.meeting ?? {};
  const days = rule && starts && meetingDays(rule, starts, `${Number(starts.slice(0, 4)) + 8}${starts.slice(4)}`);
  return days && !days.length ? [{ at: "meeting.rule", key: "never" }] : [];
}

function check() {
  const found = faults(settings.rules, entry).map((fault) => {
    if (fault.at === "contacts") return { ...fault, key: "reach" };
    const coordinate = /^place\.l(at|ong)itude$/.test(fault.at) && fault.rule === "required";
    return coordinate ? { ...fault, key: "pair" } : fault;
  });
  if (!found.some(({ at }) => at.startsWith("meeting"))) found.push(...meetingFault());
  const seen = new Set(found.map(({ at }) => at));
  return [...found, ...[...more()].filter(({ at }) => !seen.has(at))];
}

const INPUT = "input, select, textarea";

function showErrors() {
  const shown = new Map();
  for (const fault of errors) {
    const box = boxAt(fault.at);
    if (box && !shown.has(box) && (attempted || fault.soft || touched.has(box.dataset.field))) shown.set(box, fault);
  }
  for (const box of all("[data-field]")) {
    const text = one(`#listing-${box.dataset.field.replace(/[._]/g, "-")}-error`, box);
    if (!text) continue;
    const fault = shown.get(box);
    const words = fault ? message(fault) : "";
    if (text.textContent !== words) text.textContent = words;
    text.hidden = !words;
    text.classList.toggle("field__error--soft", Boolean(fault?.soft));
  }
  for (const field of all("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const [box, fault] of shown) if (!fault.soft) one(INPUT, box).setAttribute("aria-invalid", "true");
}

function focus(field) {
  for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  field.focus();
}

// Before anything leaves the page: all errors in the order of the page, with links to them.
function stopped(event) {
  attempted = true;
  update();
  const boxes = new Map(errors.filter(({ soft }) => !soft).map((fault) => [boxAt(fault.at), fault]));
  const summary = one("#listing-summary");
  summary.hidden = !boxes.size;
  if (!boxes.size) return false;
  event.preventDefault();
  const inOrder = all("[data-field]").filter((box) => boxes.has(box));
  one("ul", summary).replaceChildren(...inOrder.map((box) => line(box, message(boxes.get(box)))));
  summary.focus();
  return true;
}

function line(box, text) {
  const field = one(INPUT, box);
  const link = Object.assign(document.createElement("a"), { href: `#${field.id}` });
  link.textContent = `${one("legend, label", box).firstChild.textContent.trim()}: ${text}`;
  link.addEventListener("click", (click) => (click.preventDefault(), focus(field)));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

// ---- What comes of it ----

function showPreview() {
  const chosen = (path) => (control(path).value ? control(path).selectedOptions[0].text : "");
  const texts = {
    name: entry.name,
    kind: chosen("kind"),
    state: chosen("state"),
    place: [entry.place?.city, entry.place?.region, chosen("place.country")].filter(Boolean).join(say("comma")),
    about: entry.about?.[one("[data-path^='about.']").name.slice(6)] ?? Object.values(entry.about ?? {})[0],
  };
  for (const [name, text] of Object.entries(texts)) one(`[data-show="${name}"]`).textContent = text ?? "";
  const ahead = Date.now() + 366 * 86400000;
  const days = sound("meeting") ? meetingDays(entry.meeting.rule, entry.meeting.starts, new Date(ahead).toISOString().slice(0, 10)) : [];
  const format = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" });
  const next = (days ?? []).filter((day) => day >= today()).slice(0, 3);
  const items = next.map((day) => Object.assign(document.createElement("li"), { textContent: format.format(new Date(day)) }));
  one("[data-next]").hidden = !items.length;
  one("[data-next] ul").replaceChildren(...items);
}

const sound = (part) => entry[part] && !errors.some(({ at }) => at.startsWith(part));

function showVerdict() {
  const needed = form.dataset;
  const atLeast = (found, least) => (found === undefined || found === null ? "unknown" : found >= Number(least) ? "met" : "not-met");
  const has = (value, answer) => (value === undefined ? "unknown" : answer ? "met" : "not-met");
  const worst = (...answers) => ["not-met", "unknown"].find((answer) => answers.includes(answer)) ?? "met";
  const verdict = {
    people: atLeast(entry.members?.count, needed.people),
    meetings: sound("meeting") ? atLeast(fewestMeetings(entry.meeting.rule, entry.meeting.starts), needed.meetings) : "unknown",
    agreements: worst(has(entry.agreements, entry.agreements), has(entry.roles, entry.roles?.names?.length)),
    women: atLeast(entry.women, needed.women),
  };
  for (const [name, answer] of Object.entries(verdict)) {
    const line = one(`[data-criterion="${name}"]`);
    line.dataset.answer = answer;
    one(".verdict__answer", line).textContent = say(answer);
  }
  one('[data-criterion="all"]').textContent = say(`verdict.${worst(verdict.people, verdict.meetings, verdict.agreements)}`);
}

function showFile() {
  const name = control("slug").value || "lima";
  file = yaml(ordered(settings.rules, entry), settings.firstLine);
  one("#listing-file").value = file;
  one(".listing__file").textContent = `data/chapters/${name}.yml`;
  const address = (editing ? settings.editFile : `${settings.newFile}&value=${encodeURIComponent(file)}`).replace(settings.slot, name);
  const long = address.length > settings.longest;
  const forge = one('[data-do="forge"]');
  forge.href = address;
  forge.hidden = long;
  forge.textContent = say(editing ? "edit" : "new");
  one("[data-advice]").hidden = !long && !editing;
  one("[data-advice]").textContent = long ? say("long") : editing ? say("paste") : "";
}

function update() {
  entry = read();
  errors = check();
  showErrors();
  showPreview();
  showVerdict();
  showFile();
}

// ---- Existing entries ----

let entries;

async function load() {
  try {
    entries ??= (await (await fetch(settings.entries)).json()).chapters;
    const list = one("#listing-entries");
    if (list.length === 1) list.append(...entries.map(({ name, slug }) => new Option(name, slug)));
    one("[data-entries]").hidden = false;
    one('[data-do="entries"]').hidden = true;
    tell("entries", "");
  } catch {
    tell("entries", say("no-entries"));
  }
}

function edit(slug) {
  const known = entries?.find((one) => one.slug === slug);
  if (slug && !known) return entries && tell("entries", say("no-entry", { name: slug }));
  editing = known ? slug : "";
  if (known) write(known);
  else form.reset();
  showRule();
  control("slug").readOnly = Boolean(known);
  one("#listing-entries").value = slug;
  attempted = Boolean(known);
  touched.clear();
  update();
}

async function look(name) {
  taken = "";
  if (!name || editing) return;
  const found = await fetch(settings.page.replace(settings.slot, name), { method: "HEAD" }).catch(() => null);
  if (found?.ok) taken = name;
  touched.add("slug");
  update();
}

// ---- What people do ----

let pause;
form.addEventListener("input", ({ target }) => {
  if (target.matches("[data-often], [data-week], [data-weekday], [data-date]")) makeRule();
  if (target === rule) showRule();
  if (target === control("place.country")) chooseZone();
  propose();
  update();
  clearTimeout(pause);
  pause = setTimeout(() => touch(target), 800); // nobody likes to be corrected in the middle of a word
});

function touch(field) {
  for (let box = field.closest("[data-field]"); box; box = box.parentElement.closest("[data-field]")) touched.add(box.dataset.field);
  showErrors();
}

form.addEventListener("change", ({ target }) => {
  if (target.id === "listing-entries") edit(target.value);
  else touch(target);
  if ([control("slug"), control("place.city")].includes(target)) look(control("slug").value);
});

form.addEventListener("submit", stopped);

const DO = {
  entries: async () => (await load(), entries && one("#listing-entries").focus()),
  forge: stopped,
  download(event) {
    if (stopped(event)) return;
    const address = URL.createObjectURL(new Blob([file], { type: "application/yaml" }));
    Object.assign(document.createElement("a"), { href: address, download: `${control("slug").value}.yml` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  },
  async copy(event) {
    if (stopped(event)) return;
    try {
      await navigator.clipboard.writeText(file);
      tell("file", say("copied"));
    } catch {
      one("#listing-file").select();
      tell("file", say("not-copied"));
    }
  },
};

form.addEventListener("click", (event) => {
  const { dataset } = event.target.closest("[data-do], [data-add]") ?? {};
  if (dataset?.do) DO[dataset.do](event);
  if (dataset?.add) one("input", add(dataset.add)).focus();
});

// ---- Start ----

form.noValidate = true;
for (const part of all("[data-script]")) part.hidden = false;
for (const second of all("[data-item]:nth-child(2)")) if (!all("input", second).some((field) => field.value)) second.remove();
if (!control("verified").value) control("verified").value = control("verified").defaultValue = today();
showRule();
update();
const asked = new URLSearchParams(location.search).get("edit");
if (asked) load().then(() => edit(asked));
