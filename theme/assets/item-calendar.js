// The field around item-days.js.
import { calendar } from "./contact-days.js";
import { entriesOf } from "./item-days.js";
import { download, worksheet } from "./worksheet.js";

const sheet = worksheet("item-calendar");
const { settings, say, one } = sheet;
const day = one("#calendar-day");

function show() {
  one("[data-download]").disabled = !day.value;
  one("[data-status]").textContent = day.value ? say("ready") : "";
}

one("[data-download]").addEventListener("click", () => {
  download(settings.file, "text/calendar", calendar(entriesOf(day.value, settings.steps), new Date()));
});
sheet.root.addEventListener("input", show);
sheet.open();
show();
