// The days on which to call one contact, and a calendar file of them. Days are written as 2027-01-09.

export const plus = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const between = (from, to) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const earlier = (a, b) => (a < b ? a : b);
const later = (a, b) => (a > b ? a : b);

// The steps in order; one call takes the place of call back and reminder where they would come too close together.
export function contactDays(met, meeting, { back, reminder, after, oneCall }) {
  const call = later(met, earlier(plus(met, back), plus(meeting, -1)));
  const calls = between(met, meeting) <= oneCall ? [{ step: "one", day: call }] : [{ step: "back", day: call }, { step: "reminder", day: plus(meeting, -reminder) }];
  return [...calls, { step: "text", day: meeting }, { step: "after", day: plus(meeting, after) }];
}

// RFC 5545: commas, semicolons and backslashes are escaped; lines end with CR LF and have at most 75 bytes.
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

function folded(line) {
  const parts = [""];
  let bytes = 0;
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (bytes + size > 74) {
      parts.push("");
      bytes = 1; // the space that a continued line begins with
    }
    parts[parts.length - 1] += sign;
    bytes += size;
  }
  return parts.join("\r\n ");
}

// Whole days that leave the day free; `entries` hold a day and a summary, maybe a rule by which it comes again and an
// alarm; `stamp` is the present moment.
export function calendar(entries, stamp) {
  const compact = (day) => day.replaceAll("-", "");
  const now = `${stamp.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const events = entries.flatMap(({ step, day, summary, rule, alarm }) => [
    "BEGIN:VEVENT",
    `UID:${step}-${compact(day)}-${stamp.getTime()}@contact-dates`,
    `DTSTAMP:${now}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(plus(day, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    "TRANSP:TRANSPARENT",
    ...(rule ? [`RRULE:${rule}`] : []),
    ...(alarm ? ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(summary)}`, `TRIGGER:${alarm}`, "END:VALARM"] : []),
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//IOPS//Contact dates//EN", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
