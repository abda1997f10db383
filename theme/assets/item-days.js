// The days of a sheet's steps, counted from the day that people choose. Days are written as 2027-01-21.
import { plus } from "./contact-days.js";

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const ALARM = "-P2DT15H"; // at nine in the morning, three days before

// So many months later, on the same weekday of the month; the fifth one is the last one.
export function sameWeekday(day, months) {
  const from = new Date(Date.parse(day));
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const ahead = (from.getUTCDay() - first.getUTCDay() + 7) % 7;
  const found = plus(first.toISOString().slice(0, 10), ahead + 7 * Math.floor((from.getUTCDate() - 1) / 7));
  return found.slice(0, 7) === first.toISOString().slice(0, 7) ? found : plus(found, -7);
}

// `FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH`, where `day` is a third Thursday.
export function rule(day, every) {
  const from = new Date(Date.parse(day));
  const week = Math.ceil(from.getUTCDate() / 7);
  return `FREQ=MONTHLY;INTERVAL=${every};BYDAY=${week > 4 ? -1 : week}${WEEKDAYS[from.getUTCDay()]}`;
}

// What `calendar` of contact-days.js takes.
export function entriesOf(chosen, steps) {
  return steps.map(({ summary, days, months, every, alarm }, step) => ({
    step: step + 1,
    day: plus(sameWeekday(chosen, months), days),
    summary,
    ...(every && { rule: rule(chosen, every) }),
    ...(alarm && { alarm: ALARM }),
  }));
}
