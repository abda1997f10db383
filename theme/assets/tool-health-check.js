// Makes the table above it work: a score in each row, the sum, and the lowest questions copied into the plan below.
import { area, fillable, grow, make, textOf, worksheet } from "./worksheet.js";

const MOST = 2;
const sheet = worksheet("tool-health-check");
const { settings, say, one, all } = sheet;
const table = sheet.before("table").at(-1);
const rows = [...(table?.tBodies[0].rows ?? [])].filter((row) => textOf(row.cells[0]));
const total = table && [...table.tBodies[0].rows].find((row) => !textOf(row.cells[0]))?.cells[2];
const plan = sheet.after("table").find((table) => [...table.tBodies[0].rows].every((row) => !textOf(row)));
const questions = [];
const planned = []; // the fields for the lowest questions

function ask(row, place) {
  const name = textOf(row.cells[1]);
  const choice = make("select", [make("option", say("none"), { value: "" })], { autocomplete: "off", "aria-label": say("score", { question: name }) });
  for (let score = 0; score <= MOST; score++) choice.append(make("option", sheet.number(score), { value: score }));
  fillable(row.cells[2], choice);
  fillable(row.cells[3]);
  questions.push({ number: place + 1, name, choice });
}

// The three lowest, and all that are equal to the third.
function lowest() {
  const inOrder = [...questions].sort((a, b) => a.choice.value - b.choice.value || a.number - b.number);
  return inOrder.filter(({ choice }) => choice.value <= inOrder[2].choice.value && choice.value < MOST);
}

// Only where nobody has written something else.
function copied(found) {
  planned.forEach((field, place) => {
    if (field.value !== (field.dataset.copied ?? "")) return;
    field.value = field.dataset.copied = found.length <= planned.length ? (found[place]?.name ?? "") : "";
    grow(field);
  });
}

function show() {
  const answered = questions.filter(({ choice }) => choice.value !== "");
  const sum = answered.reduce((sum, { choice }) => sum + Number(choice.value), 0);
  const whole = answered.length === questions.length;
  const numbers = { sum: sheet.number(sum), most: sheet.number(MOST * questions.length), done: sheet.number(answered.length), all: sheet.number(questions.length) };
  const status = say(whole ? "sum" : "answered", numbers);
  if (one("[data-status]").textContent !== status) one("[data-status]").textContent = status;
  if (total) total.textContent = answered.length ? sheet.number(sum) : "";
  one("[data-first]").hidden = questions[settings.first - 1].choice.value !== "0";
  const result = !whole ? "" : sum >= settings.healthy ? "healthy" : sum >= settings.alive ? "alive" : "tired";
  for (const part of all("[data-result]")) part.hidden = part.dataset.result !== result;
  const found = whole ? lowest() : [];
  one("[data-lowest]").hidden = !found.length;
  one("[data-tie]").hidden = found.length <= 3;
  one("[data-questions]").replaceChildren(...found.map(({ name, number, choice }) => make("li", say("scored", { question: name, score: sheet.number(choice.value) }), { value: number })));
  copied(found);
}

if (rows.length >= settings.first && rows.every((row) => row.cells.length === 4)) {
  rows.forEach(ask);
  for (const row of plan?.tBodies[0].rows ?? []) for (const cell of row.cells) (cell.cellIndex ? fillable(cell) : planned.push(fillable(cell, area())));
  document.addEventListener("input", (event) => {
    if (!event.target.closest(".worksheet-cell")) return;
    sheet.root.dataset.filled = "";
    if (event.target.matches("select")) show();
  });
  sheet.open();
  show();
}
