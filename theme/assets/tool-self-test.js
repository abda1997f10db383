// Makes the self-test above it work: boxes to tick, a count, the result and the next steps.
import { fillable, make, textOf, worksheet } from "./worksheet.js";

const POINTS = ["people", "meetings", "agreements", "women"]; // one list of boxes each, in this order
const STEPS = [["people", 0], ["meetings", 0], ["agreements", 0, 2], ["agreements", 2], ["women", 0]]; // the rows of the table of steps: a point and its boxes

const sheet = worksheet("tool-self-test");
const { settings, say, one, all } = sheet;
const lists = sheet.before(".task-list").slice(-POINTS.length);
const count = sheet.before("table").at(-1);
const steps = sheet.after("table").find((table) => table.tBodies[0].rows.length === STEPS.length);
const boxes = {};
const fields = {};

function tickable(item) {
  const box = make("input", [], { type: "checkbox", autocomplete: "off" });
  item.replaceChildren(make("label", [box, make("span", [...item.childNodes])]));
  item.classList.add("worksheet-tick");
  return box;
}

function countable() {
  const cells = [...count.tBodies[0].rows].map((row) => row.cells[1]);
  const kinds = ["date", "number", "number", "", "date"];
  ["day", "people", "women", "share", "again"].forEach((name, place) => {
    const field = kinds[place] ? make("input", [], { type: kinds[place], autocomplete: "off", ...(kinds[place] === "number" && { min: 0, inputmode: "numeric" }) }) : make("output");
    fields[name] = fillable(cells[place], field);
  });
}

// A number that is counted decides the box that asks for it.
function counted() {
  const people = fields.people?.valueAsNumber;
  const women = fields.women?.valueAsNumber;
  const wrong = women > people;
  one("[data-warning]").hidden = !wrong;
  one("[data-warning]").textContent = wrong ? say("impossible") : "";
  const known = people > 0 && women >= 0 && !wrong;
  const share = (100 * women) / people;
  fields.share.value = known ? new Intl.NumberFormat(`${sheet.language}-u-nu-latn`, { style: "percent", maximumFractionDigits: 1 }).format(share / 100) : "";
  if (people >= 0) boxes.people[0].checked = people >= settings.people;
  if (known) boxes.women[0].checked = share >= settings.women;
}

const met = (point) => boxes[point].every((box) => box.checked);

function show() {
  const done = POINTS.filter(met);
  const first = done.filter((point) => point !== "women").length;
  const result = done.length === POINTS.length ? "all" : first === 3 ? "working" : first ? "forming" : "beginning";
  for (const part of all("[data-result]")) part.hidden = part.dataset.result !== result;
  const status = say("status", { met: sheet.number(done.length), all: sheet.number(POINTS.length) });
  if (one("[data-status]").textContent !== status) one("[data-status]").textContent = status;
  const missing = STEPS.map(([point, from, to], row) => ({ point, row, open: boxes[point].slice(from, to).some((box) => !box.checked) })).filter(({ open }) => open);
  one("[data-steps]").hidden = !missing.length;
  one("[data-missing]").replaceChildren(...missing.map(({ point, row }) => make("li", line(point, steps?.tBodies[0].rows[row]))));
}

// The step as the sheet says it.
const line = (point, row) => (row ? [make("strong", textOf(row.cells[0])), `: ${textOf(row.cells[1])}`] : [make("strong", say(point))]);

if (lists.length === POINTS.length) {
  POINTS.forEach((point, place) => (boxes[point] = [...lists[place].children].map(tickable)));
  const isCount = count?.tBodies[0].rows.length === 5 && count.compareDocumentPosition(lists.at(-1)) & Node.DOCUMENT_POSITION_PRECEDING;
  if (isCount) countable();
  document.addEventListener("input", (event) => {
    if (!event.target.closest(".worksheet-tick, .worksheet-cell")) return;
    sheet.root.dataset.filled = "";
    if (isCount && event.target.type === "number") counted();
    show();
  });
  sheet.open();
  show();
}
