/** examples/policy in a real preview: `pulumi preview --policy-pack`. */
import { chmodSync, cpSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { installInto, ownVersion, ROOT } from "../../tools/engine";
import { Program } from "../e2e/program";

let program: Program;
let pack: string;

/** The contacts that are written, and one whose webhook depends on the first. */
const INDEX = `
const vmp = require("pulumi-vmp");
const contacts = Object.entries(require("./contacts.json")).map(([name, args]) => new vmp.Contact(name, args));
const webhook = contacts[0].id.apply((id) => ({ address: "https://example.com/canary/" + id }));
new vmp.Contact("later", { name: "later", email: "a@example.com", webhook });
`;

beforeAll(async () => {
  program = await Program.open({ index: INDEX });
  pack = await policyPack(program.workspace.engine.path);
});

afterAll(() => program.close());

/** The pack with its packages, in the form that this CLI can start. */
async function policyPack(cli: string): Promise<string> {
  const folder = join(ROOT, ".vmp", "tests", "policy");
  const filter = (path: string): boolean => !path.includes("node_modules");
  cpSync(join(ROOT, "examples", "policy"), folder, { recursive: true, filter });
  const packages = ["@pulumi/policy", "@pulumi/pulumi", "typescript"].map((name) => `${name}@${ownVersion(name)}`);
  await installInto(folder, [...packages, "ts-node@10.9.2"]);
  // The language host beside a CLI that was built here runs programs and no plugins; the vendor's runs the pack's
  // folder.
  if (!existsSync(join(dirname(cli), "language-host"))) return folder;
  const launcher = join(folder, "launch");
  const run = "node node_modules/@pulumi/pulumi/cmd/run-policy-pack";
  writeFileSync(launcher, `#!/bin/sh\ncd '${folder}' && PULUMI_NODEJS_TYPESCRIPT=true exec ${run} "$1" .\n`);
  chmodSync(launcher, 0o755);
  return launcher;
}

test("contacts with a channel besides e-mail pass, also when it is not known yet", async () => {
  program.write({
    lark: {
      name: "lark",
      email: "a@example.com",
      larkBotWebhook: { address: "https://open.feishu.cn/open-apis/bot/v2/hook/canary" },
    },
    phone: { name: "phone", phoneNumber: { countryCode: "+86", number: "13300000000" } },
  });
  const output = await program.pulumi(`preview --policy-pack ${pack}`);
  expect(output).toMatch(/✅ vmp-contacts@v0\.1\.0/);
  expect(output).toContain("+ 4 to create");
  expect(output).not.toContain("canary");
});

test("one with nothing but e-mail fails the preview, and up before it makes anything", async () => {
  program.write({
    mail: { name: "mail", email: "a@example.com" },
    both: { name: "both", email: "a@example.com", webhook: { address: "https://example.com/canary" } },
  });
  for (const command of ["preview", "up --yes"]) {
    const output = await program.pulumi(`${command} --policy-pack ${pack}`, { expectFailure: true });
    expect(output).toMatch(/❌ vmp-contacts@v0\.1\.0/);
    expect(output).toContain("[mandatory]  more-than-email  (pulumi-nodejs:dynamic/vmp:Contact: mail)");
    expect(output).not.toMatch(/Contact: (both|later)\)|canary/);
  }
  expect(program.calls()).toEqual([]);
});
