import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { closeAll, start } from "../emulator/support";
import { folder, vmpContacts } from "./process";

jest.setTimeout(60_000);
afterEach(closeAll);

describe("whoami", () => {
  test("says where the keys are from, whose they are and that VMP takes them, and shows none whole", async () => {
    const emulator = await start();
    for (const Name of ["oncall", "other"]) await emulator.act("CreateContact", { Name });
    expect(await vmpContacts(["whoami"], emulator)).toEqual({
      code: 0,
      stderr: "",
      stdout: `settings  the environment alone
region    cn-beijing
endpoint  ${emulator.url}
keys from the environment
key       AKLT…EY
of        trn:iam::2000…00:user/emulator
VMP       takes them: it has 2 contacts there
`,
    });
  });

  test.each([
    [0, "0 contacts"],
    [1, "1 contact"],
  ])("says of an account with %d of them: %s", async (number, said) => {
    const emulator = await start();
    for (let made = 0; made < number; made++) await emulator.act("CreateContact", { Name: `oncall-${made}` });
    expect((await vmpContacts(["whoami"], emulator)).stdout).toContain(`takes them: it has ${said} there\n`);
  });

  test.each([
    ["AKLTcanary-of-18-c", "AKLT…-c"],
    ["AKLTcanary-of-17c", "AKLT…c"],
    ["canary", "ca…"],
    ["AK", "…"],
  ])("shows a third of a short key at most: %s", async (accessKey, said) => {
    const emulator = await start({ accessKey });
    expect((await vmpContacts(["whoami"], emulator)).stdout).toContain(`\nkey       ${said}\n`);
  });

  test("names the profile of the vendor's CLI, and until when temporary keys are good", async () => {
    const emulator = await start();
    const file = join(folder, "profiles.json");
    const own = { "access-key": emulator.accessKey, "secret-key": emulator.secretKey };
    const role = { mode: "ramrolearn", "role-name": "deploy", "account-id": "2100000000", ...own };
    writeFileSync(file, JSON.stringify({ current: "deploy", profiles: { deploy: role } }));
    const env = { VOLCENGINE_ENDPOINT: emulator.url, VOLCENGINE_CLI_CONFIG_FILE: file };
    const { code, stdout } = await vmpContacts(["whoami"], env);
    expect(code).toBe(0);
    expect(stdout).toContain(`keys from the file of the vendor's CLI, ${file}: profile "deploy", mode ramrolearn\n`);
    expect(stdout).toMatch(/\nkey {7}AKTP….., good until 20.*Z\nof {8}trn:iam::2100…00:role\/deploy\/pulumi-vmp\n/);
  });

  test("a refusal of VMP is the end; of the security token service, a gap", async () => {
    const emulator = await start({ behaviour: { subscribed: false } });
    emulator.faults.set({ rules: [{ action: "GetCallerIdentity", fault: "expiredToken" }] });
    const { code, stdout, stderr } = await vmpContacts(["whoami"], emulator);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\nof {8}not known: GetCallerIdentity: InvalidSecretToken: /);
    expect(stderr).toMatch(/^vmp-contacts: list contacts: ProductUnsubscribed: /);
  });
});
