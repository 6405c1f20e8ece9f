import { expected } from "../../../tools/engine/build";

test.each([
  [59_999, 0.5, "some minutes"],
  [60_000, 0, "some minutes"],
  // As it went on two cores, where the whole took 205 s.
  [60_000, 848 / 1686, "about 4 minutes in all"],
  [120_000, 1411 / 1686, "about 3 minutes in all"],
])("after %d ms, with %d of the packages, a build is said to take %s", (passedMs, share, words) => {
  expect(expected(passedMs, share)).toBe(words);
});
