/** Fields of every kind and depth through check, diff, wire and secrets, in a table that no resource type has yet. */
import { check as checkOf } from "../../../provider/lifecycle/lifecycle";
import { checkFields } from "../../../provider/fields/check";
import { changedPaths, changedProperties } from "../../../provider/fields/diff";
import type { Fields } from "../../../provider/fields/field";
import { UNSEEN } from "../../../provider/fields/masks";
import { secretPaths, secretTexts } from "../../../provider/fields/secrets";
import { typed } from "../../../provider/fields/typed";
import { mapLeaves, rowsOf } from "../../../provider/fields/walk";
import { createBody, fromApi, updateBody } from "../../../provider/fields/wire";
import { CONTACT } from "../../../provider/resources/contact";
import { type JsonObject, UNKNOWN } from "../../../provider/values";

const rows: Fields = {
  name: { kind: "text", api: "Name", required: true },
  weight: {
    kind: "number",
    api: "Weight",
    rule: (value) => (value < 0 ? { fault: "must not be negative" } : undefined),
  },
  active: { kind: "flag", api: "Active" },
  wait: { kind: "seconds", api: "Wait" },
  tags: { kind: "set", api: "Tags", choices: ["a", "b"] },
  parts: {
    kind: "list",
    api: "Parts",
    key: "part",
    complete: true,
    members: {
      part: { kind: "text", api: "Part", required: true, choices: ["left", "right"] },
      of: { kind: "set", api: "Of", required: true },
    },
  },
  anything: { kind: "any", api: "Anything" },
  levels: {
    kind: "list",
    api: "Levels",
    key: "level",
    members: {
      level: { kind: "text", api: "Level", required: true, choices: ["P0", "P1"] },
      channels: { kind: "set", api: "Channels" },
      hook: {
        kind: "object",
        api: "Hook",
        members: { token: { kind: "text", api: "Token", secret: true }, path: { kind: "text", api: "Path" } },
      },
    },
  },
  steps: { kind: "list", api: "Steps", members: { title: { kind: "text", api: "Title", required: true } } },
  times: {
    kind: "list",
    api: "Times",
    unordered: true,
    least: 1,
    most: 3,
    members: {
      zone: { kind: "text", api: "Zone", default: "UTC" },
      once: { kind: "text", api: "Once" },
      again: { kind: "object", api: "Again", excludes: "once", members: { day: { kind: "text", api: "Day" } } },
    },
  },
  running: {
    kind: "switch",
    api: "State",
    on: { word: "Up", action: "Start" },
    off: { word: "Down", action: "Stop" },
  },
};

const full = {
  name: "policy",
  weight: 3,
  active: false,
  wait: "30",
  tags: ["b"],
  parts: [
    { part: "left", of: ["y"] },
    { part: "right", of: ["x"] },
  ],
  anything: { a: [1, null] },
  levels: [
    { level: "P0", channels: ["Email", "Webhook"], hook: { token: "t0ken", path: "/a" } },
    { level: "P1", channels: [] },
  ],
  steps: [{ title: "first" }, { title: "second" }],
  times: [{ once: "today" }, { zone: "CET", again: { day: "1" } }],
  running: false,
};

const BODY = {
  Name: "policy",
  Weight: 3,
  Active: false,
  Wait: "30",
  Tags: ["b"],
  Parts: [
    { Part: "left", Of: ["y"] },
    { Part: "right", Of: ["x"] },
  ],
  Anything: { a: [1, null] },
  Levels: [{ Level: "P0", Channels: ["Email", "Webhook"], Hook: { Token: "t0ken", Path: "/a" } }, { Level: "P1" }],
  Steps: [{ Title: "first" }, { Title: "second" }],
  Times: [
    { Zone: "UTC", Once: "today" },
    { Zone: "CET", Again: { Day: "1" } },
  ],
};

function faults(inputs: unknown): string[] {
  return checkFields(rows, inputs).failures.map(({ path, message }) => `${path} ${message}`);
}

describe("check", () => {
  test("passes what is right, and what is not known yet at any depth", () => {
    expect(checkFields(rows, full)).toEqual({ inputs: full, failures: [], warnings: [] });
    const unknown = {
      ...full,
      weight: UNKNOWN,
      wait: UNKNOWN,
      parts: [UNKNOWN],
      levels: [UNKNOWN, { level: UNKNOWN, hook: { token: UNKNOWN } }],
    };
    expect(checkFields(rows, unknown)).toEqual({ inputs: unknown, failures: [], warnings: [] });
  });

  test.each<[string, object, string[]]>([
    ["a text for a number", { weight: "3" }, ["weight must be a number, not a string"]],
    ["no number", { weight: NaN }, ["weight must be a finite number"]],
    ["a number against its rule", { weight: -1 }, ["weight must not be negative"]],
    ["a text for a flag", { active: "yes" }, ["active must be true or false"]],
    ["an object for a list", { levels: {} }, ["levels must be a list of objects, not an object"]],
    ["a text in a list", { levels: ["P0"] }, ["levels[0] must be an object with level, channels, hook, not a string"]],
    [
      "the same key twice, and faults at every depth",
      { levels: [{ level: "P0" }, { level: "P0", channels: [1] }, { level: "P9", hook: { tokn: "t" } }] },
      [
        "levels[1].level repeats levels[0].level; give each only once",
        "levels[1].channels[0] must be a string, not a number",
        'levels[2].level must be one of "P0", "P1"',
        "levels[2].hook.tokn is not a known property; did you mean token? (known are token, path)",
      ],
    ],
    ["a text for a switch", { running: "on" }, ["running must be true or false"]],
    ["as much as a list can have", { times: [{}, {}, {}] }, []],
    ["a list with too little in it", { times: [] }, ["times must have at least 1 item"]],
    ["a list with too much in it", { times: [{}, {}, {}, {}] }, ["times must have at most 3 items, and has 4"]],
    [
      "what excludes each other",
      { times: [{ once: "today", again: { day: "1" } }] },
      ["times[0].again must not be set beside times[0].once; take one of the two out"],
    ],
    [
      "an object of which nothing is set",
      { times: [{ again: { day: undefined } }] },
      ["times[0].again needs at least one of day; without any, leave it out"],
    ],
    ["an object of which something is set", { times: [{ again: { day: "1", more: undefined } }] }, []],
    [
      "what is missing from a list in two places",
      { parts: [] },
      ["parts must have an item for each part: left, right; there is none for left and right"],
    ],
    ["nothing for a member of a list", { steps: [null] }, ["steps[0] must be an object with title, not nothing"]],
    ["what is required in a list", { steps: [{}] }, ["steps[0].title is required"]],
    ["a fraction of a second", { wait: 1.5 }, ["wait must be a positive number of whole seconds, such as 30"]],
    ["no seconds at all", { wait: "0" }, ["wait must be a positive number of whole seconds, such as 30"]],
    ["seconds with a unit", { wait: "30s" }, ["wait must be a positive number of whole seconds, such as 30"]],
    ["what a set does not take", { tags: ["a", "c"] }, ['tags[1] must be one of "a", "b"']],
    [
      "a list that is not complete",
      { parts: [{ part: "left", of: [] }] },
      ["parts must have an item for each part: left, right; there is none for right", "parts[0].of must not be empty"],
    ],
  ])("%s", (_case, inputs, expected) => {
    expect(faults({ name: "policy", ...inputs })).toEqual(expected);
  });
});

test("a number without a rule can be any that is finite, and an item that is unusual is warned of once", () => {
  const some: Fields = {
    weight: { kind: "number", api: "Weight" },
    channels: { kind: "set", api: "Channels", usual: ["Email", "Webhook"] },
    least: { kind: "list", api: "Least", least: 2, members: { a: { kind: "text", api: "A" } } },
  };
  const channels = ["Email", "Pager", UNKNOWN];
  const { failures, warnings, inputs } = checkFields(some, { weight: -1, channels, least: [{ a: "a" }] });
  expect(failures).toEqual([{ path: "least", message: "must have at least 2 items" }]);
  expect(warnings).toEqual([
    {
      path: "channels[1]",
      message: "is none of those that VMP's reference names (Email, Webhook); VMP may refuse it",
    },
  ]);
  expect(inputs).toEqual({ weight: -1, channels, least: [{ a: "a" }] });
});

describe("what is almost a word that there is", () => {
  const some: Fields = {
    channels: { kind: "set", api: "Channels", usual: ["Email", "LarkBotWebhook"] },
    level: { kind: "text", api: "Level", choices: ["P0", "P1"] },
    tags: { kind: "set", api: "Tags", choices: ["left", "right"] },
  };

  test.each<[string, object, string]>([
    [
      "a channel in another case",
      { channels: ["email"] },
      "channels[0] is none of those that VMP's reference names (Email, LarkBotWebhook); did you mean Email? VMP may refuse it",
    ],
    [
      "a part of a channel",
      { channels: ["Lark"] },
      "channels[0] is none of those that VMP's reference names (Email, LarkBotWebhook); did you mean LarkBotWebhook? VMP may refuse it",
    ],
    ["a choice in another case", { level: "p1" }, 'level must be one of "P0", "P1"; did you mean P1?'],
    [
      "a choice with a slip in a set",
      { tags: ["rihgt"] },
      'tags[0] must be one of "left", "right"; did you mean right?',
    ],
    ["a choice near none", { level: "P9" }, 'level must be one of "P0", "P1"'],
    ["a choice that is no text", { level: 0 }, 'level must be one of "P0", "P1"'],
    ["a whole document", { level: "P1".repeat(33) }, 'level must be one of "P0", "P1"'],
  ])("%s", (_case, inputs, expected) => {
    const { failures, warnings } = checkFields(some, inputs);
    expect([...failures, ...warnings].map(({ path, message }) => `${path} ${message}`)).toEqual([expected]);
  });
});

describe("what is almost the name of a property", () => {
  test.each([
    [61, "did you mean", true],
    [62, "did you mean", false],
  ])("is taken for it up to 64 characters, and no longer (%d and three more)", (length, words, expected) => {
    const known = "a".repeat(length);
    const { failures } = checkFields({ [known]: { kind: "text" } }, { [`${known}bcd`]: "x" });
    expect(failures[0]?.message.includes(words)).toBe(expected);
  });
});

describe("diff", () => {
  test.each<[string, object, string[]]>([
    ["nothing", {}, []],
    ["levels in another order", { levels: [...full.levels].reverse() }, []],
    ["a number", { weight: 4 }, ["weight"]],
    ["the same seconds as a number", { wait: 30 }, []],
    ["other seconds", { wait: 31 }, ["wait"]],
    ["a flag that is taken out", { active: undefined }, ["active"]],
    ["any value", { anything: { a: [1] } }, ["anything"]],
    ["what is not known yet", { active: UNKNOWN }, ["active"]],
    [
      "one member of one level, wherever it stands",
      { levels: [full.levels[1], { ...full.levels[0], hook: { token: "other", path: "/a" } }] },
      ["levels[1].hook.token"],
    ],
    ["a level that goes", { levels: [full.levels[0]] }, ["levels"]],
    ["a level that comes", { levels: [...full.levels, { level: "P2" }] }, ["levels[2]"]],
    ["steps in another order", { steps: [...full.steps].reverse() }, ["steps[0].title", "steps[1].title"]],
    ["a step that goes", { steps: [{ title: "first" }] }, ["steps"]],
    ["times in another order, and a default in words", { times: [full.times[1], { zone: "UTC", once: "today" }] }, []],
    ["a time for another", { times: [full.times[0], { zone: "CET" }] }, ["times", "times[1]"]],
    ["a time twice for two", { times: [full.times[0], full.times[0]] }, ["times"]],
    ["a time that goes", { times: [full.times[1]] }, ["times"]],
    ["a switch that is on", { running: true }, ["running"]],
    ["a switch that is left out", { running: undefined }, ["running"]],
    ["a step that is not known yet", { steps: [full.steps[0], UNKNOWN] }, ["steps"]],
    ["one more step that is not known yet", { steps: [...full.steps, UNKNOWN] }, ["steps"]],
  ])("%s", (_case, changes, expected) => {
    expect(changedPaths(rows, full, { ...full, ...changes })).toEqual(expected);
    expect(changedProperties(rows, full, { ...full, ...changes })).toEqual([
      ...new Set(expected.map((path) => path.replace(/[[.].*/, ""))),
    ]);
  });

  test("of a contact names the member that differs, and the object where it came or went", () => {
    const webhook = { address: "https://a.example.com", token: "t" };
    const paths = (before: object, after: object): string[] =>
      changedPaths(CONTACT.fields, { name: "a", ...before }, { name: "a", ...after });
    expect(paths({ webhook }, { webhook: { ...webhook, token: "other" } })).toEqual(["webhook.token"]);
    expect(paths({ webhook }, {})).toEqual(["webhook"]);
    expect(paths({}, { webhook, email: "a@example.com" })).toEqual(["email", "webhook"]);
  });
});

describe("wire", () => {
  test("of an object by its key, what is known of another is not taken for its own", () => {
    const hook: Fields = {
      hook: {
        kind: "object",
        api: "Hook",
        key: "address",
        members: {
          address: { kind: "text", api: "Address", secret: true },
          token: { kind: "text", api: "Token", secret: true },
        },
      },
    };
    const known = { hook: { address: "https://a/", token: "t" } };
    const read = (Hook: JsonObject): unknown => fromApi(hook, { Hook }, known).hook;
    expect(read({ Address: "https://a/" })).toEqual(known.hook);
    expect(read({ Address: "https://***" })).toEqual(known.hook);
    expect(read({ Address: "https://b/" })).toEqual({ address: "https://b/", token: UNSEEN });
    expect(fromApi(hook, { Hook: { Address: "https://a/" } }, {}).hook).toEqual({
      address: "https://a/",
      token: UNSEEN,
    });
    expect(fromApi(hook, { Hook: { Address: "", Token: "" } }, {})).toEqual({});
  });

  test.each<[unknown, unknown, unknown]>([
    ["30", 30, 30],
    ["30", "30", "30"],
    ["31", 30, 31],
    [30, "30", "30"],
    ["30", undefined, 30],
    ["30s", undefined, "30s"],
    ["1234567890123456", undefined, "1234567890123456"],
    ["", 30, undefined],
  ])("seconds that come as %j, where the state has %j, are %j", (Wait, wait, expected) => {
    const read = fromApi(rows, { Wait: Wait as string }, { wait }).wait;
    expect(read).toBe(expected);
  });

  test("a number, a flag and anything are what they have to be, or nothing", () => {
    expect(fromApi(rows, { Weight: 1, Active: true, Anything: false }, {})).toMatchObject({
      weight: 1,
      active: true,
      anything: false,
    });
    const none = fromApi(rows, { Weight: true, Active: 1, Anything: null }, {});
    expect([none.weight, none.active, none.anything]).toEqual([undefined, undefined, undefined]);
  });

  test("what is required is sent although it is empty, and nothing else is", () => {
    const parts = [{ part: "left", of: [] }];
    expect(createBody(rows, { name: "a", tags: [], parts, wait: undefined })).toEqual({
      Name: "a",
      Parts: [{ Part: "left", Of: [] }],
    });
  });

  test("sends and reads back", () => {
    expect(createBody(rows, full)).toEqual(BODY);
    const answer = { ...BODY, State: "Down", Times: [...BODY.Times].reverse() };
    expect(fromApi(rows, { ...answer, Levels: [...BODY.Levels].reverse() }, full)).toEqual(full);
    expect(changedPaths(rows, fromApi(rows, answer, {}), full)).toEqual([]);
  });

  test.each([
    ["Up", undefined, undefined],
    ["Up", true, true],
    ["Up", false, true],
    ["Down", undefined, false],
    ["Down", true, false],
    ["Broken", undefined, undefined],
    ["Broken", false, false],
  ])("%s for a switch that is %s", (State, running, expected) => {
    expect(fromApi(rows, { State }, { running })).toEqual(expected === undefined ? {} : { running: expected });
  });

  test("of what nothing is known, a switch and a default are told", () => {
    expect(fromApi(rows, { State: "Up", Times: [{ Zone: "UTC" }] }, UNSEEN)).toMatchObject({
      running: true,
      times: [{ zone: "UTC" }],
    });
  });

  test("an update carries no switch, and of an item without a key what is set", () => {
    const inputs = { name: "policy", running: false, times: [{ once: "today" }] };
    expect(updateBody(rows, "id", inputs, ["running", "times"])).toEqual({
      Id: "id",
      Times: [{ Zone: "UTC", Once: "today" }],
    });
  });

  test("seconds come as a number where the state does not have them as a text", () => {
    expect(createBody(rows, { name: "policy", wait: 30 })).toEqual({ Name: "policy", Wait: "30" });
    expect(fromApi(rows, { Wait: "30" }, { wait: 30 })).toMatchObject({ wait: 30 });
    expect(fromApi(rows, { Wait: "31" }, { wait: "30" })).toMatchObject({ wait: 31 });
    expect(fromApi(rows, { Wait: "1m" }, {})).toMatchObject({ wait: "1m" });
  });

  test("an update carries lists whole, every part of them", () => {
    expect(updateBody(rows, "id", { name: "policy", levels: [{ level: "P1" }] }, ["levels", "steps"])).toEqual({
      Id: "id",
      Levels: [{ Level: "P1", Channels: [], Hook: { Token: "", Path: "" } }],
      Steps: [],
    });
  });

  test("what the service adds comes last, and what it masks or leaves out stays as it is known", () => {
    const answer = {
      ...BODY,
      Levels: [{ Level: "P2" }, { Level: "P1" }, { ...BODY.Levels[0], Hook: { Token: "***", Path: "/a" } }],
    };
    expect(fromApi(rows, answer, full)).toMatchObject({
      levels: [full.levels[0], { level: "P1" }, { level: "P2" }],
    });
  });

  test("survives an answer of other types", () => {
    const answer = { Name: 1, Weight: "x", Active: "x", Levels: ["x", null, { Level: 1 }], Steps: {} };
    expect(fromApi(rows, answer, full)).toMatchObject({ levels: [{}], steps: [] });
    expect(typed(rows, answer)).toEqual({});
    expect(typed(rows, { ...full, weight: "3", levels: [{ level: 1 }, UNKNOWN], more: 1 })).toEqual({
      ...full,
      weight: undefined,
      levels: [{}, UNKNOWN],
    });
  });
});

test("secrets are found at every depth", () => {
  expect(secretPaths(rows)).toEqual(["levels[].hook.token"]);
  expect(secretTexts(rows, full, { levels: [{ hook: { token: "other" } }] })).toEqual(["t0ken", "other"]);
  expect(mapLeaves(rows, full, ({ field }) => ("secret" in field ? "***" : "-"))).toMatchObject({
    levels: [{ level: "-", hook: { token: "***", path: "-" } }, { level: "-" }],
    steps: [{ title: "-" }, { title: "-" }],
  });
  expect(rowsOf(rows).map(({ path }) => path)).toContain("steps[].title");
});

test("a whole that is odd is said beside the fields", () => {
  expect(checkOf(CONTACT, { name: "oncall" }).warnings).toHaveLength(1);
});
