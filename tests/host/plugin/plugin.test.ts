import { statSync } from "node:fs";
import { type Emulator, EXAMPLE_GROUP, startEmulator } from "../../../emulator";
import { built } from "../../../tools/engine";
import { OPTIONAL_FIELDS } from "../../support/contacts";
import { until } from "../../support/until";
import type { Values } from "../provider-host";
import { InitError, PluginHost, secret, UNKNOWN_TEXT, unmarked } from "./plugin-host";

const SECRETS = [
  "dingTalkBotWebhook.address",
  "dingTalkBotWebhook.secretKey",
  "larkBotWebhook.address",
  "larkBotWebhook.secretKey",
  "weComBotWebhook.address",
  "webhook.address",
  "webhook.token",
];

/** In the state an object with secrets alone is one secret; the robots' people stay readable. */
const SECRETS_OF_STATE = [...SECRETS.filter((path) => /^(ding|weCom)/.test(path)), "larkBotWebhook", "webhook"].sort();

const oncall = { name: "oncall", ...OPTIONAL_FIELDS };

let emulator: Emulator;
let host: PluginHost;
/** Of one test alone. */
let other: PluginHost | undefined;

beforeAll(async () => {
  emulator = await startEmulator({ groups: [EXAMPLE_GROUP] });
  const { url, accessKey, secretKey } = emulator;
  host = await (await PluginHost.start()).configure({ endpoint: url, accessKey, secretKey: secret(secretKey) });
});

afterEach(async () => {
  await other?.stop();
  other = undefined;
  emulator.faults.clear();
  emulator.clearCalls();
  const ids = emulator.contacts().map(({ Id }) => Id);
  if (ids.length > 0) await emulator.act("DeleteContacts", { Ids: ids });
  host.engine.shown.length = host.engine.urns.length = 0;
  host.type = "Contact";
});

afterAll(async () => {
  await host.stop();
  await emulator.close();
});

async function make(inputs: Values): Promise<{ id: string; state: Values }> {
  const { inputs: checked, failures } = await host.check(inputs);
  expect(failures).toEqual([]);
  const made = await host.create(checked);
  // The service sends an address one mail a minute.
  host.engine.shown.length = host.engine.urns.length = 0;
  return made;
}

function writes(): string[] {
  return emulator.calls.map(({ action }) => action).filter((action) => !/^(Get|List)/.test(action));
}

describe("values", () => {
  test("every secret of the table comes back as one, whether or not the program marked it", async () => {
    const { inputs } = await host.check(oncall);
    expect(unmarked(inputs)).toEqual({ value: oncall, paths: SECRETS_OF_STATE });
    const { id, state } = await host.create(inputs);
    expect(unmarked(state).paths.sort()).toEqual(SECRETS_OF_STATE);
    expect(unmarked(state).value).toMatchObject(oncall);
    const refreshed = await host.read(id, state, inputs);
    expect(unmarked(refreshed.state).paths.sort()).toEqual(SECRETS_OF_STATE);
    expect(refreshed.inputs).toBeUndefined();
  });

  test("what the program marked beyond the table stays marked, and a list is marked as a whole", async () => {
    const marked = { ...oncall, email: secret(oncall.email) };
    const dingTalkBotWebhook = { ...oncall.dingTalkBotWebhook, atMobiles: [secret("13300000001"), "13300000002"] };
    const { state } = await make({ ...marked, dingTalkBotWebhook });
    expect(unmarked(state).paths.sort()).toEqual([...SECRETS_OF_STATE, "dingTalkBotWebhook.atMobiles", "email"].sort());
    expect(emulator.contacts()).toMatchObject([{ Email: oncall.email }]);
  });

  test("what stood beside secrets alone is readable when a refresh finds it", async () => {
    const { id, state } = await make({
      name: "oncall",
      weComBotWebhook: { address: OPTIONAL_FIELDS.weComBotWebhook.address },
    });
    expect(unmarked(state).paths).toEqual(["weComBotWebhook"]);
    const { address } = OPTIONAL_FIELDS.weComBotWebhook;
    await emulator.act("UpdateContact", { Id: id, WeComBotWebhook: { Address: address, AtUserIds: ["bo"] } });
    const { inputs, state: found } = await host.read(id, state, { name: "oncall" });
    expect(unmarked(inputs).paths).toEqual(["weComBotWebhook.address"]);
    expect(unmarked(found).paths).toEqual(["weComBotWebhook.address"]);
  });

  test("what a refresh finds is marked, though the program never had it", async () => {
    const { id, state } = await make({ name: "oncall" });
    await emulator.act("UpdateContact", { Id: id, Webhook: { Address: "https://by.hand/", Token: "by-hand" } });
    const { inputs, state: found } = await host.read(id, state, { name: "oncall" });
    expect(unmarked(inputs)).toEqual({
      value: { name: "oncall", webhook: { address: "https://by.hand/", token: "by-hand" } },
      paths: ["webhook"],
    });
    expect(unmarked(found).paths).toEqual(["webhook"]);
  });

  test.each([
    ["a text", { email: UNKNOWN_TEXT }],
    ["a secret", { webhook: { address: secret(UNKNOWN_TEXT) } }],
    ["an item", { contactGroupIds: [UNKNOWN_TEXT] }],
    ["an object", { webhook: UNKNOWN_TEXT }],
  ])("%s that is not known yet passes, and stays unknown", async (_case, args) => {
    const { inputs, failures } = await host.check({ name: "oncall", ...args });
    expect(failures).toEqual([]);
    expect(JSON.stringify(inputs)).toContain(UNKNOWN_TEXT);
    const [property] = Object.keys(args);
    const changed = Object.keys(await host.diff("id", { name: "oncall" }, inputs));
    expect(changed.map((path) => path.split(/[.[]/)[0])).toEqual([property]);
    expect(unmarked((await host.create(inputs, true)).state).value).toMatchObject({
      name: "oncall",
      ...unmarkedIn(args),
    });
  });

  function unmarkedIn(args: Values): Values {
    return unmarked(args).value as Values;
  }
});

describe("a preview", () => {
  test("writes nothing, reads nothing, and says what it cannot know", async () => {
    const { inputs } = await host.check(oncall);
    const { id, state } = await host.create(inputs, true);
    expect(id).toBe("");
    expect(unmarked(state).value).toMatchObject({ ...oncall, createTime: UNKNOWN_TEXT, sendStatus: UNKNOWN_TEXT });
    expect(state).not.toHaveProperty("emailChanged");
    const updated = await host.update("some-id", state, { ...inputs, email: "other@example.com" }, true);
    expect(unmarked(updated).value).toMatchObject({ name: "oncall", email: "other@example.com" });
    expect(emulator.calls).toEqual([]);
  });

  test("needs neither keys nor a service", async () => {
    other = await (await PluginHost.start()).configure({});
    const { inputs } = await other.check(oncall);
    await other.create(inputs, true);
    expect(await other.diff("id", {}, inputs)).toHaveProperty("name", "ADD");
    await expect(other.create(inputs)).rejects.toThrow(/NoCredentials/);
  });
});

describe("a diff", () => {
  test("names each path that differs, and what became of it", async () => {
    const { id, state } = await make(oncall);
    const { email: _gone, ...rest } = oncall;
    const news = { ...rest, webhook: { ...oncall.webhook, token: "rotated" }, contactGroupIds: [], adopt: true };
    expect(await host.diff(id, state, news)).toEqual({ email: "DELETE", "webhook.token": "UPDATE" });
    const { webhook: _away, ...without } = oncall;
    expect(await host.diff(id, state, without)).toEqual({ webhook: "DELETE" });
    expect(await host.diff(id, { name: "oncall" }, { name: "oncall", webhook: oncall.webhook })).toEqual({
      webhook: "ADD",
    });
    expect(await host.diff(id, state, oncall)).toEqual({});
    host.type = "NotifyTemplate";
    const [lark, weCom] = ["LarkBotWebhook", "WeComBotWebhook"].map((channel) => ({ name: channel, channel }));
    expect(await host.diff("id", lark ?? {}, weCom ?? {})).toEqual({ name: "UPDATE", channel: "UPDATE_REPLACE" });
  });
});

describe("the lifecycle", () => {
  test("a contact is made, changed and deleted", async () => {
    const { id, state } = await make(oncall);
    expect(emulator.contacts()).toMatchObject([{ Id: id, Webhook: { Token: oncall.webhook.token } }]);
    const updated = await host.update(id, state, {
      ...oncall,
      webhook: { ...oncall.webhook, token: secret("rotated") },
    });
    expect(unmarked(updated)).toMatchObject({ value: { webhook: { token: "rotated" } } });
    expect(emulator.contacts()).toMatchObject([{ Id: id, Webhook: { Token: "rotated" } }]);
    await host.delete(id, updated);
    expect(emulator.contacts()).toEqual([]);
    expect(await host.read(id, updated)).toEqual({ id: "", state: {}, inputs: undefined });
  });

  test("an update leaves what somebody added by hand, and a diff does not show it", async () => {
    const { weComBotWebhook: _none, ...without } = oncall;
    const { id, state } = await make(without);
    const WeComBotWebhook = { Address: oncall.weComBotWebhook.address, AtUserIds: ["by-hand"] };
    await emulator.act("UpdateContact", { Id: id, WeComBotWebhook });
    const news = { ...without, email: "other@example.com" };
    expect(await host.diff(id, state, news)).toEqual({ email: "UPDATE" });
    await host.update(id, state, news);
    expect(emulator.contacts()).toMatchObject([{ Email: "other@example.com", WeComBotWebhook }]);
    expect(host.shown).toEqual([
      expect.stringMatching(/^warning update contact .* VMP has another weComBotWebhook than/),
    ]);
  });

  test("faults name their property in the sentence alone, as the engine would print its value", async () => {
    const { failures } = await host.check({ name: "1", webhook: { adress: "https://canary/" } });
    expect(failures.map(({ property }) => property)).toEqual(["", "", ""]);
    expect(failures.map(({ reason }) => reason.split(" ")[0])).toEqual(["name", "webhook.address", "webhook.adress"]);
    expect(failures[2]?.reason).toMatch(/^webhook\.adress is not a known property; did you mean address\?/);
    expect(JSON.stringify(failures)).not.toContain("canary");
  });

  test("the text that the dynamic provider puts in the place of a hidden secret is never taken for one", async () => {
    const { failures } = await host.check({
      name: "a",
      webhook: { address: "https://a/", token: "(found at VMP, hidden)" },
    });
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(/^webhook\.token .*give the secret itself/) as string },
    ]);
  });

  test("warnings stand below their resource", async () => {
    await host.check({ name: "nobody" });
    expect(host.shown).toEqual([expect.stringMatching(/^warning contact "nobody":.*no alert reaches anybody/)]);
    expect(host.engine.urns).toEqual([host.urn]);
  });

  test("a contact that is there is warned of by its state: a Feishu group bound in the console reaches people", async () => {
    const inputs = { name: "bound" };
    await host.check(inputs, inputs);
    await host.diff("id", { ...inputs, larkBot: { chatId: "oc_1" } }, inputs);
    expect(host.shown).toEqual([]);
    await host.diff("id", inputs, inputs);
    expect(host.shown).toEqual([expect.stringMatching(/^warning contact "bound":.*no alert reaches anybody/)]);
  });

  test("a create that fails in part keeps the contact, and its secrets are marked", async () => {
    const { inputs } = await host.check({ ...oncall, testOnApply: "fail" });
    const failed = await host.create(inputs).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(InitError);
    const { id, state, reasons } = failed as InitError;
    expect(emulator.contacts()).toMatchObject([{ Id: id }]);
    expect(unmarked(state).paths.sort()).toEqual(["__notes", ...SECRETS_OF_STATE]);
    expect(reasons.join()).toContain("webhook");
    expect(await host.diff(id, state, inputs)).toHaveProperty("webhook");
  });
});

describe("an import", () => {
  test("has all that the service shows, and nothing drifts afterwards", async () => {
    const { id } = await make(oncall);
    const { inputs = {}, state } = await host.read(id, {});
    const { contactGroupIds: _none, ...shown } = oncall;
    expect(unmarked(inputs)).toEqual({ value: shown, paths: SECRETS_OF_STATE });
    expect(unmarked(state)).toMatchObject({ value: { ...shown, createTime: expect.any(String) as string } });
    expect(state).not.toHaveProperty("emailChanged");
    expect(host.shown).toEqual([]);
    expect(await host.diff(id, state, inputs)).toEqual({});
    expect((await host.read(id, state, inputs)).inputs).toBeUndefined();
  });

  test("says what the service masks, has it given in the program, and calls nothing of it drift", async () => {
    const { id } = await make(oncall);
    emulator.behaviour.secrets = "masked";
    const { inputs = {}, state } = await host.read(id, {});
    expect(JSON.stringify(inputs)).not.toContain("***");
    expect(host.shown).toEqual([
      expect.stringMatching(/VMP does not show .*webhook\.token.* Give each in the program/),
    ]);
    expect(host.engine.urns).toEqual([host.urn]);
    expect((await host.read(id, state, inputs)).inputs).toBeUndefined();
    emulator.behaviour.secrets = "clear";
    // The engine has what it imported checked, and says of a fault that it is the provider's.
    expect((await host.check(inputs)).failures).toEqual([]);
    other = await (await PluginHost.start()).configure({});
    const { failures } = await other.check(inputs);
    expect(failures).toHaveLength(SECRETS.length);
    expect(JSON.stringify(failures)).toMatch(/stands for what VMP does not show; give the value itself/);
    expect(await host.diff(id, state, oncall)).toMatchObject({ "webhook.token": "UPDATE" });
  });

  test.each([
    ["no id at all", "oncall", /look up contact \(id oncall\): the id must be the id of a contact, a UUID/],
    ["an id of nothing", "00000000-0000-4000-8000-000000000000", /look up contact .* Check the id, the account/],
  ])("of %s is an error that says what to check", async (_case, id, message) => {
    await expect(host.read(id, {})).rejects.toThrow(message);
  });

  test("of a group's id for a contact is one, too", async () => {
    const [group] = emulator.groups();
    await expect(host.read(group?.Id ?? "", {})).rejects.toThrow(/look up contact .* Check the id, the account/);
    host.type = "ContactGroup";
    const { inputs } = await host.read(group?.Id ?? "", {});
    expect(inputs).toEqual({ name: group?.Name });
  });
});

describe("functions", () => {
  test("find one and several, with their secrets marked", async () => {
    const { id } = await make(oncall);
    const one = await host.invoke("vmp:index:getContact", { name: "oncall" });
    expect(unmarked(one)).toMatchObject({ value: { id, webhook: oncall.webhook } });
    expect(unmarked(one).paths.sort()).toEqual(SECRETS);
    const several = await host.invoke("vmp:index:getContacts", { nameContains: "on" });
    expect(unmarked(several)).toMatchObject({ value: { contacts: [{ id }] } });
    expect(unmarked(several).paths).toContain("contacts.webhook.token");
    expect(await host.invoke("vmp:index:getContactGroups", { nameContains: "exam" })).toMatchObject({
      contactGroups: [{ name: "example" }],
    });
  });

  test("what a secret asked for is secret", async () => {
    await make({ name: "oncall" });
    const found = await host.invoke("vmp:index:getContact", { name: secret("oncall") });
    expect(unmarked(found).paths).toEqual(expect.arrayContaining(["id", "name"]));
  });

  test("fail with their sentence", async () => {
    await expect(host.invoke("vmp:index:getContact", { name: "nobody" })).rejects.toThrow(
      /no contact of exactly this name/,
    );
    await expect(host.invoke("vmp:index:getNothing", {})).rejects.toThrow(/has no function vmp:index:getNothing/);
  });
});

describe("the process", () => {
  test("is one file of at most 1 MB, that can be run", () => {
    const { size, mode } = statSync(built("plugin/pulumi-resource-vmp"));
    expect(size).toBeLessThanOrEqual(1_000_000);
    expect(mode & 0o777).toBe(0o755);
  });

  test("tells its version and its schema", async () => {
    expect(await host.info()).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
      schema: { name: "vmp" },
    });
  });

  test("a cancelled run ends calls", async () => {
    const { url, accessKey, secretKey } = emulator;
    other = await (await PluginHost.start()).configure({ endpoint: url, accessKey, secretKey });
    emulator.faults.set({ rules: [{ action: "GetContact", fault: "hang" }] });
    const read = other.read("00000000-0000-4000-8000-000000000000", { name: "a" });
    const ended = expect(read).rejects.toThrow(/Cancelled|cancelled/);
    await until(() => emulator.calls.length > 0);
    await other.cancel();
    await ended;
  });

  test("one that is attached to serves the next run after a cancel, by that run's settings", async () => {
    const { url, accessKey, secretKey } = emulator;
    other = await (await PluginHost.start()).configure({ endpoint: url, accessKey, secretKey });
    const found = { contacts: [] };
    expect(await other.invoke("vmp:index:getContacts", {})).toEqual(found);
    await other.cancel();
    await expect(other.invoke("vmp:index:getContacts", {})).rejects.toThrow("Cancelled");
    await other.configure({ endpoint: url, accessKey, secretKey });
    expect(await other.invoke("vmp:index:getContacts", {})).toEqual(found);
  });

  test("calls that are under way when another configuration comes go on, and end with the run", async () => {
    const { url, accessKey, secretKey } = emulator;
    other = await (await PluginHost.start()).configure({ endpoint: url, accessKey, secretKey });
    emulator.faults.set([{ action: "ListContacts", fault: "hang" }]);
    const ended = expect(other.invoke("vmp:index:getContacts", {})).rejects.toThrow("Cancelled");
    await until(() => emulator.calls.length > 0);
    await other.configure({ endpoint: url, accessKey, secretKey });
    await other.cancel();
    await ended;
  });

  test("it does nothing unless it is asked", () => {
    expect(host.stderr).toBe("");
    expect(writes()).toEqual([]);
  });
});
