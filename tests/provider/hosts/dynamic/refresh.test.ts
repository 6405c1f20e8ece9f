/**
 * What the host keeps of a refresh: secrets that only the service had are hidden in the inputs, which are not
 * encrypted.
 */
import type { Emulator } from "../../../../emulator";
import { HIDDEN } from "../../../../provider/hosts/hidden";
import { dynamicProvider, type Provider } from "../../../../provider/hosts/dynamic/provider";
import { Whereabouts } from "../../../../provider/hosts/dynamic/whereabouts";
import { CONTACT } from "../../../../provider/resources/contact";
import type { Properties } from "../../../../provider/values";
import { OPTIONAL_FIELDS } from "../../../support/contacts";
import { closeAll } from "../../client/server";
import { api } from "../../resources/contact/stage";
import { contextFor, openEmulator } from "../../support";

const full = { name: "oncall", ...OPTIONAL_FIELDS };
let emulator: Emulator;
let provider: Provider;

beforeEach(async () => {
  emulator = await openEmulator();
  const context = contextFor(emulator);
  const { holders } = context;
  const whereabouts = new Whereabouts(() => undefined);
  const connection = { configure: () => undefined, connect: async () => context, whereabouts, holders };
  provider = dynamicProvider(CONTACT, connection);
});

afterEach(closeAll);

/** As the engine hands it back. */
function revealed(properties: Properties): Properties {
  const entries = Object.entries(properties).map(([name, value]) => [name, isSecret(value) ? value.value : value]);
  return Object.fromEntries(entries) as Properties;
}

function isSecret(value: unknown): value is { value: unknown } {
  return (value as Properties)["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270";
}

async function created(inputs: Properties): Promise<{ id: string; properties: Properties }> {
  const { id, outs = {} } = await provider.create(inputs);
  return { id, properties: revealed(outs) };
}

async function read(
  id: string,
  state: Properties,
): Promise<{ properties: Properties; inputs: Properties | undefined }> {
  const { props = {}, inputs } = (await provider.read?.(id, state)) ?? {};
  return { properties: revealed(props), inputs };
}

async function changes(state: Properties, inputs: Properties): Promise<boolean | undefined> {
  return (await provider.diff?.("id", state, inputs))?.changes;
}

test("a secret added by hand is in the outputs, which are encrypted, and hidden in the inputs, which are not", async () => {
  const inputs = { name: "oncall", webhook: { address: full.webhook.address } };
  const { id, properties } = await created(inputs);
  await emulator.act("UpdateContact", { Id: id, ...api("webhook", "larkBotWebhook") });
  const first = await read(id, properties);
  expect(first.properties).toMatchObject({ webhook: full.webhook, larkBotWebhook: full.larkBotWebhook });
  expect(first.inputs).toEqual({
    name: "oncall",
    webhook: { address: full.webhook.address, token: HIDDEN },
    larkBotWebhook: { address: HIDDEN, secretKey: HIDDEN },
  });
  expect(await changes(first.properties, inputs)).toBe(true);

  // The next refresh finds nothing new, and one more drift does not bring the hidden ones to light.
  const second = await read(id, first.properties);
  expect(second.inputs).toBeUndefined();
  await emulator.act("UpdateContact", { Id: id, Email: "other@example.com" });
  const third = await read(id, second.properties);
  expect(third.inputs).toEqual({ ...first.inputs, email: "other@example.com" });
});

test("with ignoreChanges, what was added by hand stays as it is", async () => {
  const inputs = { name: "oncall", email: "a@example.com" };
  const { id, properties } = await created(inputs);
  await emulator.act("UpdateContact", { Id: id, ...api("larkBotWebhook") });
  const found = await read(id, properties);
  // The engine puts the ignored property's input from the state into the program's inputs.
  const news = { ...inputs, name: "renamed", larkBotWebhook: found.inputs?.larkBotWebhook };
  expect((await provider.check?.(found.inputs ?? {}, news))?.failures).toEqual([]);
  expect(await changes(found.properties, { ...news, name: "oncall" })).toBe(false);
  expect(await changes(found.properties, news)).toBe(true);
  const updated = await provider.update?.(id, found.properties, news);
  expect(emulator.contacts()).toMatchObject([
    { Name: "renamed", LarkBotWebhook: { Address: full.larkBotWebhook.address } },
  ]);
  expect(revealed(updated?.outs ?? {})).toMatchObject({ larkBotWebhook: full.larkBotWebhook });
  expect((await read(id, revealed(updated?.outs ?? {}))).inputs).toBeUndefined();
});

test("a stand-in that the state does not hold is refused, and one that ignoreChanges brings back from it passes", async () => {
  const inputs = { name: "oncall", webhook: { address: HIDDEN, token: HIDDEN } };
  expect(await provider.check?.(inputs, inputs)).toEqual({ inputs, failures: [] });
  const reasonOf = (path: string): string =>
    `${path} is the text that stands for a hidden secret; give the secret itself`;
  expect((await provider.check?.({}, inputs))?.failures).toEqual([
    { property: "", reason: reasonOf("webhook.address") },
    { property: "", reason: reasonOf("webhook.token") },
  ]);
});
