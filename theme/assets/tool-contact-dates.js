// The fields around contact-days.js.
import { calendar, contactDays } from "./contact-days.js";
import { download, make, worksheet } from "./worksheet.js";

const sheet = worksheet("tool-contact-dates");
const { settings, say, one } = sheet;
const field = (name) => one(`#contact-${name}`);
const full = new Intl.DateTimeFormat(`${sheet.language}-u-nu-latn-ca-gregory`, { dateStyle: "full", timeZone: "UTC" });
let steps = [];

function show() {
  const [met, meeting] = [field("met").value, field("meeting").value];
  const fault = !met || !meeting ? "incomplete" : meeting < met ? "before" : "";
  steps = fault ? [] : contactDays(met, meeting, settings.days);
  const text = say(fault || "ready");
  if (one("[data-status]").textContent !== text) one("[data-status]").textContent = text;
  one("[data-dates]").hidden = !steps.length;
  one("[data-dates]").replaceChildren(...steps.map(({ step, day }) => make("div", [make("dt", say(step)), make("dd", make("time", full.format(Date.parse(day)), { datetime: day }))])));
  one("[data-download]").disabled = !steps.length;
}

one("[data-download]").addEventListener("click", () => {
  const name = field("name").value.trim();
  const entries = steps.map(({ step, day }) => ({ step, day, summary: name ? say("about", { what: say(step), name }) : say(step) }));
  download(`${say("file")}.ics`, "text/calendar", calendar(entries, new Date()));
});
sheet.root.addEventListener("input", show);
sheet.open();
show();
