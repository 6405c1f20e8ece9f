import { dateRange, daysOfMonth, endOf, timesOfDay, weekdays, zone } from "../../../provider/fields/times";
import { nearest } from "../../../provider/text/near";
import type { TextRule } from "../../../provider/fields/rules";

const RULES = { zone, dateRange, timesOfDay, weekdays, daysOfMonth };

function foundIn(rule: TextRule, text: string): string | undefined {
  const finding = rule(text, nearest);
  return finding && Object.entries(finding).join().replace(",", ": ");
}

test.each<[keyof typeof RULES, string]>([
  ["zone", "Asia/Shanghai"],
  ["zone", "UTC"],
  ["zone", "PRC"],
  ["zone", "Etc/GMT+8"],
  ["dateRange", "2025-01-02 15:04~2025-01-03 14:04"],
  ["dateRange", "2024-02-29 00:00~2024-02-29 00:01"],
  ["timesOfDay", "20:00~21:12,22:00~23:12"],
  ["timesOfDay", "00:00~24:00"],
  ["timesOfDay", "01:00~02:00,03:00~04:00,05:00~06:00,07:00~08:00"],
  ["weekdays", "1,3,5"],
  ["weekdays", "1~5,0"],
  ["weekdays", "0,1,2,3,4,5,6"],
  ["daysOfMonth", "2~3"],
  ["daysOfMonth", "1,15~20,31"],
])("%s takes %s", (rule, text) => {
  expect(RULES[rule](text, nearest)).toBeUndefined();
});

const ZONE = "fault: must be a time zone's name in the IANA database, such as Asia/Shanghai or UTC";
const DATE = "fault: must be two moments that there are, such as 2025-01-02 15:04~2025-01-03 14:04";
const TIME = "fault: must be at most 4 times of day such as 20:00~21:12,22:00~23:12";
const TURNED =
  "warning: has a time that does not end after it begins; over midnight, give two: 22:00~23:59,00:00~06:00";
const WEEKDAY = "fault: must be at most 7 days of the week such as 1,3,5";

test.each<[keyof typeof RULES, string, string]>([
  ["zone", "asia/shanghai", `${ZONE}; did you mean Asia/Shanghai?`],
  ["zone", "Asia/Shangai", `${ZONE}; did you mean Asia/Shanghai?`],
  ["zone", "+08:00", ZONE],
  ["zone", "prc", ZONE],
  ["zone", "Local", ZONE],
  ["zone", "x".repeat(100_000), ZONE],
  ["dateRange", "2025-01-02 15:04", DATE],
  ["dateRange", "2025-02-30 15:04~2025-03-03 14:04", DATE],
  ["dateRange", "2025-01-02 24:04~2025-03-03 14:04", DATE],
  ["dateRange", "2025-01-02T15:04~2025-01-03T14:04", DATE],
  ["dateRange", "2025-01-02 15:04~2025-01-03 14:04~2025-01-04 14:04", DATE],
  ["dateRange", "2025-01-02 15:04:30~2025-01-03 14:04", DATE],
  ["dateRange", "+012025-01-02 15:04~+012025-01-03 14:04", DATE],
  ["dateRange", "2025-01-02 15:04~2025-01-02 15:04", "fault: must end after it begins"],
  ["timesOfDay", "8:00~9:00", `${TIME}; the item is none`],
  ["timesOfDay", "08:00~09:00, 10:00~11:00", `${TIME}; the 2. item is none`],
  ["timesOfDay", "08:00~09:00:00", `${TIME}; the item is none`],
  ["timesOfDay", "24:00~24:00", `${TIME}; the item is none`],
  ["timesOfDay", "01:00~02:00,".repeat(4) + "03:00~04:00", `${TIME}, and has 5`],
  ["timesOfDay", "01:00~02:00,01:00~02:00", `${TIME}; the 2. item repeats another`],
  ["timesOfDay", "22:00~06:00", TURNED],
  ["timesOfDay", "10:00~11:00,22:00~06:00", TURNED],
  ["timesOfDay", "10:00~10:00", TURNED],
  ["weekdays", "Mon", `${WEEKDAY}; the item is none`],
  ["weekdays", "1,12", `${WEEKDAY}; the 2. item is none`],
  ["weekdays", "12~3", `${WEEKDAY}; the item is none`],
  ["weekdays", "1~35", `${WEEKDAY}; the item is none`],
  ["weekdays", "0,1,2,3,4,5,6,7", `${WEEKDAY}, and has 8`],
  ["daysOfMonth", "32", "fault: must be at most 10 days of the month such as 1,15~20; the item is none"],
])("%s finds in %s: %s", (rule, text, expected) => {
  expect(foundIn(RULES[rule], text)).toBe(expected);
});

test("a zone that is none is one also where nobody tells which was meant", () => {
  expect(zone("Asia/Shangai")).toEqual({ fault: ZONE.replace("fault: ", "") });
});

test.each([
  ["Asia/Shanghai", "2027-01-10T06:00:00Z", "2027-01-09T22:00:00.000Z"],
  ["Europe/Berlin", "2027-07-01T02:00:00Z", "2027-07-01T00:00:00.000Z"],
  ["Europe/Berlin", "2027-01-01T02:00:00Z", "2027-01-01T01:00:00.000Z"],
  // The hours around a change of the clock.
  ["Europe/Berlin", "2027-03-28T01:30:00Z", "2027-03-28T00:30:00.000Z"],
  ["Europe/Berlin", "2027-03-28T03:30:00Z", "2027-03-28T01:30:00.000Z"],
  ["America/New_York", "2027-03-13T23:00:00Z", "2027-03-14T04:00:00.000Z"],
])("in %s, %s by the clocks on the walls is %s", (location, wall, expected) => {
  const end = endOf(`2026-01-01 00:00~${wall.slice(0, 16).replace("T", " ")}`, location);
  expect(new Date(end).toISOString()).toBe(expected);
});

test("an end that cannot be told is none", () => {
  expect(endOf("today", "UTC")).toBeNaN();
  expect(endOf("2026-01-01 00:00~2026-01-02 00:00", "Nowhere")).toBeNaN();
});
