/** What is sent and read of rows that are not in the table of contacts: what is carried, and what nobody knows. */
import type { Fields } from "../../../provider/fields/field";
import { UNSEEN } from "../../../provider/fields/masks";
import { fromApi, updateBody } from "../../../provider/fields/wire";
import type { JsonObject, Properties } from "../../../provider/values";

const hook: Fields = {
  hook: {
    kind: "object",
    api: "Hook",
    inEveryUpdate: true,
    members: { token: { kind: "text", api: "Token" }, path: { kind: "text", api: "Path" } },
  },
};
const sets: Fields = {
  tags: { kind: "set", api: "Tags" },
  needed: { kind: "set", api: "Needed", required: true },
  members: { kind: "set", api: "Members", unmanagedWhenAbsent: true },
};

describe("an update that changes something else", () => {
  const rows: Fields = {
    ...hook,
    name: { kind: "text", api: "Name" },
    members: { kind: "set", api: "Members", inEveryUpdate: true },
  };

  test.each<[string, Properties, JsonObject]>([
    ["an object that is not set, as empty", {}, { Hook: { Token: "", Path: "" } }],
    ["no set that nobody knows", { members: undefined }, { Hook: { Token: "", Path: "" } }],
    ["what is set", { hook: { token: "t" }, members: ["a"] }, { Hook: { Token: "t", Path: "" }, Members: ["a"] }],
    ["a set that is empty", { members: [] }, { Hook: { Token: "", Path: "" }, Members: [] }],
  ])("carries %s", (_case, inputs, expected) => {
    expect(updateBody(rows, "id", { name: "b", ...inputs }, ["name"])).toEqual({ Id: "id", Name: "b", ...expected });
  });
});

test("a setting of the provider's own stays as the state has it, and is none where there is no state", () => {
  const rows: Fields = { adopt: { kind: "text" }, name: { kind: "text", api: "Name" } };
  expect(fromApi(rows, { Name: "a", adopt: "x" }, { adopt: "id" })).toStrictEqual({ adopt: "id", name: "a" });
  expect(fromApi(rows, { Name: "a", adopt: "x" }, {})).toStrictEqual({ name: "a" });
  expect(fromApi(rows, { Name: "a", adopt: "x" }, UNSEEN)).toStrictEqual({ name: "a" });
});

test("a word that says neither tells nothing of a switch that nobody knows", () => {
  const [on, off] = [
    { word: "Up", action: "Start" },
    { word: "Down", action: "Stop" },
  ] as const;
  const rows: Fields = { running: { kind: "switch", api: "State", on, off } };
  expect(fromApi(rows, { State: "Broken" }, UNSEEN)).toStrictEqual({});
  expect(fromApi(rows, { State: "Down" }, UNSEEN)).toStrictEqual({ running: false });
});

test.each<[string, JsonObject, Properties]>([
  ["is not there where all of it is empty", { Token: "", Path: "" }, {}],
  ["is there where some of it is not", { Token: "", Path: "/a" }, { hook: { path: "/a" } }],
])("an object without a key %s", (_case, answer, expected) => {
  expect(fromApi(hook, { Hook: answer }, {})).toStrictEqual(expected);
});

describe("of a set that is empty at the service", () => {
  const answer = { Tags: [], Needed: [], Members: [] };

  test("nobody knows anything: it is told where it is needed, or where leaving it out means something else", () => {
    expect(fromApi(sets, answer, UNSEEN)).toStrictEqual({ needed: [], members: [] });
  });

  test("the state has nothing: it is told only where it is needed", () => {
    expect(fromApi(sets, answer, {})).toStrictEqual({ needed: [] });
  });

  test("the state has an empty one, which stays", () => {
    const known = { tags: [], needed: [], members: [] };
    expect(fromApi(sets, answer, known)).toStrictEqual(known);
  });
});

test("of a set that nobody knows, what it holds is told, each text once and nothing else", () => {
  const answer = { Tags: ["a", 1, null, "b", "a"], Members: ["***"] };
  expect(fromApi(sets, answer, UNSEEN)).toStrictEqual({ tags: ["a", "b"], needed: [], members: [UNSEEN] });
});

test("a list whose order counts keeps the service's, also where the program has one object in two places", () => {
  const rows: Fields = { steps: { kind: "list", api: "Steps", members: { title: { kind: "text", api: "Title" } } } };
  const twice = { title: "a" };
  const steps = [twice, { title: "b" }, twice];
  const Steps = steps.map(({ title }) => ({ Title: title }));
  expect(fromApi(rows, { Steps }, { steps })).toEqual({ steps });
});
