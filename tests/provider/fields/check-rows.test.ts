/** What check says of a value that is wrong in more than one way, or that is not known yet. */
import { checkFields } from "../../../provider/fields/check";
import type { Fields } from "../../../provider/fields/field";
import { httpAddress } from "../../../provider/fields/addresses";
import { UNKNOWN } from "../../../provider/values";

const rows: Fields = {
  address: { kind: "text", api: "Address", rule: httpAddress },
  channels: { kind: "set", api: "Channels", usual: ["Email", "Webhook"] },
  groups: { kind: "set", api: "Groups", refersTo: "group" },
  hook: {
    kind: "object",
    api: "Hook",
    members: { token: { kind: "text", api: "Token" }, path: { kind: "text", api: "Path" } },
  },
  levels: {
    kind: "list",
    api: "Levels",
    key: "level",
    members: { level: { kind: "text", api: "Level" }, hook: { kind: "text", api: "Hook" } },
  },
};

const NO_ID = "must be the id of a group, a UUID such as e28ae750-bbb8-4ff4-abf4-1e0e0f88808c, not its name";

test.each<[string, object, string[]]>([
  [
    "a fault hides the placeholder beside it",
    { address: "${HOST}/hook" },
    ["address must be an http:// or https:// URL with a host"],
  ],
  ["of what is no text, its kind alone", { channels: [7] }, ["channels[0] must be a string, not a number"]],
  [
    "of what is wrong twice in a list, its fault once",
    { groups: ["oncall", "oncall"] },
    [`groups[0] ${NO_ID}`, "groups[1] repeats groups[0]; give each only once"],
  ],
  [
    "of an empty object, all that it can have",
    { hook: {} },
    ["hook needs at least one of token, path; without any, leave it out"],
  ],
  ["of keys that are not known yet, nothing", { levels: [{ level: UNKNOWN }, { level: UNKNOWN }] }, []],
  ["of keys that are not there, nothing", { levels: [{ hook: "a" }, { hook: "b" }] }, []],
  ["of items that are not known yet, nothing", { groups: [UNKNOWN, UNKNOWN] }, []],
])("%s", (_case, inputs, expected) => {
  const { failures, warnings } = checkFields(rows, inputs);
  expect(failures.map(({ path, message }) => `${path} ${message}`)).toEqual(expected);
  expect(warnings).toEqual([]);
});
