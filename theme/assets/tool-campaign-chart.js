// The table above as boxes on one page. The names and questions are those of the table.
import { area, download, grow, make, textOf, worksheet } from "./worksheet.js";

const sheet = worksheet("tool-campaign-chart");
const { one, say } = sheet;
const table = sheet.before("table").at(-1);
const boxes = [];

function box(row, place) {
  const id = `chart-${place + 1}`;
  const field = area();
  field.id = id;
  field.rows = 2;
  field.setAttribute("aria-describedby", `${id}-question`);
  boxes.push({ name: textOf(row.cells[0]), field });
  return make("div", [make("label", textOf(row.cells[0]), { for: id }), make("p", textOf(row.cells[1]), { id: `${id}-question` }), field], { class: "campaign__box" });
}

if (table && [...table.tBodies[0].rows].every((row) => row.cells.length === 3)) {
  one("[data-chart]").append(...[...table.tBodies[0].rows].map(box));
  one("[data-download]").addEventListener("click", () => {
    const text = boxes.map(({ name, field }) => `${name}\n${field.value.trim()}\n`).join("\n");
    download(`${say("file")}.txt`, "text/plain", text);
  });
  sheet.open();
  for (const { field } of boxes) grow(field);
}
