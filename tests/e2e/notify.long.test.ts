/** examples/notify, as its README runs it, and a rule that takes its outputs. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { findEngine, openWorkspace, ROOT, run, type Workspace } from "../../tools/engine";
import { installed } from "../support/installed";

const EXAMPLE = join(ROOT, "examples", "notify");
const readme = readFileSync(join(EXAMPLE, "README.md"), "utf8");
const FILES = ["Pulumi.yaml", "index.ts", "tsconfig.json", "tsconfig.pulumi.json"];
const LARK = "https://open.feishu.cn/open-apis/bot/v2/hook/canary";

let emulator: Emulator;
let workspace: Workspace;
let printed = "";

beforeAll(async () => {
  emulator = await startEmulator();
  workspace = await openWorkspace({
    dir: mkdtempSync(join(await installed(), "notify-")),
    engine: await findEngine({ onlyInstalled: true }),
    files: Object.fromEntries(FILES.map((name) => [name, readFileSync(join(EXAMPLE, name), "utf8")])),
    config: { "vmp:endpoint": emulator.url },
    secrets: { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey, larkAddress: LARK },
  });
});

afterAll(async () => {
  await emulator.close();
  rmSync(workspace.dir, { recursive: true, force: true });
});

async function pulumi(command: string, expectFailure = false): Promise<string> {
  const { stdout, stderr } = await workspace.pulumi(command.split(" "), { expectFailure });
  printed += stdout + stderr;
  return stdout + stderr;
}

test("all of it is made by one call each, and a rule takes the policies", async () => {
  const preview = await pulumi("preview");
  expect(preview).toContain("8 to create");
  expect(preview).not.toContain("warning");
  await pulumi("up --yes --skip-preview");
  const writes = emulator.calls.map(({ action }) => action).filter((action) => !/^(Get|List)/.test(action));
  expect(writes.sort()).toEqual([
    "CreateContact",
    "CreateContact",
    "CreateContactGroup",
    "CreateNotifyGroupPolicy",
    "CreateNotifyPolicy",
    "CreateNotifyTemplate",
    "CreateSilencePolicy",
  ]);
  const { notifyPolicyId, notifyGroupPolicyId } = await workspace.outputs();
  const { Id } = (await emulator.act("CreateAlertingRule", {
    Name: "errors",
    Type: "vmp/PromQL",
    Query: { WorkspaceId: "w-1", PromQL: "rate(errors[5m])" },
    Levels: [{ Level: "P0", For: "5m", Comparator: ">", Threshold: 0.05 }],
    NotifyPolicyId: notifyPolicyId,
    NotifyGroupPolicyId: notifyGroupPolicyId,
  })) as { Id: string };
  // Before it the state does not know whose address is confirmed.
  expect(readme).toMatch(/\n {4}pulumi up\n {4}pulumi refresh --yes\n.* who --stack dev\n/);
  await pulumi("refresh --yes --skip-preview --expect-no-changes");

  const { dir: cwd, engine } = workspace;
  const env = { ...workspace.env, PATH: [dirname(engine.path), workspace.env.PATH].join(delimiter) };
  const command = join(await installed(), "node_modules", ".bin", "vmp-contacts");
  const { stdout } = await run(command, ["who", "--stack", "dev"], { cwd, env });
  expect(readme).toContain(stdout.trim().replace(/^/gm, "    "));
  expect(stdout).toMatch(/^policy payments\n/);

  const refused = await pulumi("destroy --yes --skip-preview --continue-on-error", true);
  expect(refused).toContain(`InUse: it is used by alerting rule "errors" (id ${Id}); nothing was sent.`);
  await emulator.act("DeleteAlertingRules", { Ids: [Id] });
  await pulumi("destroy --yes --skip-preview");
  expect([emulator.contacts(), emulator.groups()]).toEqual([[], []]);
  expect(printed + stdout).not.toContain("canary");
});
