// Plans a tour in the browser: adds up the budget and writes data/tour.yml. Nothing is sent.
import { today, yaml } from "./chapter-entry.js";

const form = document.querySelector("[data-tour]");
const stops = form.querySelector("[data-stops]");
const known = new Map([...form.querySelectorAll("#tour-cities option")].map(({ value, dataset }) => [value, dataset]));
const blank = stops.firstElementChild.cloneNode(true);
const said = form.querySelector("[data-said]");
const value = (field) => (field.type === "number" ? field.valueAsNumber : field.value.trim());
const given = (entries) => Object.fromEntries(entries.filter(([, found]) => found !== "" && !Number.isNaN(found)));
const parts = (spot) => given([...spot.querySelectorAll("[data-part]")].map((field) => [field.dataset.part, value(field)]));
const costs = () => [...form.querySelectorAll("[data-cost]")].map((field) => given([["kind", field.dataset.cost], ["amount", value(field)]]));
let added = 1;

function tour() {
  const [start, ...others] = form.querySelectorAll("[data-spot]");
  const plain = (name) => [name, value(form.elements[name])];
  return given([
    plain("title"), ["state", "proposed"], plain("aim"), plain("period"), plain("source"), ["as_of", today()],
    plain("currency"), plain("wage"), plain("hours"), plain("trainers"),
    ["costs", costs()], ["start", parts(start)], ["stops", others.map(parts)],
  ].filter(([, found]) => typeof found !== "object" || JSON.stringify(found).length > 4)); // more than {} or [{}]
}

// Days and codes that YAML readers could take for something else stand in quotes or plain as the project reads them.
function update() {
  const plan = tour();
  const { work, all, missing, file } = form.elements;
  const cents = form.querySelectorAll("[data-stops] > *").length * plan.hours * plan.trainers * Math.round(plan.wage * 100);
  const others = plan.costs.reduce((sum, { amount = 0 }) => sum + Math.round(amount * 100), 0);
  const money = (amount) => (Number.isFinite(amount) ? format(amount / 100, plan.currency) : form.dataset.money);
  work.value = money(cents);
  all.value = money(cents + others);
  missing.value = new Intl.NumberFormat(language()).format(plan.costs.filter(({ amount }) => amount === undefined).length);
  file.value = yaml(plan, "# A tour. What is not known is left out.");
}

const language = () => form.closest("[lang]").lang;

function format(amount, currency) {
  try {
    return new Intl.NumberFormat(language(), { style: "currency", currency }).format(amount);
  } catch {
    return new Intl.NumberFormat(language(), { minimumFractionDigits: 2 }).format(amount); // not three letters yet
  }
}

// A city that the membership record knows brings its country and coordinates.
function complete(field) {
  const city = field.dataset.part === "city" && known.get(field.value);
  if (!city) return;
  for (const part of ["country", "latitude", "longitude"]) field.closest("[data-spot]").querySelector(`[data-part="${part}"]`).value = city[part];
}

function add() {
  const spot = blank.cloneNode(true);
  added += 1;
  for (const field of spot.querySelectorAll("input")) field.value = "";
  for (const label of spot.querySelectorAll("label")) label.htmlFor = label.htmlFor.replace(/1$/, added);
  for (const field of spot.querySelectorAll("[id]")) field.id = field.id.replace(/1$/, added);
  stops.append(spot);
  spot.querySelector("input").focus();
}

const ready = () => form.reportValidity();

form.addEventListener("input", ({ target }) => {
  complete(target);
  update();
});

form.addEventListener("click", ({ target }) => {
  if (target.closest("[data-add]")) add();
  if (target.closest("[data-remove]")) {
    if (stops.children.length > 1) target.closest("[data-spot]").remove();
    else said.textContent = form.dataset.cities;
    form.querySelector("[data-add]").focus();
  }
  if (target.closest("[data-download]") && ready()) {
    const address = URL.createObjectURL(new Blob([form.elements.file.value], { type: "application/yaml" }));
    Object.assign(document.createElement("a"), { href: address, download: "tour.yml" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }
  update();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(form.elements.file.value);
    said.textContent = form.dataset.copied;
  } catch {
    form.elements.file.select();
    said.textContent = form.dataset.notCopied;
  }
});

form.hidden = false;
update();
