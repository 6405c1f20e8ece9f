/** What the tests of `vmp-contacts who` have in common. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../emulator";
import { folder, vmpContacts } from "../process";

const CANARY = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary";

/** The ids of an account's things. */
export type Ids = Record<"ada" | "bo" | "team" | "payments", string>;

/** What it says of a plan alone; it has to go well, and to warn of nothing. */
export async function whoOf(printed: object, ...args: string[]): Promise<string> {
  writeFileSync(join(folder, "plan.json"), JSON.stringify(printed));
  const { code, stdout, stderr } = await vmpContacts(["who", "--plan", "plan.json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** What it says of a plan beside an account. */
export async function whoBeside(emulator: Emulator, printed: object): Promise<string> {
  writeFileSync(join(folder, "plan.json"), JSON.stringify(printed));
  return (await vmpContacts(["who", "--account", "--plan", "plan.json"], emulator)).stdout;
}

export async function make(emulator: Emulator, action: string, params: object): Promise<string> {
  return ((await emulator.act(action, { ...params })) as { Id: string }).Id;
}

/** An account with two of three contacts in a group, a policy that tells that group, and a rule with the policy. */
export async function openAccount(): Promise<{ emulator: Emulator; ids: Ids }> {
  const emulator = await startEmulator();
  const made = (action: string, params: object): Promise<string> => make(emulator, action, params);
  const ada = await made("CreateContact", { Name: "ada", Email: "ada@example.com" });
  const bo = await made("CreateContact", { Name: "bo", WeComBotWebhook: { Address: CANARY } });
  await made("CreateContact", { Name: "cy", PhoneNumber: { CountryCode: "+86", Number: "13300000001" } });
  const team = await made("CreateContactGroup", { Name: "team", ContactIds: [ada, bo] });
  await made("CreateContactGroup", { Name: "idle", ContactIds: [] });
  const Levels = [{ Level: "P0", ContactGroupIds: [team], Channels: ["Email", "LarkBotWebhook"] }];
  const NotifyPolicyId = await made("CreateNotifyPolicy", { Name: "payments", Levels });
  const waits = { GroupBy: ["__rule__"], GroupWait: "30", GroupInterval: "60", RepeatInterval: "600" };
  const levels = ["P0", "P1", "P2"].map((Level) => ({ Level, ...waits }));
  const NotifyGroupPolicyId = await made("CreateNotifyGroupPolicy", { Name: "by-rule", Levels: levels });
  await made("CreateAlertingRule", {
    Name: "disk-full",
    Type: "vmp/PromQL",
    Query: { WorkspaceId: "w", PromQL: "up" },
    Levels: [{ Level: "P0", For: "1m", Comparator: ">", Threshold: 1 }],
    NotifyPolicyId,
    NotifyGroupPolicyId,
  });
  return { emulator, ids: { ada, bo, team, payments: NotifyPolicyId } };
}
