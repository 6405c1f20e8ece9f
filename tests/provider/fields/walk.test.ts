import type { Fields } from "../../../provider/fields/field";
import { at, inAnswer, leavesOf, mapLeaves, pathText, rowsOf } from "../../../provider/fields/walk";

const fields: Fields = {
  name: { kind: "text", api: "Name" },
  adopt: { kind: "flag" },
  hook: { kind: "object", api: "Hook", members: { token: { kind: "text", api: "Token" } } },
  levels: {
    kind: "list",
    api: "Levels",
    members: { level: { kind: "text", api: "Level" }, channels: { kind: "set", api: "Channels" } },
  },
};

const properties = {
  name: "a",
  hook: { token: "t" },
  levels: [{ level: "P0" }, "none", { level: "P1", channels: ["Email"] }],
  other: { name: "kept" },
};

test.each([
  [["name"], "name"],
  [["hook", "token"], "hook.token"],
  [["levels", 2, "channels", 0], "levels[2].channels[0]"],
])("%j is written %s", (path, text) => {
  expect(pathText(path)).toBe(text);
});

test("each leaf comes with its path, which leads to its value", () => {
  const leaves = leavesOf(fields, properties);
  expect(leaves.map(({ path }) => pathText(path))).toEqual([
    "name",
    "hook.token",
    "levels[0].level",
    "levels[2].level",
    "levels[2].channels",
  ]);
  for (const { path, value } of leaves) expect(at(properties, path)).toBe(value);
});

test.each([
  ["a place in what is no list", ["hook", 0]],
  ["a property of what is no object", ["name", "length"]],
  ["a property of a list", ["levels", "length"]],
  ["a property of every object", ["hook", "constructor"]],
  ["a place that is not there", ["levels", 9, "level"]],
])("there is nothing at %s", (_case, path) => {
  expect(at(properties, path)).toBeUndefined();
});

test("another value at each leaf leaves all else as it is", () => {
  expect(mapLeaves(fields, properties, ({ value, field }) => `${field.kind} ${String(value)}`)).toEqual({
    name: "text a",
    hook: { token: "text t" },
    levels: [{ level: "text P0" }, "none", { level: "text P1", channels: "set Email" }],
    other: { name: "kept" },
  });
  // What has another form than its row, or is not there, is no reason to fail.
  expect(mapLeaves(fields, { hook: "x", levels: 1, name: undefined }, () => "y")).toEqual({
    hook: "y",
    levels: "y",
    name: undefined,
  });
});

test("every row has a path, with [] for the items of a list", () => {
  expect(rowsOf(fields).map(({ path }) => path)).toEqual([
    "name",
    "adopt",
    "hook",
    "hook.token",
    "levels",
    "levels[].level",
    "levels[].channels",
  ]);
});

describe("what an answer has at the path of a property", () => {
  const answer = { Name: "a", Hook: { Token: "t" }, Levels: [{ Level: "P0", Channels: ["Email"] }] };

  test.each<[(string | number)[], unknown]>([
    [[], answer],
    [["name"], "a"],
    [["hook", "token"], "t"],
    [["levels", 0, "level"], "P0"],
    [["levels", 0, "channels"], ["Email"]],
    [["levels", 0, "channels", 0], "Email"],
    [["levels", 1, "level"], undefined],
    [["hook", 0], undefined],
    [["name", "token"], undefined],
    [["adopt"], undefined],
    [["nothing", "token"], undefined],
  ])("%j", (path, value) => {
    expect(inAnswer(fields, answer, path)).toEqual(value);
  });
});
