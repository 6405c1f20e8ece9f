import type { Field } from "../../../provider/fields/field";
import { typed } from "../../../provider/fields/typed";
import { UNKNOWN } from "../../../provider/values";

const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

const members = { inner: { kind: "text", api: "Inner" } } as const;

/** What is in the state where a property has such a row and such a value. */
test.each<[string, Field, unknown, unknown]>([
  ["a text", { kind: "text" }, "a", "a"],
  ["a number for a text", { kind: "text" }, 1, undefined],
  ["an id in upper case", { kind: "text", refersTo: "contact" }, ID.toUpperCase(), ID],
  ["a text in upper case that looks like an id", { kind: "text" }, ID.toUpperCase(), ID.toUpperCase()],
  ["what is no id where one has to be", { kind: "text", refersTo: "contact" }, "ABC", "ABC"],
  ["a number", { kind: "number" }, 1, 1],
  ["a text for a number", { kind: "number" }, "1", undefined],
  ["seconds as a number", { kind: "seconds" }, 30, 30],
  ["seconds as a text", { kind: "seconds" }, "30", "30"],
  ["seconds as a list", { kind: "seconds" }, [30], undefined],
  ["a flag", { kind: "flag" }, false, false],
  ["a text for a flag", { kind: "flag" }, "true", undefined],
  ["a set", { kind: "set" }, ["a", 1, UNKNOWN, "b"], ["a", UNKNOWN, "b"]],
  ["a set of ids", { kind: "set", refersTo: "contact" }, [ID.toUpperCase()], [ID]],
  ["a text for a set", { kind: "set" }, "a", undefined],
  ["an object", { kind: "object", members }, { inner: "a", other: 1 }, { inner: "a" }],
  ["a list for an object", { kind: "object", members }, [], undefined],
  [
    "a list",
    { kind: "list", members },
    [{ inner: "a" }, { inner: 1 }, UNKNOWN, "a"],
    [{ inner: "a" }, {}, UNKNOWN, {}],
  ],
  ["an object for a list", { kind: "list", members }, { inner: "a" }, undefined],
  ["anything", { kind: "any" }, { a: [null] }, { a: [null] }],
  ["nothing for anything", { kind: "any" }, null, undefined],
  ...(["text", "number", "seconds", "flag", "set", "any"] as const).map((kind): [string, Field, unknown, unknown] => [
    `a ${kind} that is not known yet`,
    { kind },
    UNKNOWN,
    UNKNOWN,
  ]),
])("%s", (_case, row, value, expected) => {
  const kept = typed({ property: row }, { property: value, other: value });
  expect(kept).toStrictEqual(expected === undefined ? {} : { property: expected });
});

test("what is no record has no properties, and those of every object are none", () => {
  expect([undefined, null, "a", ["a"]].map((raw) => typed({ name: { kind: "text" } }, raw))).toEqual([{}, {}, {}, {}]);
  expect(typed(Object.fromEntries([["constructor", { kind: "any" }]]), {})).toEqual({});
});
