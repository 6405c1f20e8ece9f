import type { Fields } from "../../../provider/fields/field";
import { type Merged, merge } from "../../../provider/fields/merge";
import type { Properties } from "../../../provider/values";

const fields: Fields = {
  name: { kind: "text", api: "Name", required: true },
  adopt: { kind: "flag" },
  hook: {
    kind: "object",
    api: "Hook",
    key: "address",
    members: {
      address: { kind: "text", api: "Address", required: true },
      token: { kind: "text", api: "Token", secret: true },
      people: { kind: "set", api: "People" },
      levels: {
        kind: "list",
        api: "Levels",
        key: "level",
        members: { level: { kind: "text", api: "Level", required: true }, wait: { kind: "seconds", api: "Wait" } },
      },
    },
  },
  parts: {
    kind: "list",
    api: "Parts",
    key: "part",
    members: {
      part: { kind: "text", api: "Part", required: true },
      of: { kind: "set", api: "Of" },
      wait: { kind: "seconds", api: "Wait" },
    },
  },
  anything: { kind: "any", api: "Anything" },
  steps: { kind: "list", api: "Steps", members: { title: { kind: "text", api: "Title" } } },
  // A list of lists: what is gone within it is named by its whole path.
  teams: {
    kind: "list",
    api: "Teams",
    key: "team",
    members: {
      team: { kind: "text", api: "Team", required: true },
      hook: { kind: "object", api: "Hook", members: { a: { kind: "text", api: "A" }, b: { kind: "text", api: "B" } } },
    },
  },
};

function merged(before: Properties, after: Properties, there: Properties): Merged {
  return merge(fields, before, after, there);
}

const left = { part: "left", of: ["a"], wait: 1 };
const right = { part: "right", of: ["b"], wait: 1 };

test.each<[string, Properties, Properties, Properties, Properties]>([
  ["what the program does not change is the service's", { name: "a" }, { name: "a" }, { name: "b" }, { name: "b" }],
  ["what it changes is the program's", { name: "a" }, { name: "b" }, { name: "c" }, { name: "b" }],
  ["what it takes out is out", { name: "a" }, {}, { name: "c" }, {}],
  ["what steers the provider is none of it", { adopt: false }, { adopt: true }, {}, {}],
  [
    "of an object, each member counts for itself",
    { hook: { address: "x", token: "old", people: ["a"] } },
    { hook: { address: "x", token: "new", people: ["a"] } },
    { hook: { address: "x", token: "by-hand", people: ["a", "b"] } },
    { hook: { address: "x", token: "new", people: ["a", "b"] } },
  ],
  [
    "an object that comes is the program's, whatever is there",
    {},
    { hook: { address: "x" } },
    { hook: { address: "y", token: "by-hand" } },
    { hook: { address: "x" } },
  ],
  ["an object that goes is out, whatever is there", { hook: { address: "x" } }, {}, { hook: { address: "y" } }, {}],
  [
    "items of a list are told apart by their key, not by their place",
    { parts: [left, right] },
    { parts: [{ ...right, wait: 2 }, left] },
    { parts: [{ ...left, of: ["a", "by-hand"] }, right] },
    {
      parts: [
        { ...right, wait: 2 },
        { ...left, of: ["a", "by-hand"] },
      ],
    },
  ],
  [
    "an item that comes is the program's, one that somebody added stays, and one that goes is out",
    { parts: [left, right] },
    { parts: [left, { part: "new" }] },
    { parts: [left, right, { part: "by-hand" }] },
    { parts: [left, { part: "new" }, { part: "by-hand" }] },
  ],
  [
    "an item that came on both sides is the program's, once",
    { parts: [left] },
    { parts: [left, { part: "new", wait: 2 }] },
    { parts: [left, { part: "new", wait: 3 }] },
    { parts: [left, { part: "new", wait: 2 }] },
  ],
  [
    "an item that somebody took away stays away where the program does not change it",
    { parts: [left, right] },
    { parts: [left, { ...right, wait: 2 }] },
    { parts: [right] },
    { parts: [{ ...right, wait: 2 }] },
  ],
  [
    "items without a key are all the program's",
    { steps: [{ title: "a" }] },
    { steps: [{ title: "b" }] },
    { steps: [{ title: "a" }, { title: "by-hand" }] },
    { steps: [{ title: "b" }] },
  ],
  [
    "items without a key are all the program's, where somebody took one away, too",
    { steps: [{ title: "a" }, { title: "c" }] },
    { steps: [{ title: "b" }, { title: "c" }] },
    { steps: [{ title: "a" }] },
    { steps: [{ title: "b" }, { title: "c" }] },
  ],
  [
    "an object of which the table names no members is the program's whole",
    { anything: { a: 1 } },
    { anything: { a: 2 } },
    { anything: { a: 1, b: 1 } },
    { anything: { a: 2 } },
  ],
  ["a list that goes is empty", { parts: [left] }, {}, { parts: [left] }, { parts: [] }],
])("%s", (_case, before, after, there, properties) => {
  expect(merged(before, after, there)).toStrictEqual({ properties, gone: [] });
});

test("what the program changes a part of, and the service has no longer, is named by its path", () => {
  const hook = { address: "x", levels: [{ level: "P0", wait: 1 }] };
  expect(merged({ hook }, { hook: { ...hook, address: "y" } }, {})).toEqual({ properties: {}, gone: ["hook"] });
  expect(merged({ parts: [left, right] }, { parts: [left, { ...right, wait: 2 }] }, { parts: [left] })).toEqual({
    properties: { parts: [left] },
    gone: ["parts[1]"],
  });
  const other = { ...hook, levels: [{ level: "P0", wait: 2 }] };
  expect(merged({ hook }, { hook: other }, { hook: { address: "x" } })).toEqual({
    properties: { hook: { address: "x", levels: [] } },
    gone: ["hook.levels[0]"],
  });
  const teams = (b: string): Properties => ({ teams: [{ team: "a", hook: { a: "1", b } }] });
  expect(merged(teams("1"), teams("2"), { teams: [{ team: "a" }] })).toEqual({
    properties: { teams: [{ team: "a" }] },
    gone: ["teams[0].hook"],
  });
});
