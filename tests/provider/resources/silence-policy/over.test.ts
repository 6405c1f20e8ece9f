/** To the millisecond, when a silence policy is over. */
import { SILENCE_POLICY, type SilencePolicyProperties } from "../../../../provider/resources/silence-policy";

const SHANGHAI = { location: "Asia/Shanghai", date: "2027-01-09 22:00~2027-01-10 06:00" };
const END = Date.parse("2027-01-09T22:00:00Z");
const EARLIER = { location: "UTC", date: "2027-01-09 20:00~2027-01-09 21:00" };

function isOver(timeRangeMatchers: SilencePolicyProperties["timeRangeMatchers"], now: number, state = {}) {
  return SILENCE_POLICY.ends?.isOver({ name: "move", metricLabelMatchers: [], timeRangeMatchers, ...state }, now);
}

test("at the end of the last of its ranges, and not a moment before", () => {
  expect(isOver([SHANGHAI, EARLIER], END)).toBe(true);
  expect(isOver([SHANGHAI, EARLIER], END - 1)).toBe(false);
});

test("never where one of its times has no end", () => {
  expect(isOver([EARLIER, { location: "UTC" }], END)).toBe(false);
  expect(isOver([EARLIER, { location: "UTC", periodicDate: { weekday: "1" } }], END)).toBe(false);
});

test("when VMP was going to delete it, whatever its ranges say", () => {
  const known = { autoDeleteTime: "2027-01-09T20:00:00Z" };
  const then = Date.parse(known.autoDeleteTime);
  expect(isOver([SHANGHAI], then, known)).toBe(true);
  expect(isOver([SHANGHAI], then - 1, known)).toBe(false);
});
