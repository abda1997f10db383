// A large clock for the agenda. Nothing moves on by itself: the group decides when a point is over.
import { digits, linesOf, textOf, worksheet } from "./worksheet.js";

const sheet = worksheet("tool-agenda-timer");
const { say, one } = sheet;
const field = one("#timer-agenda");
const dialog = one("[data-timer]");
const minutes = new Intl.NumberFormat(`${sheet.language}-u-nu-latn`, { style: "unit", unit: "minute", unitDisplay: "long" });
const clockTime = new Intl.DateTimeFormat(`${sheet.language}-u-nu-latn`, { hour: "numeric", minute: "2-digit" });

const RANGE = /^(\d+)\s*[–—-]\s*(\d+)\s*(.*)$/;
const LENGTH = /^(\d+)\s*(.*)$/;

let points = [];
let now = 0;
let began = 0; // when this point began, as if there had been no pause
let paused = null; // when the pause began
let told = ""; // what was announced last of this point
let ticking = null;
let lock = null;

// "10 Round" and "5–15 Round" both last ten minutes.
function point(line) {
  const [, from, to, named] = digits(line).match(RANGE) ?? [];
  if (to) return { title: named, length: to - from };
  const [, length, title] = digits(line).match(LENGTH) ?? [];
  return { title, length: Number(length) };
}

// The plan of the sheet itself, if one stands above.
function proposal() {
  const tables = sheet.before("table").map((table) => [...table.tBodies[0].rows].map((row) => [...row.cells].slice(0, 2).map(textOf)));
  const plan = tables.reverse().find((rows) => rows.length > 1 && rows.every(([range]) => RANGE.test(digits(range))));
  return (plan ?? []).map(([range, title]) => `${point(range).length} ${title}`).join("\n");
}

function read() {
  const lines = linesOf(field);
  const bad = lines.find((line) => !(point(line).length > 0));
  points = bad === undefined ? lines.map(point) : [];
  const sum = points.reduce((sum, { length }) => sum + length, 0);
  const text = bad !== undefined ? say("line", { line: bad }) : points.length ? say("total", { points: sheet.number(points.length), time: minutes.format(sum) }) : say("none");
  if (one("[data-total]").textContent !== text) one("[data-total]").textContent = text;
}

const tell = (text) => (one("[data-said]").textContent = text);
const passed = () => ((paused ?? Date.now()) - began) / 1000;

function face(seconds) {
  const whole = Math.floor(Math.abs(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function tick() {
  const { title, length } = points[now];
  const left = Math.ceil(length * 60 - passed());
  const rest = points.slice(now + 1).reduce((sum, { length }) => sum + length * 60, 0);
  one("[data-clock]").textContent = face(left);
  one("[data-side]").textContent = left < 0 ? say("over") : say("left");
  dialog.classList.toggle("timer--over", left < 0);
  Object.assign(one("[data-progress]"), { max: length * 60, value: Math.min(length * 60, passed()) });
  one("[data-ends]").textContent = say("ends", { clock: clockTime.format(Date.now() + (Math.max(0, left) + rest) * 1000) });
  const due = left <= 0 ? "up" : left <= 60 && length > 1 ? "minute" : "";
  if (due && due !== told) tell(say(due));
  told = due || told;
  one("[data-point]").textContent = title;
}

function go(to) {
  if (to >= points.length) return stop(say("done"));
  now = Math.max(0, to);
  began = Date.now();
  if (paused) paused = began;
  told = "";
  const next = points[now + 1];
  one("[data-next]").textContent = next ? say("next", { point: next.title, time: minutes.format(next.length) }) : say("last");
  tell(say("now", { point: points[now].title, time: minutes.format(points[now].length) }));
  tick();
}

function pause() {
  if (paused) {
    began += Date.now() - paused;
    paused = null;
  } else paused = Date.now();
  one('[data-do="pause"]').textContent = say(paused ? "go" : "pause");
  tick();
}

// A screen that goes dark is no clock. Not every browser can prevent it, and it may refuse.
async function wake() {
  try {
    lock = await navigator.wakeLock?.request("screen");
  } catch {}
}
document.addEventListener("visibilitychange", () => ticking && document.visibilityState === "visible" && wake());

function start() {
  if (!ticking) {
    read();
    if (!points.length) return field.focus();
    paused = null;
    one('[data-do="pause"]').textContent = say("pause");
    go(0);
    ticking = setInterval(tick, 250);
    field.readOnly = true;
    one("[data-start]").textContent = say("back");
    wake();
  }
  dialog.showModal();
  one('[data-do="pause"]').focus();
}

function stop(message = "") {
  clearInterval(ticking);
  ticking = null;
  lock?.release();
  lock = null;
  field.readOnly = false;
  one("[data-start]").textContent = say("start");
  one("[data-total]").textContent = message;
  dialog.close();
  one("[data-start]").focus();
}

const DO = {
  back: () => go(now - 1),
  next: () => go(now + 1),
  more: () => {
    points[now].length += 2;
    told = "";
    tick();
  },
  pause,
  close: () => dialog.close(),
  stop: () => stop(),
};
dialog.addEventListener("click", (event) => DO[event.target.dataset?.do]?.());
one("[data-form]").addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
field.value = proposal();
field.addEventListener("input", read);
sheet.open();
read();
