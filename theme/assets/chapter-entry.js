// What the form for a chapter works out: checks, YAML, meeting days, file names. Touches no page.

const DAY = 86400000;
const WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const TYPES = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number",
  integer: Number.isInteger,
  array: Array.isArray,
  object: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
  null: (value) => value === null,
};

const part = (rules, root) => (rules.$ref ? rules.$ref.slice(2).split("/").reduce((found, key) => found[key], root) : rules);

// The keywords of JSON Schema that our schema uses. Gives [{at: "place.country", rule: "required", rules}].
export function faults(schema, value, at = [], root = schema) {
  const rules = part(schema, root);
  const fault = (rule, ...below) => ({ at: [...at, ...below].join("."), rule, rules });
  const inside = (rules, value, ...below) => faults(rules, value, [...at, ...below], root);
  const holds = (rules) => !inside(rules, value).length;
  if (rules.type && ![rules.type].flat().some((type) => TYPES[type](value))) return [fault("type")];
  const found = [];
  if (rules.enum && !rules.enum.includes(value)) found.push(fault("enum"));
  if (rules.not && holds(rules.not)) found.push(fault("not"));
  if (rules.anyOf && !rules.anyOf.some(holds)) found.push(fault("anyOf"));
  if (TYPES.string(value)) {
    if (rules.pattern && !new RegExp(rules.pattern, "u").test(value)) found.push(fault("pattern"));
    if ([...value].length > (rules.maxLength ?? Infinity)) found.push(fault("maxLength"));
  } else if (TYPES.number(value)) {
    if (value < rules.minimum || value > rules.maximum) found.push(fault("range"));
  } else if (TYPES.array(value)) {
    if (value.length < rules.minItems) found.push(fault("required"));
    if (rules.uniqueItems && new Set(value).size < value.length) found.push(fault("twice"));
    if (rules.items) value.forEach((item, place) => found.push(...inside(rules.items, item, place)));
  } else if (TYPES.object(value)) {
    for (const key of rules.required ?? []) if (!(key in value)) found.push(fault("required", key));
    for (const [key, item] of Object.entries(value)) {
      if (rules.properties?.[key]) found.push(...inside(rules.properties[key], item, key));
      else if (rules.additionalProperties === false) found.push(fault("unknown", key));
    }
  }
  for (const also of rules.allOf ?? []) found.push(...inside(also, value));
  const next = rules.if && (holds(rules.if) ? rules.then : rules.else);
  return next ? found.concat(inside(next, value)) : found;
}

// The keys that the schema knows and that have a value, in its order.
export function ordered(schema, value, root = schema) {
  const rules = part(schema, root);
  if (TYPES.array(value)) return value.filter(() => true).map((item) => ordered(rules.items, item, root));
  if (!TYPES.object(value)) return value;
  const known = Object.entries(rules.properties ?? {}).filter(([key]) => (value[key] ?? null) !== null);
  return Object.fromEntries(known.map(([key, rules]) => [key, ordered(rules, value[key], root)]));
}

// ---- YAML ----

const PLAIN = /^\p{L}(?:(?:[\p{L}\p{M}\p{N} .,()'’/_+@;=?&%-]|:(?=[^ ]))*[^ :])?$/u; // nothing that YAML could take for a sign
const WORD = /^(?:true|false|null|yes|no|on|off|y|n)$/i; // what some reader of YAML takes for more than a word
const DATE = /^[12]\d{3}(?:-\d\d){0,2}$/;
const DATES = new Set(["since", "founded", "as_of", "starts", "verified"]);
const UNSEEN = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/gu;

function scalar(value, key) {
  if (!TYPES.string(value)) return String(value);
  if ((PLAIN.test(value) && !WORD.test(value)) || (DATES.has(key) && DATE.test(value))) return value;
  return JSON.stringify(value).replace(UNSEEN, (sign) => `\\u${sign.charCodeAt().toString(16).padStart(4, "0")}`);
}

function block(value, key, indent) {
  if (TYPES.array(value)) return value.map((item) => `\n${indent}- ${below(item, key, `${indent}  `).trimStart()}`).join("");
  if (TYPES.object(value)) return below(value, key, indent);
  const lines = TYPES.string(value) && value.includes("\n") ? value.split("\n") : [];
  if (lines.length && lines.every((line) => /^(?:\S(?:.*\S)?)?$/.test(line)) && lines.at(-1) && lines[0] && !value.match(UNSEEN))
    return ` |-${lines.map((line) => (line ? `\n${indent}${line}` : "\n")).join("")}`;
  return ` ${scalar(value, key)}`;
}

const below = (value, key, indent) =>
  TYPES.object(value)
    ? Object.entries(value).map(([key, item]) => `\n${indent}${key}:${block(item, key, `${indent}  `)}`).join("")
    : scalar(value, key);

export const yaml = (entry, firstLine) => `${firstLine}${below(entry, "", "")}\n`;

// ---- Meeting days ----

const parse = (day) => Date.parse(`${day}T00:00Z`) / DAY; // days since 1970
const weekday = (day) => (((day + 3) % 7) + 7) % 7; // Monday is 0

export const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
};

// Days as texts, from `starts` to `end`; null for a rule with BYSETPOS, which the form leaves to the project's checks.
export function meetingDays(rule, starts, end) {
  const parts = Object.fromEntries(rule.split(";").map((piece) => piece.split("=")));
  if (parts.BYSETPOS || !(starts > "1900" && parse(starts))) return null;
  const first = new Date(parse(starts) * DAY);
  const until = parts.UNTIL?.slice(0, 8).replace(/(....)(..)(..)/, "$1-$2-$3") ?? end;
  const list = (name, given) => parts[name]?.split(",").map(Number) ?? given;
  const yearly = parts.FREQ === "YEARLY";
  const bare = !parts.BYDAY && !parts.BYMONTHDAY;
  const months = list("BYMONTH", yearly && bare ? [first.getUTCMonth() + 1] : null);
  const dates = list("BYMONTHDAY", (yearly || parts.FREQ === "MONTHLY") && bare ? [first.getUTCDate()] : null);
  const days = parts.BYDAY?.split(",") ?? (parts.FREQ === "WEEKLY" && bare ? [WEEK[weekday(parse(starts))]] : null);
  const monday = (day) => day - ((weekday(day) - WEEK.indexOf(parts.WKST ?? "MO") + 7) % 7);
  const count = {
    DAILY: (day) => day - parse(starts),
    WEEKLY: (day) => (monday(day) - monday(parse(starts))) / 7,
    MONTHLY: (day, on) => (on.getUTCFullYear() - first.getUTCFullYear()) * 12 + on.getUTCMonth() - first.getUTCMonth(),
    YEARLY: (day, on) => on.getUTCFullYear() - first.getUTCFullYear(),
  }[parts.FREQ];
  const inMonth = parts.FREQ === "MONTHLY" || months;
  const found = [];
  for (let day = parse(starts); day <= parse(end < until ? end : until); day++) {
    const on = new Date(day * DAY);
    const [year, month, date] = [on.getUTCFullYear(), on.getUTCMonth(), on.getUTCDate()];
    const [from, to] = inMonth ? [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 0)] : [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)];
    const [place, left] = [Math.floor((day - from / DAY) / 7) + 1, Math.floor((to / DAY - day) / 7) + 1];
    const nth = (code) => {
      const number = parts.FREQ === "MONTHLY" || yearly ? parseInt(code, 10) || 0 : 0;
      return code.endsWith(WEEK[weekday(day)]) && (!number || number === place || number === -left);
    };
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    if (count(day, on) % Number(parts.INTERVAL ?? 1)) continue;
    if (months && !months.includes(month + 1)) continue;
    if (dates && !dates.includes(date) && !dates.includes(date - last - 1)) continue;
    if (days && !days.some(nth)) continue;
    found.push(on.toISOString().slice(0, 10));
    if (found.length === Number(parts.COUNT)) break;
  }
  return found;
}

// The meetings in the month that has the fewest, of the twelve full months after today.
export function fewestMeetings(rule, starts, now = today()) {
  const [year, month] = (starts > now ? starts : now).split("-").map(Number);
  const months = Array.from({ length: 12 }, (_, ahead) => new Date(Date.UTC(year, month + ahead, 1)).toISOString().slice(0, 7));
  const days = meetingDays(rule, starts, `${months.at(-1)}-31`);
  return days && Math.min(...months.map((name) => days.filter((day) => day.startsWith(name)).length));
}

// ---- File names ----

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ŋ: "ng", ŧ: "t" };

// "Tromsø" → "tromso"; nothing for a name without Latin letters.
export const slugOf = (name) =>
  name
    .toLowerCase()
    .replace(/./gu, (sign) => LETTERS[sign] ?? sign)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
