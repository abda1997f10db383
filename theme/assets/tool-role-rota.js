// The form around rota.js, and its two tables.
import { linesOf, make, worksheet } from "./worksheet.js";
import { rota } from "./rota.js";

const sheet = worksheet("tool-role-rota");
const { say, one } = sheet;
const field = (name) => one(`#rota-${name}`);
const status = (text) => (one("[data-status]").textContent = text);

const twice = (names) => names.find((name, place) => names.indexOf(name) !== place);

function row(cells, heading = false) {
  return make("tr", cells.map((cell, place) => make(heading || !place ? "th" : "td", [cell].flat(), heading ? { scope: "col" } : place ? {} : { scope: "row" })));
}

const name = (text) => make("bdi", text);
const listed = (names) => names.flatMap((one, place) => (place ? [say("and"), name(one)] : [name(one)]));

function fill(table, head, rows) {
  table.replaceChildren(make("thead", row(head, true)), make("tbody", rows.map((cells) => row(cells))));
}

function show(names, empowering, routine, meetings) {
  const tasks = [...empowering, ...routine];
  const found = rota(names.length, empowering.length, routine.length, meetings.length);
  const free = names.length > tasks.length;
  fill(
    one("[data-table]"),
    [say("meeting"), ...tasks.map(name), ...(free ? [say("free")] : [])],
    found.map((done, meeting) => [
      name(meetings[meeting]),
      ...tasks.map((_, task) => name(names[done.get(task)])),
      ...(free ? [listed(names.filter((_, person) => ![...done.values()].includes(person)))] : []),
    ]),
  );
  const count = (person, kind) => found.reduce((sum, done) => sum + [...done].filter(([task, who]) => who === person && task < empowering.length === kind).length, 0);
  fill(
    one("[data-counts]"),
    [say("person"), say("empowering"), say("routine"), say("difference")],
    names.map((who, person) => {
      const [more, less] = [count(person, true), count(person, false)];
      return [name(who), sheet.number(more), sheet.number(less), sheet.number(Math.abs(more - less))];
    }),
  );
}

one("[data-form]").addEventListener("submit", (event) => {
  event.preventDefault();
  const [names, empowering, routine, meetings] = ["names", "empowering", "routine", "meetings"].map((name) => linesOf(field(name)));
  const again = twice(names) ?? twice([...empowering, ...routine]);
  const few = names.length < 2 || !(empowering.length + routine.length) || !meetings.length;
  one("[data-rota]").hidden = few || again !== undefined;
  if (few) return status(say("few"));
  if (again !== undefined) return status(say("twice", { name: again }));
  show(names, empowering, routine, meetings);
  status(say("made", { meetings: sheet.number(meetings.length), people: sheet.number(names.length) }));
});
sheet.open();
