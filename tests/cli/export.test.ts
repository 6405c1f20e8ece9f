import fs, { mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExportReport } from "../../cli/export/report";
import type { Emulator } from "../../emulator";
import { complaints } from "../docs/programs";
import { closeAll, start } from "../emulator/support";
import { readRoster, runTypescript } from "./programs";
import { folder, vmpContacts } from "./process";

const LARK = { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/lark-hook-id", SecretKey: "lark-secret" };
const WEBHOOK = { Address: "https://alerts.example.com/hook-id", Token: "t0ken-of-webhook" };
const SECRETS = ["lark-hook-id", "lark-secret", "hook-id", "t0ken-of-webhook"];

jest.setTimeout(60_000);
afterEach(closeAll);

async function make(emulator: Emulator, name: string, fields: object = {}): Promise<string> {
  const { Id } = (await emulator.act("CreateContact", { Name: name, ...fields })) as { Id: string };
  return Id;
}

async function oncall(options: Parameters<typeof start>[0] = {}): Promise<Emulator> {
  const emulator = await start(options);
  const id = await make(emulator, "oncall", { Email: "oncall@example.com", LarkBotWebhook: LARK });
  const other = await make(emulator, "other");
  await emulator.act("CreateContactGroup", { Name: "team-a", ContactIds: [id, other] });
  return emulator;
}

const PROGRAM = `// What VMP has for alerts, as \`vmp-contacts export\` found it.
import * as pulumi from "@pulumi/pulumi";
import * as vmp from "pulumi-vmp";

const config = new pulumi.Config();
const secrets = [
  "oncall-larkBotWebhook-address",
  "oncall-larkBotWebhook-secretKey",
];
const missing = secrets.filter((key) => config.getSecret(key) === undefined);
if (missing.length > 0) {
  const commands = missing.map((key) => \`\\n  pulumi config set --secret \${key}\`);
  throw new pulumi.RunError(\`Secrets are missing:\${commands.join("")}\`);
}

/** Who is in which group, by name: a preview says in a line each who comes and who leaves. */
export const members: Record<string, pulumi.Output<object>> = {};

function idsOf(group: string, contacts: (vmp.Contact | string)[]) {
  const names = contacts.map((each) =>
    typeof each === "string" ? each : each.name,
  );
  members[group] = pulumi.all(names).apply((all) => {
    const named: Record<string, string> = {};
    for (const name of all) named[name] = "member";
    return named;
  });
  return contacts.map((each) => (typeof each === "string" ? each : each.id));
}

const oncall = new vmp.Contact("oncall", {
  name: "oncall",
  email: "oncall@example.com",
  larkBotWebhook: {
    address: config.requireSecret("oncall-larkBotWebhook-address"),
    secretKey: config.requireSecret("oncall-larkBotWebhook-secretKey"),
  },
  adopt: true,
});

const other = new vmp.Contact("other", {
  name: "other",
  adopt: true,
});

new vmp.ContactGroup("team-a", {
  name: "team-a",
  contactIds: idsOf("team-a", [oncall, other]),
  adopt: true,
});
`;

describe("what it writes", () => {
  test("a program on stdout, that compiles; and for people, what is left to do", async () => {
    const ran = await vmpContacts(["export"], await oncall());
    expect(ran).toEqual({
      code: 0,
      stdout: PROGRAM,
      stderr: `2 contacts and 1 contact group written to stdout.

The program reads these secrets. Fill them in, or run this again with --write-config:
  pulumi config set --secret oncall-larkBotWebhook-address
  pulumi config set --secret oncall-larkBotWebhook-secretKey
`,
    });
    expect(complaints([ran.stdout])).toEqual([]);
  });

  test("a program names every secret that is missing, and declares nothing without them", async () => {
    const { stdout } = await vmpContacts(["export"], await oncall());
    const run = (config: [string, string][]) => (): unknown => runTypescript(stdout, new Map(config));
    expect(run([])).toThrow(
      "Secrets are missing:\n  pulumi config set --secret oncall-larkBotWebhook-address\n  pulumi config set --secret oncall-larkBotWebhook-secretKey",
    );
    expect(run([["oncall-larkBotWebhook-address", "x"]])).toThrow(/^Secrets are missing:\n.*secretKey$/);
  });

  test("a roster", async () => {
    const { stdout, code } = await vmpContacts(["export", "--format", "yaml"], await oncall());
    expect(code).toBe(0);
    expect(stdout).toBe(`# yaml-language-server: $schema=./roster.schema.json

contacts:
  - name: oncall
    email: oncall@example.com
    larkBotWebhook:
      address: { secret: oncall-larkBotWebhook-address }
      secretKey: { secret: oncall-larkBotWebhook-secretKey }
    adopt: true
  - name: other
    adopt: true
groups:
  - name: team-a
    contacts:
      - oncall
      - other
    adopt: true
`);
  });

  test("silences as they are, on or off, but for those that the bot in Feishu made", async () => {
    const emulator = await start();
    const policy = {
      Name: "nights",
      MetricLabelMatchers: [{ Matchers: [{ Label: "env", Value: "test" }] }],
      TimeRangeMatchers: [{ Location: "Asia/Shanghai", PeriodicDate: { Time: "00:00~08:00" } }],
    };
    const { Id } = (await emulator.act("CreateSilencePolicy", policy)) as { Id: string };
    await emulator.act("DisableSilencePolicies", { Ids: [Id] });
    await emulator.act("CreateSilencePolicy", { ...policy, Name: "lark", Source: "LarkBot" });
    const { stdout } = await vmpContacts(["export"], emulator);
    expect(stdout).toBe(`// What VMP has for alerts, as \`vmp-contacts export\` found it.
import * as vmp from "pulumi-vmp";

new vmp.SilencePolicy("nights", {
  name: "nights",
  metricLabelMatchers: [
    {
      matchers: [
        {
          label: "env",
          value: "test",
        },
      ],
    },
  ],
  timeRangeMatchers: [
    {
      location: "Asia/Shanghai",
      periodicDate: {
        time: "00:00~08:00",
      },
    },
  ],
  enabled: false,
  adopt: true,
});
`);
  });

  test("a policy that refers to its group and its template", async () => {
    const emulator = await start();
    const made = async (action: string, body: object): Promise<string> =>
      ((await emulator.act(action, { ...body })) as { Id: string }).Id;
    const group = await made("CreateContactGroup", { Name: "team" });
    const message = { Title: "{{ .Level }}", Content: "{{ .PromQL }}\n{{ .For }}" };
    const template = { Name: "lark-short", Channel: "LarkBotWebhook", Active: message, Resolved: message };
    await made("CreateNotifyPolicy", {
      Name: "payments",
      Levels: [{ Level: "P0", ContactGroupIds: [group], Channels: ["LarkBotWebhook"] }],
      ChannelNotifyTemplateIds: [await made("CreateNotifyTemplate", template)],
    });
    const { stdout } = await vmpContacts(["export"], emulator);
    expect(stdout.split("\n").slice(3).join("\n")).toBe(`const team = new vmp.ContactGroup("team", {
  name: "team",
  contactIds: [],
  adopt: true,
});

const larkShort = new vmp.NotifyTemplate("lark-short", {
  name: "lark-short",
  channel: "LarkBotWebhook",
  active: {
    title: "{{ .Level }}",
    content: "{{ .PromQL }}\\n{{ .For }}",
  },
  resolved: {
    title: "{{ .Level }}",
    content: "{{ .PromQL }}\\n{{ .For }}",
  },
  adopt: true,
});

new vmp.NotifyPolicy("payments", {
  name: "payments",
  levels: [
    {
      level: "P0",
      contactGroupIds: [team.id],
      channels: ["LarkBotWebhook"],
    },
  ],
  channelNotifyTemplateIds: [larkShort.id],
  adopt: true,
});
`);
  });

  test("one JSON document, when asked for", async () => {
    const { stdout, stderr, code } = await vmpContacts(["export", "--json"], await oncall());
    expect(code).toBe(0);
    expect(stderr).toMatch(/^2 contacts/);
    const secret = { contact: "oncall", status: "missing" };
    expect(JSON.parse(stdout)).toEqual({
      format: "typescript",
      contacts: 2,
      groups: 1,
      others: expect.objectContaining({ notifyGroupPolicies: 0 }) as object,
      secrets: [
        { ...secret, property: "larkBotWebhook.address", key: "oncall-larkBotWebhook-address" },
        { ...secret, property: "larkBotWebhook.secretKey", key: "oncall-larkBotWebhook-secretKey" },
      ],
      problems: [],
      text: PROGRAM,
    });
  });

  test("a file, and none over one that is there without --force", async () => {
    const emulator = await oncall();
    const file = join(folder, "index.ts");
    const first = await vmpContacts(["export", "--out", "index.ts"], emulator);
    expect(first).toMatchObject({ code: 0, stdout: "" });
    expect(first.stderr).toContain("written to index.ts");
    expect(readFileSync(file, "utf8")).toBe(PROGRAM);
    writeFileSync(file, "mine");
    emulator.clearCalls();
    const refused = await vmpContacts(["export", "--out", "index.ts"], emulator);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/index\.ts exists already.*--force/);
    expect(emulator.calls).toEqual([]);
    expect(readFileSync(file, "utf8")).toBe("mine");
    const forced = await vmpContacts(["export", "--out", "index.ts", "--force", "--json"], emulator);
    expect(forced.code).toBe(0);
    expect(JSON.parse(forced.stdout)).toMatchObject({ out: "index.ts", contacts: 2 });
    expect(JSON.parse(forced.stdout)).not.toHaveProperty("text");
    expect(readFileSync(file, "utf8")).toBe(PROGRAM);
  });

  test("a file that has its old text where the new one cannot be written whole", async () => {
    const emulator = await oncall();
    const place = mkdtempSync(join(folder, "full-"));
    const file = join(place, "index.ts");
    writeFileSync(file, "mine", { mode: 0o600 });
    jest.spyOn(fs, "writeFileSync").mockImplementationOnce((path, text) => {
      fs.appendFileSync(path, (text as string).slice(0, 10));
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    });
    const full = await vmpContacts(["export", "--out", file, "--force"], emulator);
    expect(full).toMatchObject({ code: 1, stdout: "" });
    expect(full.stderr).toBe(`vmp-contacts: ${file} cannot be written (ENOSPC), and is as it was.\n`);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(readdirSync(place)).toEqual(["index.ts"]);
    await vmpContacts(["export", "--out", file, "--force"], emulator);
    expect(readFileSync(file, "utf8")).toBe(PROGRAM);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(place)).toEqual(["index.ts"]);
  });

  test("the file that a link leads to, and no folder", async () => {
    const emulator = await oncall();
    const link = join(folder, "link.ts");
    symlinkSync("linked.ts", link);
    await vmpContacts(["export", "--out", link], emulator);
    expect(readFileSync(join(folder, "linked.ts"), "utf8")).toBe(PROGRAM);
    const folderItself = await vmpContacts(["export", "--out", folder, "--force"], emulator);
    expect(folderItself.stderr).toContain(`${folder} cannot be written (EISDIR)`);
  });

  test("only what the filter takes; other members of a group by their ids", async () => {
    const emulator = await oncall();
    const id = emulator.contacts().find(({ Name }) => Name === "oncall")?.Id;
    const { stdout } = await vmpContacts(["export", "--filter", "TeaM"], emulator);
    expect(runTypescript(stdout, new Map()).contacts).toEqual([]);
    expect(stdout).toContain(`"${id ?? "no id"}"`);
    const { stdout: roster } = await vmpContacts(["export", "--filter", "O", "--format", "yaml"], emulator);
    expect(roster).toContain("name: other");
    expect(roster).not.toContain("team-a");
    const { stdout: nothing, stderr } = await vmpContacts(["export", "--filter", "nobody"], emulator);
    expect(runTypescript(nothing, new Map())).toEqual({ contacts: [], groups: [] });
    expect(stderr).toBe("0 contacts and 0 contact groups written to stdout.\n");
  });
});

describe("what it reads", () => {
  test("every page, whatever fault a call meets", async () => {
    const emulator = await start({ faults: { rules: [{ fault: "502", times: 2 }] } });
    for (let number = 0; number < 230; number++) await make(emulator, `contact-${number}`);
    for (let number = 0; number < 101; number++) emulator.addGroup(`group ${number}`, `group-${number}`);
    const { stdout, code } = await vmpContacts(["export", "--format", "yaml"], emulator);
    expect(code).toBe(0);
    const { contacts, groups } = readRoster(stdout, new Map());
    expect([contacts.length, groups.length]).toEqual([230, 101]);
    const answered = emulator.calls.filter(({ status }) => status === 200).map(({ action }) => action);
    // Each page twice, as something may have moved meanwhile.
    expect(answered).toEqual([...Array<string>(6).fill("ListContacts"), ...Array<string>(4).fill("ListContactGroups")]);
  });

  describe("how far it is", () => {
    /** Exports 101 groups by a clock that each call takes so far ahead. */
    async function exportAt(msACall: number, isTTY: boolean): Promise<string> {
      const emulator = await start();
      for (let number = 0; number < 101; number++) emulator.addGroup(`group ${number}`, `group-${number}`);
      const started = Date.now();
      const clock = jest.spyOn(Date, "now").mockImplementation(() => started + msACall * emulator.calls.length);
      const { stderr } = await vmpContacts(["export", "--format", "yaml"], emulator, isTTY);
      clock.mockRestore();
      return stderr;
    }
    const END =
      "0 contacts and 101 contact groups written to stdout.\n" +
      "A roster has no policies, templates and silences. An export without --format yaml has those of the account.\n";

    test("is said on a terminal, when it takes longer than a second", async () => {
      const stderr = await exportAt(600, true);
      expect(stderr).not.toMatch(/Reading contacts/);
      expect(stderr).toMatch(/Reading contact groups: 100 of 101 …/);
      expect(stderr.endsWith(`\r\u001b[K${END}`)).toBe(true);
    });

    test.each([
      ["when it does not", 150, true],
      ["elsewhere", 1100, false],
    ])("is not said %s", async (_when, msACall, isTTY) => {
      expect(await exportAt(msACall, isTTY)).toBe(END);
    });
  });
});

describe("what VMP hides", () => {
  test("a masked secret is listed, asked for once more, and makes exit code 3", async () => {
    const emulator = await oncall({ behaviour: { secrets: "masked" } });
    const { stdout, stderr, code } = await vmpContacts(["export"], emulator);
    expect(code).toBe(3);
    expect(stdout).toBe(PROGRAM);
    expect(stderr).toMatch(/VMP does not show these.*\n {2}pulumi config set --secret oncall-larkBotWebhook-address\n/);
    const read = emulator.calls.map(({ action }) => action).filter((action) => action.includes("Contact"));
    expect(read).toEqual(["ListContacts", "GetContact", "ListContactGroups"]);
    const { stdout: document } = await vmpContacts(["export", "--json"], emulator);
    expect((JSON.parse(document) as ExportReport).secrets.map(({ status }) => status)).toEqual([
      "notShown",
      "notShown",
    ]);
  });

  test("a secret that is left out is a question, where VMP shows none of its kind", async () => {
    const emulator = await oncall({ behaviour: { secrets: "omitted" } });
    const { stdout, stderr, code } = await vmpContacts(["export"], emulator);
    expect(code).toBe(3);
    expect(stdout).toContain("// TODO: VMP does not say whether larkBotWebhook.secretKey is set.");
    expect(stderr).toMatch(/contact "oncall" \(id .*\): VMP does not say whether larkBotWebhook\.secretKey is set/);
  });

  test("what is not set is no question, whichever way VMP says so", async () => {
    for (const unset of ["empty", "absent"] as const) {
      const emulator = await oncall({ behaviour: { unset } });
      await make(emulator, "bare", { LarkBotWebhook: { Address: LARK.Address } });
      const { code, stdout } = await vmpContacts(["export"], emulator);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/TODO|bare-larkBotWebhook-secretKey/);
    }
  });
});

test("names and fields that break the rules are exported, and listed with what to do", async () => {
  const data = join(folder, "data.json");
  const made = { ContactGroupIds: [], CreatedAt: 1 };
  const contacts = [
    { ...made, Id: "6f1c35ce-8faa-4bef-920c-0a6dd7350541", Name: "1st'; rm -rf ~\u2028", Webhook: WEBHOOK },
    { ...made, Id: "6f1c35ce-8faa-4bef-920c-0a6dd7350542", Name: "fit", Email: "no address", Webhook: WEBHOOK },
  ];
  writeFileSync(data, JSON.stringify({ version: 1, contacts, groups: [], confirmedEmails: [] }));
  const emulator = await start({ data });
  emulator.addGroup("6f1c35ce-8faa-4bef-920c-0a6dd7350543", "-group-");
  const { stdout, stderr, code } = await vmpContacts(["export"], emulator);
  expect(code).toBe(3);
  const keys = [...stdout.matchAll(/requireSecret\((".*")\)/g)].map(([, key = ""]) => JSON.parse(key) as string);
  const declared = runTypescript(stdout, new Map(keys.map((key) => [key, "x"])));
  expect(declared.contacts.map(({ resource }) => resource)).toEqual(["1st'; rm -rf ~\u2028", "fit"]);
  expect(stderr).toMatch(/contact "1st.*\): name must not .*Rename it in the VMP console and export again/);
  expect(stderr).toMatch(/contact "fit" .*: email must be a valid e-mail address.*Correct it in the VMP console/);
  expect(stderr).toMatch(/contact group "-group-" .*: name must start with a letter/);
  expect(stderr.match(/pulumi config set .*/g)).toEqual([
    "pulumi config set --secret fit-webhook-address",
    "pulumi config set --secret fit-webhook-token",
  ]);
  for (const secret of SECRETS) expect(stdout + stderr).not.toContain(secret);
});
