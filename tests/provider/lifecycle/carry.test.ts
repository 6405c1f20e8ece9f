/** An update changes what its preview shows: everything else goes out as the service has it, or nothing goes out. */
import { closeAll, ok, refuse, startServer } from "../client/server";
import type { JsonObject, Properties } from "../../../provider/values";
import { NOTIFY_GROUP_POLICY } from "../../../provider/resources/notify-group-policy";
import { CHAIN } from "../../support/chain";
import { callsOf, contact, contextFor, failureOf, lifecycleOf } from "../support";
import { context, created, emulator, full, start, without } from "../resources/contact/stage";

const renamed = { ...full, name: "renamed" };
const BY_HAND = { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/by-hand", SecretKey: "by-hand-key" };

beforeEach(start);

afterEach(closeAll);

/** Somebody changes it in the console. */
async function byHand(id: string, fields: object): Promise<void> {
  await emulator.act("UpdateContact", { Id: id, ...fields });
  emulator.clearCalls();
}

test("a webhook that somebody changed goes out as it is, in full, and that is said once", async () => {
  const { id, properties } = await created(full);
  await byHand(id, { LarkBotWebhook: BY_HAND });
  const { notices } = await contact.update(context, id, properties, renamed);
  expect(callsOf(emulator)).toEqual([
    ["GetContact", { Id: id }],
    ["UpdateContact", expect.objectContaining({ Id: id, Name: "renamed", LarkBotWebhook: BY_HAND })],
  ]);
  expect(notices).toEqual([
    `update contact "oncall" (id ${id}): VMP has another larkBotWebhook.address and larkBotWebhook.secretKey than the state, ` +
      'so somebody changed that. This update leaves it as it is; "pulumi refresh" shows it.',
  ]);
});

test("what the program changes itself is not said to be somebody's, and neither is what no update carries", async () => {
  const { id, properties } = await created(full);
  await byHand(id, { LarkBotWebhook: BY_HAND, Email: "by-hand@example.com" });
  const { address } = full.larkBotWebhook;
  const { notices } = await contact.update(context, id, properties, {
    ...renamed,
    larkBotWebhook: { address, secretKey: "program" },
  });
  expect(notices).toEqual([expect.stringContaining("has another larkBotWebhook.address than")]);
  expect(emulator.contacts()).toMatchObject([
    { Email: "by-hand@example.com", LarkBotWebhook: { Address: BY_HAND.Address, SecretKey: "program" } },
  ]);
});

test("a webhook that VMP no longer has, and of which the program changes a part, stops the update", async () => {
  const { id, properties } = await created(full);
  await byHand(id, { DingTalkBotWebhook: { Address: "" } });
  const ding = { ...full.dingTalkBotWebhook, secretKey: "SECnew" };
  const error = await failureOf(contact.update(context, id, properties, { ...full, dingTalkBotWebhook: ding }));
  expect(error).toMatchObject({ action: "UpdateContact", code: "Drifted", effect: "none" });
  expect(error.message).toBe(
    `update contact "oncall" (id ${id}): Drifted: VMP no longer has dingTalkBotWebhook, of which this changes a part; nothing was ` +
      'sent. Run "pulumi up --refresh": its preview shows what comes back.',
  );
  expect(callsOf(emulator)).toEqual([["GetContact", { Id: id }]]);
});

test("a webhook that VMP no longer has, and that the program does not change, stays away", async () => {
  const { id, properties } = await created(full);
  await byHand(id, { DingTalkBotWebhook: { Address: "" } });
  const { notices } = await contact.update(context, id, properties, renamed);
  expect(notices).toEqual([expect.stringContaining("has another dingTalkBotWebhook than the state")]);
  expect(emulator.contacts()).toMatchObject([{ Name: "renamed" }]);
  expect(emulator.contacts()[0]).not.toHaveProperty("DingTalkBotWebhook");
});

test("a secret that VMP masks, and nobody here knows, stops the update", async () => {
  const bare = without("larkBotWebhook");
  const { id, properties } = await created(bare);
  await byHand(id, { LarkBotWebhook: BY_HAND });
  emulator.behaviour.secrets = "masked";
  const error = await failureOf(contact.update(context, id, properties, { ...bare, name: "renamed" }));
  expect(error).toMatchObject({ action: "UpdateContact", code: "SecretNotShown", effect: "none" });
  expect(error.message).toBe(
    `update contact "oncall" (id ${id}): SecretNotShown: VMP has larkBotWebhook.address and larkBotWebhook.secretKey, which an ` +
      "update has to carry, but does not show it, and the state does not know it; nothing was sent. To keep it, give its " +
      "values in the program (and take it out of ignoreChanges). To have it removed, run " +
      '"pulumi up --refresh": its preview shows that.',
  );
  expect(callsOf(emulator)).toEqual([["GetContact", { Id: id }]]);
  // Given in the program, it goes out.
  const larkBotWebhook = { address: BY_HAND.Address, secretKey: BY_HAND.SecretKey };
  await contact.update(context, id, properties, { ...bare, larkBotWebhook });
  expect(emulator.contacts()).toMatchObject([{ LarkBotWebhook: BY_HAND }]);
});

test("several that VMP no longer has are named in one sentence", async () => {
  const { id, properties } = await created(full);
  await byHand(id, { DingTalkBotWebhook: { Address: "" }, LarkBotWebhook: { Address: "" } });
  const news = {
    ...full,
    dingTalkBotWebhook: { ...full.dingTalkBotWebhook, secretKey: "SECnew" },
    larkBotWebhook: { ...full.larkBotWebhook, secretKey: "new" },
  };
  const error = await failureOf(contact.update(context, id, properties, news));
  expect(error.message).toContain(
    "VMP no longer has larkBotWebhook and dingTalkBotWebhook, of which this changes a part",
  );
});

test("a webhook that comes is the program's alone, and one that goes goes: neither is read for", async () => {
  const { id, properties } = await created({ name: "oncall" });
  const all = without("contactGroupIds");
  await contact.update(context, id, properties, all);
  await contact.update(context, id, all, { name: "renamed" });
  expect(callsOf(emulator).map(([action]) => action)).toEqual(["UpdateContact", "UpdateContact"]);
});

test.each(["as-it-was", "renamed"])(
  "of a list, only what the program changes goes out as it has it: %s",
  async (name) => {
    const policy = lifecycleOf(NOTIFY_GROUP_POLICY);
    const inputs = { ...CHAIN.NotifyGroupPolicy?.full, name: "as-it-was" } as Properties;
    const levels = inputs.levels as Properties[];
    const { id, properties } = await policy.create(context, inputs);
    const times = (GroupWait: string, Level: string): JsonObject => ({
      Level,
      GroupBy: ["__rule__"],
      GroupWait,
      GroupInterval: "60",
      RepeatInterval: "600",
    });
    const Levels = [times("30", "P0"), times("99", "P1"), times("30", "P2")];
    await emulator.act("UpdateNotifyGroupPolicy", { Id: id, Name: inputs.name, Levels });
    emulator.clearCalls();
    const news = { ...inputs, name, levels: [{ ...levels[0], groupWait: 31 }, ...levels.slice(1)] };
    await policy.update(context, id, properties, news);
    const [read, [, sent]] = callsOf(emulator) as [unknown, [string, JsonObject]];
    expect(read).toEqual(["GetNotifyGroupPolicy", { Id: id }]);
    expect(sent.Levels).toEqual([times("31", "P0"), times("99", "P1"), times("30", "P2")]);
  },
);

test("a list tells enough where it shows all that is carried, as the state has it", async () => {
  const { id, properties } = await created(full);
  const shown = (await emulator.act("GetContact", { Id: id })) as JsonObject;
  const get = jest.spyOn(context.client, "get");
  await contact.update(context, id, properties, renamed);
  const { accept = () => undefined } = get.mock.calls[0]?.[2] ?? {};
  expect(accept(shown)).toBe(true);
  expect(accept({ ...shown, LarkBotWebhook: BY_HAND })).toBe(false);
  const { LarkBotWebhook: _left, ...less } = shown;
  expect(accept(less)).toBe(false);
});

test("a list does not tell enough where it lacks one of what is carried: somebody may have added that", async () => {
  const { id, properties } = await created(without("larkBotWebhook"));
  const shown = (await emulator.act("GetContact", { Id: id })) as JsonObject;
  const get = jest.spyOn(context.client, "get");
  await contact.update(context, id, properties, { ...without("larkBotWebhook"), name: "renamed" });
  const { accept = () => undefined } = get.mock.calls[0]?.[2] ?? {};
  const { LarkBotWebhook: _empty, ...less } = shown;
  expect(accept(less)).toBe(false);
});

test("secrets that only the service has stand in no message of an update that it refuses", async () => {
  const server = await startServer((response, { url, body }) => {
    if (url.includes("UpdateContact")) refuse(response, 400, "InvalidParameter.Name", body);
    else ok(response, { Id: "id-1", Name: "oncall", LarkBotWebhook: BY_HAND });
  });
  const state = { name: "oncall" };
  const error = await failureOf(contact.update(contextFor(server), "id-1", state, { name: "renamed" }));
  expect(error.message).toMatch(/InvalidParameter\.Name: .*\*\*\*/);
  expect(error.message).not.toContain("by-hand");
});
