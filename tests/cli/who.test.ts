/** `vmp-contacts who`: of an account over real HTTP; of states and plans in the shape that the CLI prints. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readWhoOptions } from "../../cli/who/options";
import { type Emulator, startEmulator } from "../../emulator";
import { hiddenChanges } from "../../provider/hosts/hidden-changes";
import { ROOT } from "../../tools/engine";
import { closeAll, start } from "../emulator/support";
import { ALL, ada, bo, payments, plan, type Resource, team, urn } from "./plans";
import { folder, vmpContacts } from "./process";

const NOT_KNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const CANARY = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary";

async function whoOf(printed: object, ...args: string[]): Promise<string> {
  writeFileSync(join(folder, "plan.json"), JSON.stringify(printed));
  const { code, stdout, stderr } = await vmpContacts(["who", "--plan", "plan.json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

afterEach(closeAll);

describe("a plan", () => {
  test("somebody who leaves and somebody who comes are named, and a channel that nobody is left on", async () => {
    const cy = { type: "Contact", inputs: { name: "cy", email: "cy@example.com" } };
    const changed = {
      ...team,
      inputs: { name: "team", contactIds: ["a", NOT_KNOWN] },
      dependencies: { contactIds: [urn("Contact", "ada"), urn("Contact", "cy")] },
    };
    const stdout = await whoOf(plan(ALL, { ...ALL, bo: undefined, team: changed, cy }));
    const [, shown] = /```text\n([^]*?)```/.exec(readFileSync(join(ROOT, "docs", "who.md"), "utf8")) ?? [];
    expect(stdout).toBe(shown);
    expect(stdout).toMatch(/^payments, P0: loses bo, gains cy, nobody left on WeCom\n/);
  });

  test("nothing is nothing", async () => {
    expect(await whoOf(plan(ALL, ALL))).toMatch(/^Nothing changes for anybody\.\n/);
  });

  test("what it does not tell is not guessed: groups that are made only now, in more than one level", async () => {
    const [one, two] = ["one", "two"].map((name) => ({ type: "ContactGroup", inputs: { name, contactIds: ["a"] } }));
    const levels = ["P0", "P1"].map((level) => ({ level, contactGroupIds: [NOT_KNOWN], channels: ["Email"] }));
    const policy = {
      ...payments,
      inputs: { name: "payments", levels },
      dependencies: { levels: [urn("ContactGroup", "one"), urn("ContactGroup", "two")] },
    };
    const stdout = await whoOf(plan(ALL, { ...ALL, payments: policy, one, two }), "--policy", "payments");
    expect(stdout).toContain("P1: group a group that is not known yet");
    expect(stdout).not.toMatch(/nobody/);
  });

  test("what changes of somebody is told of, of a secret that it does, and a rename is no loss", async () => {
    const renamed = { ...ada, inputs: { ...ada.inputs, name: "ada-2" } };
    const rotated = { ...bo, inputs: { ...bo.inputs } };
    const described = { ...payments, inputs: { ...payments.inputs, description: "who is told" } };
    const changes = { ...ALL, ada: renamed, bo: rotated, payments: described };
    const [first] = (await whoOf(plan(ALL, changes))).split("\n\n");
    expect(first).toBe("payments: changes description\ncontact ada-2: was ada\ncontact bo: is updated");
    const message = hiddenChanges('contact "bo" (id B)', ["weComBotWebhook.address", "webhook.token"]);
    const told = {
      ...plan(ALL, { ...ALL, bo: rotated }),
      diagnostics: [{ message: `${message}\n`, severity: "info" }],
    };
    expect(await whoOf(told)).toMatch(/^contact bo: changes weComBotWebhook\.address, webhook\.token\n\n/);
    const moved = { ...ada, inputs: { name: "ada", email: "new@example.com" } };
    expect(await whoOf(plan(ALL, { ...ALL, ada: moved }))).toMatch(/^contact ada: changes email\n\n/);
  });

  test("what has another name and is otherwise changed, too, is told of with both", async () => {
    const rule = { type: "AlertingRule", id: "r", inputs: { name: "disk-full", notifyPolicyId: "p" } };
    const night = { type: "SilencePolicy", id: "s", inputs: { name: "night" } };
    const before = { ...ALL, rule, night };
    const after = {
      ...before,
      ada: { ...ada, inputs: { name: "eve", email: "eve@example.com" } },
      bo: { ...bo, inputs: { ...bo.inputs, name: "bob", email: "bob@example.com" } },
      payments: { ...payments, inputs: { ...payments.inputs, name: "pay", description: "of cards" } },
      rule: { ...rule, inputs: { ...rule.inputs, name: "disk", query: {} } },
      night: { ...night, inputs: { name: "day", description: "quiet" } },
    };
    expect((await whoOf(plan(before, after))).split("\n\n")[0]?.split("\n")).toEqual([
      "rule disk: was disk-full, changes query",
      "pay: was payments, changes description",
      "contact bob: was bo, gains e-mail",
      "contact eve: was ada, changes email",
      "silence day: was night, changes description",
    ]);
  });

  test("of the packaged provider the plan itself tells what changes", async () => {
    const { steps } = plan(ALL, { ...ALL, bo: { ...bo, inputs: { ...bo.inputs } } }) as { steps: { op: string }[] };
    const detailedDiff = {
      "weComBotWebhook.address": { kind: "update" },
      "weComBotWebhook.atUserIds": { kind: "add" },
    };
    const told = { steps: steps.map((step) => (step.op === "update" ? { ...step, detailedDiff } : step)) };
    expect(await whoOf(told)).toMatch(/^contact bo: changes weComBotWebhook\n\n/);
  });

  test("what is to take over may do so, where the resource says so or the stack, and it does not say otherwise", async () => {
    const idle = { type: "ContactGroup", inputs: { name: "idle", contactIds: ["a"] } };
    const [yes, no] = [true, false].map((adopt) => ({
      type: "Contact",
      inputs: { name: String(adopt), email: "a@b.cn", adopt },
    }));
    const either = "is new, or taken over if VMP has one of this name";
    const made = plan(ALL, { ...ALL, yes, no, idle });
    expect((await whoOf(made)).split("\n\n")[0]).toBe(
      `group idle: is new\ncontact false: is new\ncontact true: ${either}`,
    );
    const config = { "vmp:adoptExisting": "true" };
    expect((await whoOf({ ...made, config })).split("\n\n")[0]).toBe(
      `group idle: ${either}\ncontact false: is new\ncontact true: ${either}`,
    );
  });

  test("in a group that no policy uses, who leaves it is told of there, and who goes altogether is told of once", async () => {
    const cy = { type: "Contact", id: "c", inputs: { name: "cy", email: "cy@example.com" } };
    const three = { ...team, inputs: { name: "team", contactIds: ["a", "b", "c"] } };
    const before = { ada, bo, cy, team: three };
    const after = { ...before, bo: undefined, team: { ...team, inputs: { name: "team", contactIds: ["a"] } } };
    expect((await whoOf(plan(before, after))).split("\n\n")[0]).toBe(
      "group team: loses cy\ncontact bo: goes, was in team",
    );
  });

  test("channels of a level come and go", async () => {
    const levels = [{ level: "P0", contactGroupIds: ["t"], channels: ["Email", "Webhook"] }];
    const policy = { ...payments, inputs: { name: "payments", levels } };
    expect(await whoOf(plan(ALL, { ...ALL, payments: policy }))).toMatch(
      /^payments, P0: now also over webhook, no longer over WeCom\n\n/,
    );
  });

  test("a channel that goes, a policy that goes, and a contact that nothing reaches any more", async () => {
    const silent = { ...ada, inputs: { name: "ada" } };
    const stdout = await whoOf(plan(ALL, { ...ALL, ada: silent, payments: undefined }));
    expect(stdout.split("\n\n")[0]?.split("\n")).toEqual([
      "payments: goes",
      "payments, P0: loses ada, bo, nobody is told of it any more",
      "contact ada: loses e-mail, nothing reaches it",
    ]);
  });

  test("a rule that comes, goes or names another policy, and a silence, are no change for nobody", async () => {
    const rule = (notifyPolicyId: string): Resource => ({
      type: "AlertingRule",
      id: "r",
      inputs: { name: "disk-full", notifyPolicyId },
    });
    const search = { ...payments, id: "q", inputs: { ...payments.inputs, name: "search" } };
    const both = { ...ALL, search };
    const head = async (before: Record<string, Resource>, after: Record<string, Resource>): Promise<string> =>
      (await whoOf(plan({ ...both, ...before }, { ...both, ...after }))).split("\n\n")[0] ?? "";
    const old = { rule: rule("p") };
    const { id: _, ...made } = rule("p");
    expect(await head(old, { rule: rule("q") })).toBe("rule disk-full: policy search, was policy payments");
    expect(await head(old, { rule: rule("z") })).toBe(
      "rule disk-full: no notify policy that is known here, was policy payments",
    );
    expect(await head({}, { rule: made })).toBe("rule disk-full: is new, policy payments");
    expect((await whoOf(plan({ ...ALL, ...old }, { ...ALL, rule: undefined }))).split("\n\n")[0]).toBe(
      "rule disk-full: goes",
    );
    expect(
      await head(old, { rule: { ...rule("p"), inputs: { name: "disk-full", notifyPolicyId: "P", query: {} } } }),
    ).toBe("rule disk-full: changes notifyPolicyId, query");
    const night = { type: "SilencePolicy", id: "s", inputs: { name: "night", description: "quiet" } };
    expect(await head({}, { night: { type: night.type, inputs: night.inputs } })).toBe("silence night: is new");
    expect(await head({ night }, { night: { ...night, inputs: { name: "night" } } })).toBe(
      "silence night: changes description",
    );
  });

  test("a channel or a level of another name makes no line of its own", async () => {
    const levels = [{ level: "P0\n::error::", contactGroupIds: ["t"], channels: ["x\n::error::\u202e"] }];
    const odd = { ...payments, inputs: { name: "payments", levels } };
    const stdout = await whoOf(plan(ALL, { ...ALL, payments: odd }));
    expect(stdout).toContain("\n  P0 error: group team\n");
    expect(stdout).toContain("nobody on x error\n");
  });

  test.each(["text", "html"])("a channel of a name that objects have is any other one, as %s", async (format) => {
    const levels = [{ level: "P0", contactGroupIds: ["t"], channels: ["toString"] }];
    const odd = { ...payments, inputs: { name: "payments", levels } };
    expect(await whoOf(plan(ALL, { ...ALL, payments: odd }), "--format", format)).toContain("nobody on toString");
  });

  test("as Markdown, names are code, and nobody is mentioned", async () => {
    const odd = { ...ada, inputs: { ...ada.inputs, name: "`@ada`\n::error::" } };
    const stdout = await whoOf(plan(ALL, { ...ALL, ada: odd }), "--format", "markdown");
    expect(stdout).toMatch(/^- contact `'@ada' ::error::`: was `ada`\n\n- policy `payments`\n {2}- P0: group `team`\n/);
  });

  test("what a person confirmed is true of the same address alone", async () => {
    const confirmed = { ...ada, outputs: { ...ada.inputs, emailActive: false } };
    const moved = { ...ada, inputs: { name: "ada", email: "new@example.com" } };
    expect(await whoOf(plan({ confirmed }, { confirmed: { ...ada } }))).toContain(
      "contact ada: e-mail (not confirmed)",
    );
    expect(await whoOf(plan({ confirmed }, { confirmed: moved }))).toContain("contact ada: e-mail; in no group");
  });
});

describe("an account", () => {
  let emulator: Emulator;
  const ids: Record<string, string> = {};

  async function make(action: string, params: object): Promise<string> {
    return ((await emulator.act(action, { ...params })) as { Id: string }).Id;
  }

  beforeAll(async () => {
    emulator = await startEmulator();
    ids.ada = await make("CreateContact", { Name: "ada", Email: "ada@example.com" });
    ids.bo = await make("CreateContact", { Name: "bo", WeComBotWebhook: { Address: CANARY } });
    await make("CreateContact", { Name: "cy", PhoneNumber: { CountryCode: "+86", Number: "13300000001" } });
    ids.team = await make("CreateContactGroup", { Name: "team", ContactIds: [ids.ada, ids.bo] });
    await make("CreateContactGroup", { Name: "idle", ContactIds: [] });
    const Levels = [{ Level: "P0", ContactGroupIds: [ids.team], Channels: ["Email", "LarkBotWebhook"] }];
    const NotifyPolicyId = await make("CreateNotifyPolicy", { Name: "payments", Levels });
    ids.payments = NotifyPolicyId;
    const waits = { GroupBy: ["__rule__"], GroupWait: "30", GroupInterval: "60", RepeatInterval: "600" };
    const levels = ["P0", "P1", "P2"].map((Level) => ({ Level, ...waits }));
    const NotifyGroupPolicyId = await make("CreateNotifyGroupPolicy", { Name: "by-rule", Levels: levels });
    await make("CreateAlertingRule", {
      Name: "disk-full",
      Type: "vmp/PromQL",
      Query: { WorkspaceId: "w", PromQL: "up" },
      Levels: [{ Level: "P0", For: "1m", Comparator: ">", Threshold: 1 }],
      NotifyPolicyId,
      NotifyGroupPolicyId,
    });
  });

  afterAll(() => emulator.close());

  test("all of it: who is told, over what, and what leads nowhere; no address", async () => {
    const { code, stdout } = await vmpContacts(["who"], emulator);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        "rule disk-full: policy payments",
        "policy payments",
        "  P0: group team",
        "    ada: e-mail (not confirmed)",
        "    bo: none of these channels; it has WeCom",
        "    nobody on Lark",
        "group idle: in no policy",
        "  nobody",
        "contact cy: phone (P0 alone); in no group",
        "",
      ].join("\n"),
    );
  });

  test.each([
    [
      "--contact",
      "ada",
      "contact ada: e-mail (not confirmed)\n  in group team\n  policy payments, P0: e-mail (not confirmed)\n",
    ],
    ["--contact", "cy", "contact cy: phone (P0 alone)\n  in no group\n  no policy tells it of anything\n"],
    ["--group", "team", "group team: policy payments P0\n  ada: e-mail (not confirmed)\n  bo: WeCom\n"],
    [
      "--rule",
      "disk-full",
      "rule disk-full: policy payments\n  P0: group team\n    ada: e-mail (not confirmed)\n    bo: none of these channels; it has WeCom\n    nobody on Lark\n",
    ],
  ])("%s %s", async (option, name, expected) => {
    expect((await vmpContacts(["who", option, name], emulator)).stdout).toBe(expected);
  });

  test.each([
    [
      "--contact",
      "ada",
      "contact ada: e-mail (not confirmed)\n  in group team\n  no policy tells it of anything at P1\n",
    ],
    [
      "--contact",
      "bo",
      "contact bo: WeCom\n  in group team\n  policy payments, P0: none of these channels; it has WeCom\n",
    ],
    ["--group", "team", "group team: in no policy at P1\n  ada: e-mail (not confirmed)\n  bo: WeCom\n"],
    ["--policy", "payments", "policy payments\n  P1: nobody, as the policy does not have it\n"],
  ])("%s %s at a level", async (option, name, expected) => {
    const level = name === "bo" ? "P0" : "P1";
    expect((await vmpContacts(["who", option, name, "--level", level], emulator)).stdout).toBe(expected);
  });

  test("a phone reaches whoever is asked for, too, at P0", async () => {
    const di = await make("CreateContact", { Name: "di", PhoneNumber: { CountryCode: "+86", Number: "13300000002" } });
    const pager = await make("CreateContactGroup", { Name: "pager", ContactIds: [di] });
    const Levels = ["P0", "P1"].map((Level) => ({ Level, ContactGroupIds: [pager], Channels: ["Email"] }));
    const Id = await make("CreateNotifyPolicy", { Name: "pages", Levels });
    const { stdout } = await vmpContacts(["who", "--contact", "di"], emulator);
    expect(stdout).toContain("  policy pages, P0: phone (P0 alone)\n");
    expect(stdout).toContain("  policy pages, P1: none of these channels; it has phone (P0 alone)\n");
    await make("DeleteNotifyPolicy", { Id });
    await make("DeleteContactGroups", { Ids: [pager] });
    await make("DeleteContacts", { Ids: [di] });
  });

  test.each([
    [["--policy", "payments"], "disk-full; payments P0; team; ada, bo"],
    [["--rule", "disk-full", "--level", "P1"], "disk-full; payments ; ; "],
    [["--group", "idle"], "; ; idle; "],
    [["--group", "team"], "disk-full; payments P0; team; ada, bo"],
    [["--contact", "ada"], "disk-full; payments P0; team; ada"],
    [["--contact", "cy"], "; ; ; cy"],
    [["--level", "P2"], "; ; ; "],
  ])("for machines: the part that is asked for: %j", async (part, expected) => {
    const { stdout } = await vmpContacts(["who", "--format", "json", ...part], emulator);
    const road = JSON.parse(stdout) as Record<string, { name: string; levels?: { level: string }[] }[]>;
    const lists = ["rules", "policies", "groups", "contacts"].map((list) =>
      road[list]
        ?.map(({ name, levels }) => [name, ...(levels ? [levels.map(({ level }) => level).join("")] : [])].join(" "))
        .join(", "),
    );
    expect(lists.join("; ")).toBe(expected);
  });

  test("keys that may not read rules are told so, and shown the rest; a rule that is asked for is an error", async () => {
    emulator.faults.set([{ fault: "redirect", action: "ListAlertingRules" }]);
    const { code, stdout, stderr } = await vmpContacts(["who"], emulator);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining("Alerting rules are not shown: list alerting rules: ") as string,
    });
    expect(stdout).toMatch(/^policy payments\n/);
    expect((await vmpContacts(["who", "--rule", "disk-full"], emulator)).code).toBe(1);
    emulator.faults.clear();
  });

  test("beside a plan, keys that may not read rules leave it open whether one is new", async () => {
    const rule = { type: "AlertingRule", id: "r", inputs: { name: "disk-slow", notifyPolicyId: ids.payments } };
    const inputs = { name: "payments", levels: [] };
    const policy = { type: "NotifyPolicy", id: ids.payments ?? "", inputs };
    writeFileSync(join(folder, "plan.json"), JSON.stringify(plan({}, { rule, policy })));
    const ofRule = async (): Promise<string | undefined> =>
      /^rule .*: .*new.*$/m.exec(
        (await vmpContacts(["who", "--account", "--plan", "plan.json"], emulator)).stdout,
      )?.[0];
    expect(await ofRule()).toBe("rule disk-slow: is new, policy payments");
    emulator.faults.set([{ fault: "redirect", action: "ListAlertingRules" }]);
    const unclear = "may be new, as the account's rules cannot be read";
    expect(await ofRule()).toBe(`rule disk-slow: ${unclear}, policy payments`);
    emulator.faults.clear();
  });

  test("for machines: each thing once, by its name", async () => {
    const { stdout } = await vmpContacts(["who", "--format", "json"], emulator);
    expect(JSON.parse(stdout)).toMatchObject({
      rules: [{ name: "disk-full", policy: "payments" }],
      policies: [
        {
          name: "payments",
          levels: [
            {
              level: "P0",
              told: [
                { name: "ada", channels: ["Email"] },
                { name: "bo", channels: [] },
              ],
            },
          ],
        },
      ],
      contacts: [{ name: "ada" }, { name: "bo", channels: [{ name: "WeComBotWebhook" }] }, { name: "cy" }],
    });
    expect(stdout).not.toContain("canary");
  });

  test("beside a plan: what the plan would make of what is there", async () => {
    const plans = plan({}, { ada: { ...ada, id: ids.ada ?? "" } });
    writeFileSync(join(folder, "plan.json"), JSON.stringify(plans));
    const { stdout } = await vmpContacts(["who", "--account", "--plan", "plan.json"], emulator);
    expect(stdout).toContain("payments, P0: loses ada, bo, nobody is told of it any more");
    expect(stdout).toContain("contact cy: goes");
  });

  test("beside a plan: a policy's message of the end, and a silence, that differ; no other's rule or silence goes", async () => {
    const matched = { MetricLabelMatchers: [{ Matchers: [{ Label: "app", Value: "a" }] }] };
    const always = { TimeRangeMatchers: [{ Location: "UTC" }] };
    const id = await make("CreateSilencePolicy", { Name: "night", ...matched, ...always });
    const levels = [{ level: "P0", contactGroupIds: [ids.team], channels: ["Email", "LarkBotWebhook"] }];
    const policy = (resolvedChannels: string[]): Resource => ({
      type: "NotifyPolicy",
      id: ids.payments ?? "",
      inputs: { name: "payments", levels: levels.map((level) => ({ ...level, resolvedChannels })) },
    });
    const silence = (value: string): Resource => ({
      type: "SilencePolicy",
      id,
      inputs: {
        name: "night",
        metricLabelMatchers: [{ matchers: [{ label: "app", value }] }],
        timeRangeMatchers: [{ location: "UTC" }],
      },
    });
    const group = { type: "ContactGroup", id: ids.team ?? "", inputs: { name: "team", contactIds: [ids.ada, ids.bo] } };
    const of = async (made: Record<string, Resource>): Promise<string> => {
      const those = { ada: { ...ada, id: ids.ada ?? "" }, bo: { ...bo, id: ids.bo ?? "" }, group, ...made };
      writeFileSync(join(folder, "plan.json"), JSON.stringify(plan({}, those)));
      return (await vmpContacts(["who", "--account", "--plan", "plan.json"], emulator)).stdout.split("\n\n")[0] ?? "";
    };
    const goes = "group idle: goes\ncontact cy: goes";
    expect(await of({ policy: policy([]), silence: silence("a") })).toBe(goes);
    expect(await of({ policy: policy(["Email"]), silence: silence("b") })).toBe(
      `payments: changes levels\n${goes}\nsilence night: changes metricLabelMatchers`,
    );
    expect(await of({ policy: policy([]) })).toBe(`${goes}\nsilence night: goes`);
    await make("DeleteSilencePolicies", { Ids: [id] });
  });

  test("beside a plan: what is taken over, what is new, and what VMP has already", async () => {
    const contact = (name: string, adopt?: boolean): Resource => ({
      type: "Contact",
      inputs: { name, email: "a@b.cn", adopt },
    });
    const made = { ada: contact("ada", true), bo: contact("bo"), dee: contact("dee", true) };
    writeFileSync(join(folder, "plan.json"), JSON.stringify(plan({}, made)));
    const { stdout } = await vmpContacts(["who", "--account", "--plan", "plan.json"], emulator);
    expect(stdout).toContain("\ncontact ada: is taken over\n");
    expect(stdout).toContain("\ncontact bo: cannot be made, as VMP has one of this name\n");
    expect(stdout).toContain("\ncontact dee: is new\n");
  });

  test("a name that nobody has is an error that names a near one", async () => {
    const { code, stderr } = await vmpContacts(["who", "--policy", "payment"], emulator);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('there is no notify policy "payment"; did you mean "payments"?') as string,
    });
    const odd = await vmpContacts(["who", "--policy", "\u001b[31m"], emulator);
    expect(odd.stderr).toContain('there is no notify policy "\\u001b[31m"');
    const empty = await start();
    const { stderr: alone } = await vmpContacts(["who", "--policy", "payment"], empty);
    expect(alone).toBe('vmp-contacts: there is no notify policy "payment"\n');
  });
});

test("a plan can come on stdin, as the page and --help show it", () => {
  expect(readWhoOptions(["--plan", "-"])).toMatchObject({ plan: "-" });
});

test.each([
  [["--level", "P3"], "--level must be P0, P1 or P2"],
  [["--rule", "a", "--group", "b"], "--rule and --group: give one of them"],
  [["--format", "pdf"], "--format must be text, markdown, json, html"],
])("%j is a mistake in the call", async (args, message) => {
  const { code, stderr } = await vmpContacts(["who", ...args]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
});

test.each([
  ["nothing.json", undefined, "nothing.json cannot be read: ENOENT"],
  ["text.json", "Previewing update", "it must be what pulumi preview --json --show-sames printed"],
  ["half.json", '{"steps":[],"changeSummary":{"same":1}}', "the plan lacks what stays as it is: make it with pulumi"],
  ["other.json", "{}", "this is not what pulumi preview --json --show-sames prints"],
])("a plan that is none is an error: %s", async (file, text, message) => {
  if (text !== undefined) writeFileSync(join(folder, file), text);
  const { code, stderr } = await vmpContacts(["who", "--plan", file]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) as string });
});
