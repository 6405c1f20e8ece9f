/**
 * The rules of times as VMP writes them: zones, ranges of dates, and what comes again. Each is linear in the text's
 * length.
 *
 * Source: the API reference of VMP, CreateSilencePolicy, and the vendor's Terraform provider. Where neither says what
 * is allowed, a text passes.
 */
import type { TextRule } from "./rules";

/** A name of the IANA database; the service looks it up in the case that it has there. */
export const zone: TextRule = (text, nearest) => {
  const known = Intl.supportedValuesOf("timeZone");
  if (known.includes(text)) return undefined;
  const sameName = known.find((each) => each.toLowerCase() === text.toLowerCase());
  // A link, such as PRC, is no name of its own; an offset is none at all.
  if (sameName === undefined && /^[A-Z][\w/+-]*$/.test(text) && isZone(text)) return undefined;
  const meant = text.length <= LONGEST_ZONE ? (sameName ?? nearest?.(text, known)) : undefined;
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  return { fault: `must be a time zone's name in the IANA database, such as Asia/Shanghai or UTC${hint}` };
};

const LONGEST_ZONE = 64;

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** `2025-01-02 15:04~2025-01-03 14:04` */
export const dateRange: TextRule = (text) => {
  const [from = "", to = "", ...more] = text.split("~");
  if (more.length > 0 || !isMoment(from) || !isMoment(to)) {
    return { fault: "must be two moments that there are, such as 2025-01-02 15:04~2025-01-03 14:04" };
  }
  return from < to ? undefined : { fault: "must end after it begins" };
};

function isMoment(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text) ? utcOf(text) : NaN;
  // A day that the month does not have is a day of the next one, to Date.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.replace(" ", "T"));
}

/** `20:00~21:12,22:00~23:12` */
export const timesOfDay: TextRule = (text) => {
  const faults = listFaults(text, 4, /^([01]\d|2[0-3]):[0-5]\d~(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
  if (faults) return { fault: `must be at most 4 times of day such as 20:00~21:12,22:00~23:12${faults}` };
  const isTurned = text.split(",").some((range) => range.slice(0, 5) >= range.slice(6));
  return isTurned
    ? { warning: "has a time that does not end after it begins; over midnight, give two: 22:00~23:59,00:00~06:00" }
    : undefined;
};

/** `1,3,5`. Whether a week has a day 0 is not documented. */
export const weekdays: TextRule = (text) => {
  const faults = listFaults(text, 7, /^[0-7](~[0-7])?$/);
  return faults ? { fault: `must be at most 7 days of the week such as 1,3,5${faults}` } : undefined;
};

/** `2~3` */
export const daysOfMonth: TextRule = (text) => {
  const day = "(0?[1-9]|[12]\\d|3[01])";
  const faults = listFaults(text, 10, new RegExp(`^${day}(~${day})?$`));
  return faults ? { fault: `must be at most 10 days of the month such as 1,15~20${faults}` } : undefined;
};

/** What is wrong with a list in a text, as the end of a sentence. */
function listFaults(text: string, most: number, item: RegExp): string | undefined {
  const items = text.split(",");
  if (items.length > most) return `, and has ${items.length}`;
  const wrong = items.findIndex((each) => !item.test(each));
  if (wrong >= 0) return `; the ${items.length === 1 ? "" : `${wrong + 1}. `}item is none`;
  const repeated = items.findIndex((each, index) => items.indexOf(each) < index);
  return repeated >= 0 ? `; the ${repeated + 1}. item repeats another` : undefined;
}

/** When a range of dates ends, in ms since 1970; `NaN` where that cannot be told. */
export function endOf(date: string, location: string): number {
  const wall = utcOf(date.split("~")[1] ?? "");
  return isZone(location) ? wall - offsetOf(wall - offsetOf(wall, location), location) : NaN;
}

function utcOf(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`);
}

/** How far the zone's clocks are ahead of UTC at a moment. Swedes write times as ISO 8601 does. */
function offsetOf(moment: number, timeZone: string): number {
  return utcOf(new Date(moment).toLocaleString("sv-SE", { timeZone })) - Math.floor(moment / 1000) * 1000;
}
