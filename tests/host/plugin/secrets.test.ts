/**
 * What the engine marks as secret stands in no message of the packaged provider, be it in the state or in the inputs,
 * and whether or not the table can read it.
 */
import { refusal } from "../../support/service/answers";
import { Service } from "../../support/service/service";
import type { Values } from "../provider-host";
import { failureOf } from "../service/stage";
import { PluginHost, secret } from "./plugin-host";

const ID = "10000000-0000-4000-8000-000000000001";
const ADDRESS = "https://example.com/";

let service: Service;
let host: PluginHost;

beforeAll(async () => {
  service = await Service.start();
  host = await (await PluginHost.start()).configure(service.settings);
});

afterAll(async () => {
  await host.stop();
  await service.close();
});

const token = (which: string): string => `canary-${which}-token`;
const webhook = (which: string): Values => ({ webhook: { address: ADDRESS, token: secret(token(which)) } });

test.each<[what: string, state: Values, inputs: Values]>([
  ["a contact of which nothing but a secret is known", webhook("state"), {}],
  ["a contact that is imported with inputs", {}, { name: "oncall", ...webhook("inputs") }],
  ["inputs that differ from the state", { name: "oncall", ...webhook("state") }, { name: "oncall", ...webhook("new") }],
  ["a secret in a list", { name: "oncall", webhook: { address: ADDRESS, token: secret([token("list")]) } }, {}],
  ["a list of webhooks", { name: "oncall", webhook: [{ token: secret(token("item")) }] }, {}],
  ["a property with a dot", { name: "oncall", "webhook.token": secret(token("dot")) }, {}],
])("a read: %s", async (_, state, inputs) => {
  const all = ["state", "inputs", "new", "list", "item", "dot"].map(token).join(" and ");
  service.every("GetContact", () => refusal(403, "AccessDenied", all));
  const given = JSON.stringify([state, inputs]);
  const failure = await failureOf(host.read(ID, state, inputs));
  expect(failure).toMatch(/contact .*AccessDenied: /);
  const shown = Array.from(failure.matchAll(/canary-\w+-token/g), ([text]) => text);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter((text) => given.includes(text))).toEqual([]);
});
