import { timeOf } from "../../provider/values";

test.each([undefined, "", "soon", "Sat, 13 Sep 275760 00:00:00 GMT", "1970-01-01T00:00:00Z"])(
  "%p is no time that a clock shows",
  (date) => {
    expect(timeOf(date)).toBeNaN();
  },
);
