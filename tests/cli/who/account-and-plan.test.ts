/** `vmp-contacts who --account --plan`: what a plan would make of what an account has. */
import type { Emulator } from "../../../emulator";
import { ada, bo, plan, type Resource } from "./plans";
import { type Ids, make, openAccount, whoBeside } from "./support";

let emulator: Emulator;
let ids: Ids;

beforeAll(async () => {
  ({ emulator, ids } = await openAccount());
});

afterAll(() => emulator.close());

test("keys that may not read rules leave it open whether one is new", async () => {
  const rule = {
    type: "volcenginecc:vmp/alertingRule:AlertingRule",
    id: "r",
    inputs: { name: "disk-slow", notifyPolicyId: ids.payments },
  };
  const inputs = { name: "payments", levels: [] };
  const policy = { type: "NotifyPolicy", id: ids.payments, inputs };
  const printed = plan({}, { rule, policy });
  const ofRule = async (): Promise<string | undefined> =>
    /^rule .*: .*new.*$/m.exec(await whoBeside(emulator, printed))?.[0];
  expect(await ofRule()).toBe("rule disk-slow: is new, policy payments");
  emulator.faults.set([{ fault: "redirect", action: "ListAlertingRules" }]);
  const unclear = "may be new, as the account's rules cannot be read";
  expect(await ofRule()).toBe(`rule disk-slow: ${unclear}, policy payments`);
  emulator.faults.clear();
});

test("what the plan would make of what is there", async () => {
  const stdout = await whoBeside(emulator, plan({}, { ada: { ...ada, id: ids.ada } }));
  expect(stdout).toContain("payments, P0: loses ada, bo, nobody is told of it any more");
  expect(stdout).toContain("contact cy: goes");
});

test("a policy's message of the end, and a silence, that differ; no other's rule or silence goes", async () => {
  const matched = { MetricLabelMatchers: [{ Matchers: [{ Label: "app", Value: "a" }] }] };
  const always = { TimeRangeMatchers: [{ Location: "UTC" }] };
  const id = await make(emulator, "CreateSilencePolicy", { Name: "night", ...matched, ...always });
  const levels = [{ level: "P0", contactGroupIds: [ids.team], channels: ["Email", "LarkBotWebhook"] }];
  const policy = (resolvedChannels: string[]): Resource => ({
    type: "NotifyPolicy",
    id: ids.payments,
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
  const group = { type: "ContactGroup", id: ids.team, inputs: { name: "team", contactIds: [ids.ada, ids.bo] } };
  const of = async (made: Record<string, Resource>): Promise<string> => {
    const those = { ada: { ...ada, id: ids.ada }, bo: { ...bo, id: ids.bo }, group, ...made };
    return (await whoBeside(emulator, plan({}, those))).split("\n\n")[0] ?? "";
  };
  const goes = "group idle: goes\ncontact cy: goes";
  expect(await of({ policy: policy([]), silence: silence("a") })).toBe(goes);
  expect(await of({ policy: policy(["Email"]), silence: silence("b") })).toBe(
    `payments: changes levels\n${goes}\nsilence night: changes metricLabelMatchers`,
  );
  expect(await of({ policy: policy([]) })).toBe(`${goes}\nsilence night: goes`);
  await make(emulator, "DeleteSilencePolicies", { Ids: [id] });
});

test("what is taken over, what is new, and what VMP has already", async () => {
  const contact = (name: string, adopt?: boolean): Resource => ({
    type: "Contact",
    inputs: { name, email: "a@b.cn", adopt },
  });
  const made = { ada: contact("ada", true), bo: contact("bo"), dee: contact("dee", true) };
  const stdout = await whoBeside(emulator, plan({}, made));
  expect(stdout).toContain("\ncontact ada: is taken over\n");
  expect(stdout).toContain("\ncontact bo: cannot be made, as VMP has one of this name\n");
  expect(stdout).toContain("\ncontact dee: is new\n");
});
