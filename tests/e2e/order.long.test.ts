/** What leaves the program together goes in the order in which it hangs together, in one run. */
import { Program } from "./program";

/** What it declares is read from a file; `@name` in it is the id of what has this name there. */
const index = `
const vmp = require("pulumi-vmp");
const made = {};
const resolved = (value) => {
  if (typeof value === "string") return value.startsWith("@") ? made[value.slice(1)].id : value;
  if (Array.isArray(value)) return value.map(resolved);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner)]));
};
for (const [name, { type, ...args }] of Object.entries(require("./contacts.json"))) {
  made[name] = new vmp[type](name, resolved({ name, ...args }));
}
`;

const message = { title: "{{ .AlertingRuleName }}", content: "{{ .PromQL }}" };

const policy = (groups: string[], templates: string[]): object => ({
  type: "NotifyPolicy",
  levels: [{ level: "P0", contactGroupIds: groups, channels: ["Email", "LarkBotWebhook"] }],
  channelNotifyTemplateIds: templates,
});

const ada = { type: "Contact", email: "ada@example.com" };
const team = { type: "ContactGroup", contactIds: ["@ada"] };
const night = { type: "ContactGroup", contactIds: ["@ada"] };
const lark = { type: "NotifyTemplate", channel: "LarkBotWebhook", active: message, resolved: message };

let program: Program;

beforeAll(async () => {
  program = await Program.open({ index });
  await program.up({ ada, team, night, lark, payments: policy(["@team", "@night"], ["@lark"]) });
});

afterAll(() => program.close());

/** The calls that change something, in their order. */
async function changes(declared: Record<string, object>): Promise<string[]> {
  program.calls();
  await program.up(declared);
  return program.calls().filter((action) => !/^(Get|List)/.test(action));
}

test("a group that leaves its policy and the program", async () => {
  expect(await changes({ ada, team, lark, payments: policy(["@team"], ["@lark"]) })).toEqual([
    "UpdateNotifyPolicy",
    "DeleteContactGroups",
  ]);
});

test("a template that leaves its policy and the program", async () => {
  expect(await changes({ ada, team, payments: policy(["@team"], []) })).toEqual([
    "UpdateNotifyPolicy",
    "DeleteNotifyTemplate",
  ]);
});

test("a policy that leaves alone, and its group that comes back into another one", async () => {
  expect(await changes({ ada, team, other: policy(["@team"], []) })).toEqual([
    "CreateNotifyPolicy",
    "DeleteNotifyPolicy",
  ]);
});

test("a policy with its group and its contact", async () => {
  expect(await changes({})).toEqual(["DeleteNotifyPolicy", "DeleteContactGroups", "DeleteContacts"]);
  expect(program.emulator.contacts()).toEqual([]);
  expect(program.emulator.groups().map(({ Name }) => Name)).not.toContain("team");
});
