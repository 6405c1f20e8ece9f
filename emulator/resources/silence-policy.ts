/** Silence policies: "SilencePolicy" in the VMP API reference; limits are observed (the vendor's Terraform). */
import { rfc3339 } from "../envelope";
import { invalidParameter } from "../errors";
import type { ValuesOf } from "../fields";
import { isObject, type Params } from "../rules";
import { type Stored, updateTime } from "../state";
import type { ResourceType } from "./type";

/** How long an expired policy stays. Ours: the reference does not say. */
const KEPT_MS = 7 * 24 * 3_600_000;

const matches =
  (pattern: RegExp) =>
  (value: string, parameter: string): void => {
    if (!pattern.test(value)) throw invalidParameter(parameter);
  };

/** One to so many items, each like this, with commas between. */
function listOf(item: string, most: number): (value: string, parameter: string) => void {
  return matches(new RegExp(`^${item}(,${item}){0,${most - 1}}$`));
}

const atMost =
  (most: number) =>
  (items: readonly Params[], parameter: string): void => {
    if (items.length > most) throw invalidParameter(parameter);
  };

const TIME = "([01]\\d|2[0-4]):[0-5]\\d";
const DAY = "([1-9]|[12]\\d|3[01])";
const MOMENT = "\\d{4}-\\d\\d-\\d\\d [0-2]\\d:[0-5]\\d";

const FIELDS = {
  Name: { kind: "text", required: true, check: matches(/^[-A-Za-z\p{Script=Han}][-\w\p{Script=Han}]{0,127}$/u) },
  Description: { kind: "text", check: matches(/^.{1,128}$/su) },
  MetricLabelMatchers: {
    kind: "objects",
    required: true,
    members: {
      Matchers: {
        kind: "objects",
        required: true,
        members: {
          Label: { kind: "text", required: true },
          Value: { kind: "text", required: true },
          Operator: { kind: "text", check: matches(/^(Not|Regexp|RegexpNot)?Equal$/) },
        },
        check: atMost(24),
      },
    },
    check: atMost(32),
  },
  TimeRangeMatchers: {
    kind: "objects",
    required: true,
    members: {
      Location: { kind: "text", required: true, check: checkLocation },
      Date: { kind: "text", check: matches(new RegExp(`^${MOMENT}~${MOMENT}$`)) },
      PeriodicDate: {
        kind: "object",
        members: {
          Time: { kind: "text", check: listOf(`${TIME}~${TIME}`, 4) },
          Weekday: { kind: "text", check: listOf("[0-7](~[0-7])?", 7) },
          DayOfMonth: { kind: "text", check: listOf(`${DAY}(~${DAY})?`, 10) },
        },
      },
    },
    check: (items: readonly Params[], parameter: string) => {
      if (items.some(({ Date: date, PeriodicDate }) => date !== "" && isSet(PeriodicDate))) {
        throw invalidParameter(`${parameter}.PeriodicDate`);
      }
    },
  },
  // No parameter of the API: so that there can be one here that the bot in Feishu made.
  Source: { kind: "text", check: matches(/^(General|LarkBot)$/) },
} as const;

/** A silence policy as it is kept. */
export type SilencePolicy = Stored & ValuesOf<typeof FIELDS> & { Status?: string; AutoDeleteTime?: string };

export const silencePolicy: ResourceType<SilencePolicy> = {
  name: "SilencePolicy",
  plural: "SilencePolicies",
  collection: "silencePolicies",
  fields: FIELDS,
  filters: {
    Status: { is: ({ Status = "Active" }) => Status },
    Sources: { any: ({ Source = "General" }) => [Source] },
  },
  listedOnly: true,
  switched: (record, isOn) => ({ ...record, Status: isOn ? "Active" : "Disabled" }),
  age(record, now) {
    const { Status, AutoDeleteTime, ...others } = record;
    if (AutoDeleteTime !== undefined && Date.parse(AutoDeleteTime) <= now) return undefined;
    const isOver = record.TimeRangeMatchers.every((range) => isOverAt(range, now));
    if (isOver === (Status === "Expired")) return record;
    return isOver ? { ...record, Status: "Expired", AutoDeleteTime: rfc3339(now + KEPT_MS) } : others;
  },
  outputs: (record) => {
    const { Status = "Active", Source = "General", AutoDeleteTime = "" } = record;
    return { Status, Source, AutoDeleteTime, ...updateTime(record) };
  },
};

function checkLocation(value: string, parameter: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
  } catch {
    throw invalidParameter(parameter);
  }
}

function isSet(periodic: unknown): boolean {
  return isObject(periodic) && Object.values(periodic).some((part) => part !== "");
}

/** Only a date ends. Its end is compared as the clocks on the walls of its zone show it. */
function isOverAt({ Location, Date: date }: { Location: string; Date: string }, now: number): boolean {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: Location,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const wall = `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`;
  return date !== "" && date.slice(date.indexOf("~") + 1) <= wall;
}
