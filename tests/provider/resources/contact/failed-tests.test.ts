/** The webhooks that failed their test and wait, in the state, for the next update. */
import { failedNotices } from "../../../../provider/resources/contact/connectivity";
import type { Properties } from "../../../../provider/values";
import { closeAll } from "../../client/server";
import { contact, actionsOf, contextFor } from "../../support";
import { create, emulator, receivers, start, update, webhooks } from "./tested";

beforeEach(start);

afterEach(closeAll);

async function broken(): Promise<{ id: string; properties: Properties }> {
  receivers.broken.add("lark");
  const { id, properties } = await create(webhooks);
  actionsOf(emulator);
  return { id, properties };
}

function inputs(): Properties {
  return { name: "oncall", ...webhooks };
}

describe("a failed test is remembered", () => {
  test("as a change, and the next update repeats it alone, until it passes", async () => {
    const { id, properties } = await broken();
    expect(contact.diff(properties, inputs())).toEqual(["larkBotWebhook"]);
    const second = await update(id, properties, webhooks);
    expect(second.failures).toHaveLength(1);
    receivers.broken.clear();
    const third = await update(id, second.properties, webhooks);
    expect(third.failures).toEqual([]);
    expect(actionsOf(emulator)).toEqual(["TestLarkBotWebhook", "TestLarkBotWebhook"]);
    expect(contact.diff(third.properties, inputs())).toEqual([]);
  });

  test("across a refresh, which warns of it", async () => {
    const { id, properties } = await broken();
    const found = await contact.read(contextFor(emulator), id, properties);
    expect(found?.notices).toEqual([
      'contact "oncall": VMP\'s test of larkBotWebhook failed at the last "pulumi up"; the next one repeats it.',
    ]);
    expect(found?.inputs).toBeUndefined();
    expect(contact.diff(found?.properties ?? {}, inputs())).toEqual(["larkBotWebhook"]);
  });

  test("together with others, in one sentence", () => {
    const failedTests = ["webhook", "larkBotWebhook"];
    expect(failedNotices('contact "oncall"', { failedTests })).toEqual([
      'contact "oncall": VMP\'s test of webhook and larkBotWebhook failed at the last "pulumi up"; the next one repeats it.',
    ]);
  });

  test.each<["off" | "warn", string[], number]>([
    ["off", [], 0],
    ["warn", ["TestLarkBotWebhook"], 1],
  ])("and forgotten by the next update with %s", async (testOnApply, calls, warnings) => {
    const { id, properties } = await broken();
    const updated = await update(id, properties, webhooks, { testOnApply });
    expect(actionsOf(emulator)).toEqual(calls);
    expect(updated).toMatchObject({ failures: [], notices: Array(warnings).fill(expect.any(String)) as string[] });
    expect(contact.diff(updated.properties, inputs())).toEqual([]);
  });

  test("and forgotten with the webhook itself", async () => {
    const { id, properties } = await broken();
    const { webhook, dingTalkBotWebhook, weComBotWebhook } = webhooks;
    const others = { webhook, dingTalkBotWebhook, weComBotWebhook };
    const updated = await update(id, properties, others);
    expect(actionsOf(emulator)).toEqual(["GetContact", "UpdateContact"]);
    expect(contact.diff(updated.properties, { name: "oncall", ...others })).toEqual([]);
  });
});
