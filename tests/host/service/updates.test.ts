/** An update sends what the preview showed, and nothing else: no mask, nothing of what somebody set by hand. */
import { doneWith, masked, result, secretsLeftOut } from "../../support/service/answers";
import type { Values } from "../provider-host";
import { failureOf, ONCALL, ONCALL_THERE, stage } from "./stage";

const here = stage();

const LARK_THERE = { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/by-hand", SecretKey: "by-hand-key" };
const ding = {
  address: "https://oapi.dingtalk.com/robot/send?access_token=ding",
  secretKey: "SECding",
  atMobiles: ["1"],
};
const DING_THERE = { Address: ding.address, SecretKey: ding.secretKey, AtMobiles: ["1"], AtUserIds: [] };
const OTHER_EMAIL = { ...ONCALL, email: "b@example.com" };

/** Changes at the service, by hand. */
function byHand(fields: object): void {
  Object.assign(here.service.contact(), fields);
}

function updates(): unknown[] {
  return here.service.calls.filter(({ action }) => action === "UpdateContact").map(({ body }) => body);
}

function hideSecrets(hiding: typeof masked): void {
  for (const action of ["GetContact", "ListContacts"]) here.service.every(action, hiding);
}

test("an answer for another contact is none, and the update is sent again", async () => {
  const { id, state } = await here.host.create(ONCALL);
  const other = here.service.make({ Name: "other" });
  here.service.next("UpdateContact", () => result({ Id: other }));
  await here.host.update(id, state, OTHER_EMAIL);
  expect(here.service.account().contacts.get(id)).toMatchObject({ Email: "b@example.com" });
  expect(updates()).toHaveLength(2);
});

test("an answer without an Id is one", async () => {
  const { id, state } = await here.host.create(ONCALL);
  here.service.next("UpdateContact", doneWith({ Id: undefined }));
  await here.host.update(id, state, OTHER_EMAIL);
  expect(here.service.contact()).toMatchObject({ Email: "b@example.com" });
});

describe("a bot that somebody added by hand", () => {
  test("stays when the e-mail changes, as no preview shows that it goes", async () => {
    const { id, state } = await here.host.create(ONCALL);
    byHand({ LarkBotWebhook: LARK_THERE });
    await here.host.update(id, state, OTHER_EMAIL);
    expect(here.service.contact()).toMatchObject({ Email: "b@example.com", LarkBotWebhook: LARK_THERE });
  });

  test("stays when another webhook changes", async () => {
    const { id, state } = await here.host.create(ONCALL);
    byHand({ LarkBotWebhook: LARK_THERE });
    await here.host.update(id, state, { ...ONCALL, webhook: { address: "https://alerts.example.com/" } });
    expect(here.service.contact()).toMatchObject({
      Webhook: { Address: "https://alerts.example.com/" },
      LarkBotWebhook: LARK_THERE,
    });
  });

  test("stops the update where the service masks it, which says so before anything is sent", async () => {
    const { id, state } = await here.host.create(ONCALL);
    byHand({ LarkBotWebhook: LARK_THERE });
    hideSecrets(masked);
    expect(await failureOf(here.host.update(id, state, OTHER_EMAIL))).toMatch(/oncall.*larkBotWebhook/s);
    expect(updates()).toEqual([]);
    expect(here.service.contact()).toMatchObject({ ...ONCALL_THERE, LarkBotWebhook: LARK_THERE });
  });

  test("goes when a refresh has found it, and the program does not have it: the preview shows that", async () => {
    const { id } = await here.host.create(ONCALL);
    byHand({ LarkBotWebhook: LARK_THERE });
    const found = await here.host.read(id, ONCALL);
    expect(await here.host.changes(id, found.state, ONCALL)).toBe(true);
    await here.host.update(id, found.state, ONCALL);
    expect(here.service.contact()).toMatchObject({ LarkBotWebhook: { Address: "", SecretKey: "" } });
  });
});

describe("a bot of the program that somebody changed by hand", () => {
  const program = { ...ONCALL, dingTalkBotWebhook: ding };
  const byHands = { ...DING_THERE, AtMobiles: ["1", "2"], AtUserIds: ["by-hand"] };

  test("stays as it is when the e-mail changes", async () => {
    const { id, state } = await here.host.create(program);
    byHand({ DingTalkBotWebhook: { ...byHands, SecretKey: "by-hand" } });
    await here.host.update(id, state, { ...program, email: "b@example.com" });
    expect(here.service.contact().DingTalkBotWebhook).toEqual({ ...byHands, SecretKey: "by-hand" });
  });

  test("keeps its lists when its key changes", async () => {
    const { id, state } = await here.host.create(program);
    byHand({ DingTalkBotWebhook: byHands });
    await here.host.update(id, state, { ...program, dingTalkBotWebhook: { ...ding, secretKey: "SECnew" } });
    expect(here.service.contact().DingTalkBotWebhook).toEqual({ ...byHands, SecretKey: "SECnew" });
  });
});

describe("a secret that the service does not show", () => {
  /** What a program with `ignoreChanges: ["larkBotWebhook"]` comes to: the engine takes that from the inputs it has. */
  async function ignoringTheBot(): Promise<{ id: string; state: Values; news: Values }> {
    const { id, state } = await here.host.create(ONCALL);
    byHand({ LarkBotWebhook: LARK_THERE });
    const found = await here.host.read(id, state);
    const inputs = found.inputs ?? ONCALL;
    const { larkBotWebhook } = inputs;
    const news = await here.host.check(inputs, {
      ...OTHER_EMAIL,
      ...(larkBotWebhook !== undefined && { larkBotWebhook }),
    });
    expect(news.failures).toEqual([]);
    return { id, state: found.state, news: news.inputs };
  }

  test("is not sent back as its mask", async () => {
    hideSecrets(masked);
    const { id, state, news } = await ignoringTheBot();
    expect(await failureOf(here.host.update(id, state, news))).toMatch(
      /: SecretNotShown: VMP has larkBotWebhook\.address and larkBotWebhook\.secretKey, which an update has to carry, .*; nothing was sent\./,
    );
    expect(here.service.contact().LarkBotWebhook).toEqual(LARK_THERE);
    expect(updates()).toEqual([]);
  });

  test("is not sent empty where it is left out", async () => {
    hideSecrets(secretsLeftOut);
    const { id, state, news } = await ignoringTheBot();
    expect(await failureOf(here.host.update(id, state, news))).toMatch(
      /: SecretNotShown: VMP has larkBotWebhook\.secretKey, which an update has to carry, .*; nothing was sent\./,
    );
    expect(here.service.contact().LarkBotWebhook).toEqual(LARK_THERE);
    expect(updates()).toEqual([]);
  });

  test.each([
    ["masked", masked],
    ["left out", secretsLeftOut],
  ])("is sent from the state where the program has it (%s)", async (_, hiding) => {
    hideSecrets(hiding);
    const program = { ...ONCALL, dingTalkBotWebhook: ding };
    const { id, state } = await here.host.create(program);
    const found = await here.host.read(id, state);
    await here.host.update(id, found.state, { ...program, email: "b@example.com" });
    expect(here.service.contact()).toMatchObject({ Email: "b@example.com", DingTalkBotWebhook: DING_THERE });
  });
});
