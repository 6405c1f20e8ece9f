/** examples/yaml, as its README runs it. */
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/engine";
import { installed } from "../support/installed";
import { YamlProgram } from "./program";

test("the example goes through its life, and its secret is nowhere in the clear", async () => {
  const program = await YamlProgram.open();
  const { workspace, emulator } = program;
  try {
    cpSync(join(ROOT, "examples", "yaml"), workspace.dir, { recursive: true });
    symlinkSync(join(await installed(), "node_modules"), join(workspace.dir, "node_modules"));
    await workspace.pulumi(["stack", "select", "--create", "example"]);
    const larkAddress = "https://open.feishu.cn/open-apis/bot/v2/hook/canary";
    const { url, accessKey, secretKey } = emulator;
    const secrets = { "vmp:accessKey": accessKey, "vmp:secretKey": secretKey, larkAddress };
    await workspace.configure({ "vmp:endpoint": url }, secrets);

    expect(await program.pulumi("preview")).toMatch(/3 to create/);
    await program.pulumi("up --yes --skip-preview");
    const [contact] = emulator.contacts();
    expect(contact).toMatchObject({ Name: "oncall", LarkBotWebhook: { Address: larkAddress } });
    expect(emulator.groups()).toMatchObject([{}, { Name: "team-a", ContactIds: [contact?.Id] }]);
    expect(await workspace.outputs()).toEqual({ contactId: contact?.Id, validationMail: "MessageSucceed.Email" });
    await program.pulumi("refresh --yes --skip-preview --expect-no-changes");
    const state = await program.state();
    await program.pulumi("destroy --yes --skip-preview");
    expect(emulator.contacts()).toEqual([]);
    expect(program.printed + state).not.toContain("canary");
  } finally {
    await program.close();
  }
});
