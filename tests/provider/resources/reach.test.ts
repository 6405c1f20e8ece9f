/** Who is told by the levels of a notify policy, as far as the program says. */
import { check } from "../../../provider/lifecycle/lifecycle";
import { Holders } from "../../../provider/lifecycle/holders";
import type { Field } from "../../../provider/fields/field";
import { CONTACT } from "../../../provider/resources/contact";
import { CONTACT_GROUP } from "../../../provider/resources/contact-group";
import { NOTIFY_POLICY } from "../../../provider/resources/notify-policy";
import { oddLevels } from "../../../provider/resources/reach";
import { type Properties, UNKNOWN } from "../../../provider/values";

const LARK = { address: "https://open.feishu.cn/open-apis/bot/v2/hook/x" };

const TEAM = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

let program: Holders;

beforeEach(() => {
  program = new Holders();
  group("team", ["ada", "bo"]);
  contact("ada", { email: "ada@example.com" });
  contact("bo", { larkBotWebhook: LARK });
});

function group(id: string, contactIds?: unknown): void {
  program.declare("contact group", id, { inputs: { name: id, contactIds }, state: {} });
}

function contact(id: string, inputs: Properties, state: Properties = {}): void {
  program.declare("contact", id, { inputs: { name: id, ...inputs }, state });
}

function odd(level: Properties): string[] {
  const levels = [{ level: "P0", contactGroupIds: ["team"], channels: ["Email"], ...level }];
  return oddLevels(levels, program).map(({ path, message }) => `${path} ${message}`);
}

test("a channel that one of the contacts has is none to warn of", () => {
  expect(odd({ channels: ["Email", "LarkBotWebhook"], resolvedChannels: ["Email"] })).toEqual([]);
});

test("a policy is checked for it, with the program that it is of", () => {
  const levels = [{ level: "P0", contactGroupIds: [TEAM], channels: ["Email", "Webhook"] }];
  group(TEAM, ["ada"]);
  const message = "reaches nobody: no contact of these groups has a webhook";
  expect(check(NOTIFY_POLICY, { name: "page", levels }, {}, program)).toMatchObject({
    failures: [],
    warnings: [{ path: "levels[0].channels[1]", message }],
  });
});

test("one that none of them has is, and so is one of those that tell the end", () => {
  expect(odd({ channels: ["Email", "Webhook"], resolvedChannels: ["DingTalkBotWebhook"] })).toEqual([
    "levels[0].channels[1] reaches nobody: no contact of these groups has a webhook",
    "levels[0].resolvedChannels[0] reaches nobody: no contact of these groups has a dingTalkBotWebhook",
  ]);
});

test("the channels that the reference names of a policy are those of a contact that carry all alerts", () => {
  const rows = Object.values<Field>(CONTACT.fields).filter(({ reaches }) => reaches === "all");
  expect(NOTIFY_POLICY.fields.levels.members.channels.usual).toEqual(rows.map(({ api }) => api));
});

test("the contacts of all groups of a level count together", () => {
  group("other", ["eve"]);
  contact("eve", { webhook: UNKNOWN });
  expect(odd({ contactGroupIds: ["team", "other"], channels: ["Webhook"] })).toEqual([]);
});

test("groups without contacts", () => {
  group("empty", []);
  group("void", []);
  expect(odd({ contactGroupIds: ["empty", "void"], channels: ["Email", "Webhook"] })).toEqual([
    "levels[0].contactGroupIds are of groups without contacts, so nobody is told",
  ]);
  expect(odd({ contactGroupIds: ["empty", "team"] })).toEqual([]);
  expect(check(CONTACT_GROUP, { name: "team", contactIds: [] }).warnings).toEqual([
    { path: "contactIds", message: "is empty, so no alert reaches anybody through the group" },
  ]);
  expect(check(CONTACT_GROUP, { name: "team" }).warnings).toEqual([]);
});

describe("addresses", () => {
  const email = "ada@example.com";

  test("of which none is confirmed reach nobody yet", () => {
    contact("ada", { email }, { email, emailActive: false });
    expect(odd({})).toEqual([
      "levels[0].channels[0] reached nobody at the last refresh: no contact of these groups had confirmed its e-mail address",
    ]);
  });

  test.each([
    ["one that is confirmed", { email, emailActive: true }],
    ["one of which that is not known", { email }],
    ["one that changes", { email: "other@example.com", emailActive: false }],
  ])("%s may", (_case, state) => {
    contact("ada", { email }, state);
    expect(odd({})).toEqual([]);
  });
});

test("of several addresses, one that is confirmed is enough", () => {
  contact("ada", { email: "ada@example.com" }, { email: "ada@example.com", emailActive: false });
  contact("bo", { email: "bo@example.com" }, { email: "bo@example.com", emailActive: true });
  expect(odd({})).toEqual([]);
});

test("a Feishu group that was bound in the console may be told over whatever channel", () => {
  contact("bo", {}, { larkBot: { chatId: "oc_1" } });
  expect(odd({ channels: ["LarkBotWebhook"] })).toEqual([]);
  expect(odd({ channels: ["Webhook"] })).toEqual([
    "levels[0].channels[0] reaches nobody: no contact of these groups has a webhook",
  ]);
  contact("bo", {});
  expect(odd({ channels: ["LarkBotWebhook"] })).toEqual([
    "levels[0].channels[0] reaches nobody: no contact of these groups has a larkBotWebhook",
  ]);
});

test.each<[string, () => void, Properties]>([
  ["a group of somebody else's", () => undefined, { contactGroupIds: ["team", "other"] }],
  [
    "a group whose contacts are not managed from it",
    () => {
      group("team");
    },
    {},
  ],
  [
    "a contact of somebody else's",
    () => {
      group("team", ["ada", "bo", "eve"]);
    },
    {},
  ],
  [
    "a contact that is made in this run",
    () => {
      group("team", ["ada", UNKNOWN]);
    },
    {},
  ],
  [
    "contacts that are not known yet",
    () => {
      group("team", UNKNOWN);
    },
    {},
  ],
  ["a group that is made in this run", () => undefined, { contactGroupIds: [UNKNOWN] }],
  ["groups that are not known yet", () => undefined, { contactGroupIds: UNKNOWN }],
  ["a channel that is not known yet", () => undefined, { channels: [UNKNOWN] }],
  ["channels that are not known yet", () => undefined, { channels: UNKNOWN }],
  ["a channel that no reference names", () => undefined, { channels: ["Phone"] }],
])("%s is not warned of", (_case, change, level) => {
  change();
  expect(odd({ channels: ["Webhook"], ...level })).toEqual([]);
});

test.each<[string, unknown, number]>([
  ["P1 alone", [{ level: "P1" }], 1],
  ["P0 among them", [{ level: "P1" }, { level: "P0" }], 0],
  ["one that is not known yet", [{ level: "P1" }, UNKNOWN], 0],
  ["one whose level is not known yet", [{ level: UNKNOWN }], 0],
  ["what is not known yet", UNKNOWN, 0],
])("levels: %s", (_case, levels, warnings) => {
  const odds = oddLevels(levels, program);
  expect(odds).toHaveLength(warnings);
  for (const { path, message } of odds) expect(`${path} ${message}`).toMatch(/^levels have no P0, so of the gravest/);
});

test("a channel of a name that objects have is any other one", () => {
  expect(odd({ channels: ["toString", "constructor"] })).toEqual([]);
});

test("a policy without levels is none that VMP takes", () => {
  expect(check(NOTIFY_POLICY, { name: "payments", levels: [] }).failures).toEqual([
    { path: "levels", message: "must have at least 1 item" },
  ]);
});
