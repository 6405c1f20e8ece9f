import type { Fields } from "../../../provider/fields/field";
import { holdsSecret, isSecret, secretPaths, secretsAmong, secretTexts } from "../../../provider/fields/secrets";

const fields: Fields = {
  name: { kind: "text", api: "Name" },
  key: { kind: "text", api: "Key", secret: true },
  people: { kind: "set", api: "People" },
  plain: { kind: "object", api: "Plain", members: { path: { kind: "text", api: "Path" } } },
  levels: {
    kind: "list",
    api: "Levels",
    members: {
      level: { kind: "text", api: "Level" },
      hook: { kind: "object", api: "Hook", members: { token: { kind: "text", api: "Token", secret: true } } },
    },
  },
};

test("a secret is a text that its row calls one; an object or a list holds those within it", () => {
  const is = Object.entries(fields).map(([property, field]) => [property, isSecret(field), holdsSecret(field)]);
  expect(is).toEqual([
    ["name", false, false],
    ["key", true, true],
    ["people", false, false],
    ["plain", false, false],
    ["levels", false, true],
  ]);
  expect([isSecret(undefined), holdsSecret(undefined)]).toEqual([false, false]);
});

test("their paths, and which of some paths are theirs, wherever they stand in a list", () => {
  expect(secretPaths(fields)).toEqual(["key", "levels[].hook.token"]);
  const paths = [
    "name",
    "key",
    "levels[2].level",
    "levels[2].hook.token",
    "levels[10].hook.token",
    "levels[x].hook.token",
  ];
  expect(secretsAmong(fields, paths)).toEqual(["key", "levels[2].hook.token", "levels[10].hook.token"]);
});

test("the texts themselves, of every record; what is none is no text", () => {
  const levels = [{ level: "P0", hook: { token: "t0" } }, { level: "P1" }, { hook: { token: 1 } }];
  expect(secretTexts(fields, { name: "a", key: "k", levels }, { key: "other" }, {})).toEqual(["k", "t0", "other"]);
});
