import { median, summarize } from "../statistics";

test("the median is the middle one, or between the two in the middle", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
});

test("of nothing there is no median", () => {
  expect(() => median([])).toThrow("no median");
});

test("a summary has the range and the number of rounds, whatever the order", () => {
  expect(summarize([30, 10, 20])).toEqual({ median: 20, min: 10, max: 30, rounds: 3 });
});
