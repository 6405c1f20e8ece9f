/** Two resources of one name cannot both be made: a preview says so. */
import { installed } from "../support/installed";
import { PluginHost, UNKNOWN_TEXT } from "./plugin/plugin-host";
import { GROUP_PROVIDER_TEXT, PROVIDER_TEXT, ProviderHost } from "./provider-host";

const TAKEN =
  'name is that of another contact of this program, too (resource "first"), and VMP has each name only once; give one of them another';

/** Checks a resource of a program, and returns what is wrong with it. */
type Check = (resource: string, name: string, type?: string) => Promise<string[]>;

const stops: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const stop of stops) await stop();
});

const hosts: [string, () => Promise<Check>][] = [
  [
    "the dynamic provider",
    async () => {
      const host = await ProviderHost.start(await installed(), {});
      stops.push(() => host.stop());
      return async (resource, name, type) => {
        host.text = type === "ContactGroup" ? GROUP_PROVIDER_TEXT : PROVIDER_TEXT;
        const { inputs, failures } = await host.check({}, { name, __notes: { resource } });
        expect(inputs).toEqual({ name });
        return failures;
      };
    },
  ],
  [
    "the packaged provider",
    async () => {
      const host = await (await PluginHost.start()).configure({});
      stops.push(() => host.stop());
      return async (resource, name, type = "Contact") => {
        Object.assign(host, { resource, type });
        return (await host.check({ name })).failures.map(({ reason }) => reason);
      };
    },
  ],
];

describe.each(hosts)("%s", (_, start) => {
  let check: Check;

  beforeAll(async () => {
    check = await start();
  });

  test("refuses the second of a name, and no other", async () => {
    expect(await check("first", "oncall")).toEqual([]);
    expect(await check("second", "oncall")).toEqual([TAKEN]);
    expect(await check("third", "other")).toEqual([]);
    expect(await check("group", "oncall", "ContactGroup")).toEqual([]);
  });

  test("lets the first be checked again, as for a replacement, and what is not known yet pass", async () => {
    expect(await check("first", "oncall")).toEqual([]);
    expect(await check("fourth", UNKNOWN_TEXT)).toEqual([]);
    expect(await check("fifth", UNKNOWN_TEXT)).toEqual([]);
  });
});

test("a provider that is attached to has another program in its next run", async () => {
  const host = await (await PluginHost.start()).configure({});
  stops.push(() => host.stop());
  host.resource = "first";
  await host.check({ name: "oncall" });
  await host.configure({});
  host.resource = "second";
  expect((await host.check({ name: "oncall" })).failures).toEqual([]);
});
