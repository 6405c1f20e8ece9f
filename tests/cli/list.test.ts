/** `vmp-contacts list`: of an account over real HTTP. */
import { type Emulator, startEmulator } from "../../emulator";
import { closeAll, start } from "../emulator/support";
import { shownBlocks } from "../docs/shell";
import { asShown, vmpContacts } from "./process";

const CANARY = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary";
const MESSAGE = { Title: "{{ .Level }}", Content: "{{ .PromQL }}" };
const MATCHERS = [{ Matchers: [{ Label: "env", Value: "test" }] }];

let emulator: Emulator;
const ids: string[] = [];

async function make(action: string, params: object): Promise<string> {
  const { Id } = (await emulator.act(action, { ...params })) as { Id: string };
  ids.push(Id);
  return Id;
}

beforeAll(async () => {
  emulator = await startEmulator();
  // In the order of the list, which is not that of their names.
  const ada = await make("CreateContact", { Name: "ada", Email: "ada-canary@example.com" });
  await make("CreateContact", { Name: "bo", PhoneNumber: { CountryCode: "+86", Number: "13300000001" } });
  await make("CreateContact", { Name: "值班", WeComBotWebhook: { Address: CANARY } });
  const team = await make("CreateContactGroup", { Name: "team", ContactIds: [ada] });
  const waits = { GroupBy: ["__rule__"], GroupWait: "30", GroupInterval: "60", RepeatInterval: "600" };
  const waiting = ["P0", "P1", "P2"].map((Level) => ({ Level, ...waits }));
  await make("CreateNotifyGroupPolicy", { Name: "by-rule", Levels: waiting });
  const template = { Channel: "LarkBotWebhook", Active: MESSAGE, Resolved: MESSAGE };
  await make("CreateNotifyTemplate", { Name: "short", ...template });
  const levels = ["P1", "P0"].map((Level) => ({ Level, ContactGroupIds: [team], Channels: ["Email"] }));
  await make("CreateNotifyPolicy", { Name: "payments", Levels: levels });
  const silences = {
    always: {},
    lark: { Date: "2190-01-02 15:04~2190-01-03 14:04" },
    nights: { PeriodicDate: { Time: "00:00~08:00", Weekday: "1,3", DayOfMonth: "1,15~20" } },
  };
  for (const [Name, times] of Object.entries(silences)) {
    const TimeRangeMatchers = [{ Location: "Asia/Shanghai", ...times }];
    const source = Name === "lark" ? { Source: "LarkBot" } : {};
    await make("CreateSilencePolicy", { Name, MetricLabelMatchers: MATCHERS, TimeRangeMatchers, ...source });
  }
  await emulator.act("DisableSilencePolicies", { Ids: [ids.at(-1) ?? ""] });
});

afterEach(closeAll);
afterAll(() => emulator.close());

const ROWS: [kind: string, name: string, about?: string][] = [
  ["contact", "ada", "e-mail (not confirmed)"],
  ["contact", "bo", "phone (P0 alone)"],
  ["contact", "值班", "WeCom"],
  ["contact group", "team", "1 contact"],
  ["notify group policy", "by-rule"],
  ["notify template", "short", "Lark"],
  ["notify policy", "payments", "P0, P1"],
  ["silence policy", "always", "on; always (Asia/Shanghai)"],
  ["silence policy", "lark", "on; 2190-01-02 15:04~2190-01-03 14:04 (Asia/Shanghai); made in Feishu"],
  ["silence policy", "nights", "off; 00:00~08:00 on weekdays 1,3 on days 1,15~20 (Asia/Shanghai)"],
];

test("a line for each thing: what it is, its id, its name, and what is to be known of it; no address", async () => {
  const lines = ROWS.map(([kind, name, about], index) => {
    return `${kind.padEnd(21)}${ids[index] ?? ""}  ${name}${about === undefined ? "" : `: ${about}`}\n`;
  });
  expect(await vmpContacts(["list"], emulator)).toEqual({ code: 0, stdout: lines.join(""), stderr: "" });
  // Less the ids: three digits are in many of them.
  expect(lines.join("").replace(/[0-9a-f-]{36}/g, "")).not.toMatch(/canary|133/);
});

test("docs/who.md shows lines of it", async () => {
  const other = await start();
  const made = async (action: string, params: object): Promise<string> =>
    ((await other.act(action, { ...params })) as { Id: string }).Id;
  const WeComBotWebhook = { Address: CANARY };
  const ada = await made("CreateContact", { Name: "ada", Email: "ada@example.com", WeComBotWebhook });
  const bo = await made("CreateContact", { Name: "bo", WeComBotWebhook });
  const team = await made("CreateContactGroup", { Name: "team", ContactIds: [ada, bo] });
  const Levels = ["P0", "P1"].map((Level) => ({ Level, ContactGroupIds: [team], Channels: ["Email"] }));
  await made("CreateNotifyPolicy", { Name: "payments", Levels });
  const TimeRangeMatchers = [{ Location: "Asia/Shanghai", PeriodicDate: { Time: "00:00~08:00" } }];
  const nights = { Name: "nights", MetricLabelMatchers: MATCHERS, TimeRangeMatchers };
  await other.act("DisableSilencePolicies", { Ids: [await made("CreateSilencePolicy", nights)] });
  const [commands = []] = shownBlocks("docs/who.md", "What there is");
  for (const command of commands) expect((await asShown(command, other)).code).toBe(0);
});

test("a silence whose last time is over", async () => {
  const other = await start();
  const yesterday = new Date(Date.now() - 24 * 3600_000).toISOString().slice(0, 10);
  const TimeRangeMatchers = [{ Location: "UTC", Date: `${yesterday} 00:00~${yesterday} 00:01` }];
  await other.act("CreateSilencePolicy", { Name: "once", MetricLabelMatchers: MATCHERS, TimeRangeMatchers });
  expect((await vmpContacts(["list"], other)).stdout).toMatch(/ {2}once: over; /);
});

test("the same for machines", async () => {
  const { code, stdout } = await vmpContacts(["list", "--format", "json"], emulator);
  const rows = ROWS.map(([kind, name, about], index) => ({ kind, id: ids[index], name, ...(about && { about }) }));
  expect({ code, rows: JSON.parse(stdout) as unknown }).toEqual({ code: 0, rows });
});

test("an account that has nothing is an empty list, and a name can make no line of its own", async () => {
  const other = await start();
  expect(await vmpContacts(["list"], other)).toEqual({ code: 0, stdout: "", stderr: "" });
  other.addGroup("6f1c35ce-8faa-4bef-920c-0a6dd7350543", "a\ncontact\u202e \u001b[2Jb");
  expect((await vmpContacts(["list"], other)).stdout).toMatch(/^contact group .* {2}a contact \[2Jb: 0 contacts\n$/);
});
