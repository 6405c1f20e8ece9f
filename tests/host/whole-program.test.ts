/** What several resources of a program tell together: two of one name cannot both be made, and somebody has to hear. */
import { providerName } from "../../sdk/dynamic";
import { installed } from "../support/installed";
import { PluginHost, UNKNOWN_TEXT } from "./plugin/plugin-host";
import { ProviderHost } from "./provider-host";

const TAKEN =
  'name is that of another contact of this program, too (resource "first"), and VMP has each name only once; give one of them another';

/** Checks a resource of a program, and returns what is wrong with it. */
type Check = (resource: string, name: string, type?: string) => Promise<string[]>;

interface Started {
  check: Check;
  host: Pick<PluginHost, "changes" | "shown">;
  /** What the calls are about from now on. */
  select: (type: string) => void;
}

/** What the states of the dynamic provider have. */
function textOf(name: string): string {
  return `exports.handler=()=>require("pulumi-vmp/provider").${providerName({ name })}`;
}

const stops: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const stop of stops) await stop();
});

const hosts: [string, () => Promise<Started>][] = [
  [
    "the dynamic provider",
    async () => {
      const host = await ProviderHost.start(await installed(), {});
      stops.push(() => host.stop());
      const select = (type: string): void => {
        host.text = textOf(type);
      };
      const check: Check = async (resource, name, type = "Contact") => {
        select(type);
        const { inputs, failures } = await host.check({}, { name, __notes: { resource } });
        expect(inputs).toEqual({ name });
        return failures;
      };
      return { check, host, select };
    },
  ],
  [
    "the packaged provider",
    async () => {
      const host = await (await PluginHost.start()).configure({});
      stops.push(() => host.stop());
      const select = (type: string): void => {
        host.type = type;
      };
      const check: Check = async (resource, name, type = "Contact") => {
        Object.assign(host, { resource, type });
        return (await host.check({ name })).failures.map(({ reason }) => reason);
      };
      return { check, host, select };
    },
  ],
];

describe.each(hosts)("%s", (_, start) => {
  let check: Check;
  let host: Started["host"];
  let select: Started["select"];

  beforeAll(async () => {
    ({ check, host, select } = await start());
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

  /** What is said of a resource that does not change. */
  const same = async (
    type: string,
    id: string | undefined,
    inputs: object,
    outputs: object = {},
  ): Promise<string[]> => {
    host.shown.length = 0;
    select(type);
    expect(await host.changes(id ?? "", { ...inputs, ...outputs }, { ...inputs })).toBe(false);
    return [...host.shown];
  };

  const [contact, other, group, empty] = ["1", "2", "3", "4"].map(
    (digit) => `e28ae750-bbb8-4ff4-abf4-1e0e0f88808${digit}`,
  );

  test("warns of a channel that none of those who are told has, where the program has them all", async () => {
    const level = { level: "P0", contactGroupIds: [group], channels: ["Email", "WeComBotWebhook"] };
    const policy = { name: "payments", levels: [level] };
    await same("Contact", contact, { name: "ada", email: "ada@example.com" });
    await same("ContactGroup", group, { name: "team", contactIds: [contact, other] });
    expect(await same("NotifyPolicy", "id", policy)).toEqual([]);
    await same("Contact", other, { name: "bo", email: "bo@example.com" });
    expect(await same("NotifyPolicy", "id", policy)).toEqual([
      'warning notify policy "payments": levels[0].channels[1] reaches nobody: no contact of these groups has a weComBotWebhook',
    ]);
  });

  test("warns of groups without contacts, of addresses that nobody confirmed, and of a policy without P0", async () => {
    await same("Contact", contact, { name: "ada", email: "ada@example.com" }, { emailActive: false });
    await same("Contact", other, { name: "bo", webhook: { address: "https://alerts.example.com/" } });
    await same("ContactGroup", group, { name: "team", contactIds: [contact, other] });
    await same("ContactGroup", empty, { name: "nobody", contactIds: [] });
    const levels = [
      { level: "P1", contactGroupIds: [group], channels: ["Email", "Webhook"] },
      { level: "P2", contactGroupIds: [empty], channels: ["Webhook"] },
    ];
    const said = (await same("NotifyPolicy", "id", { name: "payments", levels })).map((line) => line.split(": ")[1]);
    expect(said).toEqual([
      "levels have no P0, so of the gravest alerts nobody is told by this policy",
      expect.stringMatching(/^levels\[0\]\.channels\[0\] reached nobody at the last refresh/),
      "levels[1].contactGroupIds are of groups without contacts, so nobody is told",
    ]);
  });
});

test("a provider that is attached to has another program in its next run", async () => {
  const host = await (await PluginHost.start()).configure({});
  stops.push(() => host.stop());
  host.resource = "first";
  await host.check({ name: "oncall" });
  await host.cancel();
  await host.configure({});
  host.resource = "second";
  expect((await host.check({ name: "oncall" })).failures).toEqual([]);
});
