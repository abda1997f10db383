// Says each meeting's time in the reader's own zone, where that differs, and drops meetings that are over.
const language = document.documentElement.lang;
for (const time of document.querySelectorAll("time[data-local]")) {
  const moment = new Date(time.dateTime);
  if (moment < Date.now()) {
    time.closest("li").hidden = true;
    continue;
  }
  const [, hours, minutes] = time.dateTime.match(/([+-]\d\d):?(\d\d)$/) ?? [];
  const there = hours * 60 + Math.sign(hours || 1) * minutes;
  if (there === -moment.getTimezoneOffset()) continue;
  const here = new Intl.DateTimeFormat(language, { weekday: "short", hour: "numeric", minute: "2-digit" }).format(moment);
  const note = document.createElement("span");
  note.className = "meetings__local";
  note.textContent = time.dataset.local.replace("{time}", here);
  time.after(" ", note);
}
