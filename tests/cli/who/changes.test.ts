/** `vmp-contacts who --plan`: what becomes of each thing: it is new, goes, has another name, or changes. */
import { hiddenChanges } from "../../../provider/hosts/hidden-changes";
import { takenOver } from "../../../provider/lifecycle/taken-over";
import { ALL, ada, bo, payments, plan, type Resource } from "./plans";
import { whoOf } from "./support";

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
  const rule = {
    type: "volcenginecc:vmp/alertingRule:AlertingRule",
    id: "r",
    inputs: { name: "disk-full", notifyPolicyId: "p" },
  };
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

test("of what an up did, which has its id, is told whether it was made or taken over, whichever the program lets it", async () => {
  const [made, taken] = ["made", "Taken"].map((id) => ({
    type: "Contact",
    id,
    inputs: { name: id.toLowerCase(), email: "a@b.cn", adopt: true },
  }));
  const other = { type: "ContactGroup", id: "other", inputs: { name: "other", contactIds: ["taken"] } };
  const message = takenOver('create contact "taken"', "contact", "taken", []);
  const done = { ...plan(ALL, { ...ALL, made, taken, other }), diagnostics: [{ message }, { message: "anything" }] };
  const told = "group other: is new\ncontact made: is new\ncontact taken: is taken over, in other";
  expect((await whoOf(done)).split("\n\n")[0]).toBe(told);
  expect((await whoOf({ ...done, config: { "vmp:adoptExisting": "true" } })).split("\n\n")[0]).toBe(told);
});

test("a rule that comes, goes or names another policy, and a silence, are no change for nobody", async () => {
  const rule = (notifyPolicyId: string): Resource => ({
    type: "volcenginecc:vmp/alertingRule:AlertingRule",
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
