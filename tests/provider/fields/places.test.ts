import fc from "fast-check";
import { inOldPlaces } from "../../../provider/fields/places";
import { CONTACT_GROUP } from "../../../provider/resources/contact-group";
import { NOTIFY_POLICY } from "../../../provider/resources/notify-policy";
import { type Properties, UNKNOWN } from "../../../provider/values";

const { fields } = CONTACT_GROUP;

function placed(old: unknown, items: unknown): unknown {
  return inOldPlaces(fields, { contactIds: old }, { name: "team", contactIds: items }).contactIds;
}

test.each<[string, unknown, unknown, unknown]>([
  ["nobody", ["a", "b", "c"], ["c", "a", "b"], ["a", "b", "c"]],
  ["one of many", ["a", "b", "c", "d"], ["a", "c", "d"], ["a", "d", "c"]],
  ["the last", ["a", "b"], ["a"], ["a"]],
  ["all", ["a", "b"], [], []],
  ["one, and two come", ["a", "b", "c"], ["x", "a", "c", "y"], ["a", "x", "c", "y"]],
  ["one, and two come who are not known yet", ["a", "b"], [UNKNOWN, "b", UNKNOWN], [UNKNOWN, "b", UNKNOWN]],
  [
    "nobody, and two come who are not known yet",
    ["a", "b"],
    [UNKNOWN, UNKNOWN, "b", "a"],
    ["a", "b", UNKNOWN, UNKNOWN],
  ],
])("%s leaves: who stays keeps the place", (_, old, items, expected) => {
  expect(placed(old, items)).toStrictEqual(expected);
});

test.each<[string, unknown, unknown]>([
  ["a fault", ["a", "b"], ["b", "b", "a"]],
  ["what was there twice", ["a", "a"], ["b", "a"]],
  ["no list before", undefined, ["b", "a"]],
  ["none now", ["a"], UNKNOWN],
])("%s is left as it is", (_, old, items) => {
  expect(placed(old, items)).toEqual(items);
});

test("a set inside of a list keeps its places too", () => {
  const policy = (groups: string[]): Properties => ({
    name: "payments",
    levels: [{ level: "P0", contactGroupIds: groups, channels: ["Email"] }],
  });
  const policies = inOldPlaces(NOTIFY_POLICY.fields, policy(["1", "2", "3", "4"]), policy(["2", "3", "4"]));
  expect(policies).toStrictEqual(policy(["4", "2", "3"]));
});

test("a list whose order counts is left as it is", () => {
  const [olds, inputs] = [{ anything: ["a", "b"] }, { anything: ["b", "a"] }];
  expect(inOldPlaces({ anything: { kind: "any", api: "Anything" } }, olds, inputs)).toEqual(inputs);
});

test("nobody is lost or made up, and as few places change as can be", () => {
  const members = fc.uniqueArray(fc.integer({ min: 0, max: 12 }).map(String));
  fc.assert(
    fc.property(members, members, (old, items) => {
      const all = placed(old, items) as string[];
      expect([...all].sort()).toEqual([...items].sort());
      const left = old.filter((item) => !items.includes(item)).length;
      const moved = old.filter((item, index) => items.includes(item) && all[index] !== item).length;
      expect(moved).toBeLessThanOrEqual(Math.max(0, old.length - items.length));
      if (left === 0) expect(moved).toBe(0);
    }),
  );
});
