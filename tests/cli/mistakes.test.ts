/** What is wrong with a call, and what it is told: of all commands. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { closeAll, start } from "../emulator/support";
import { vmpContacts } from "./process";

jest.setTimeout(60_000);
afterEach(closeAll);

describe("what goes wrong", () => {
  test.each([
    [["export"], undefined, 1, /^vmp-contacts: list contacts: NoCredentials: .*VOLCENGINE_ACCESS_KEY/s],
    [
      ["export", "--write-config"],
      undefined,
      1,
      /--write-config needs a Pulumi project, and there is no Pulumi\.yaml in/,
    ],
    [["export", "--stack", "dev"], undefined, 1, /--stack needs a Pulumi project/],
    [[], undefined, 2, /a command comes first; there are check, export, init, list, test, who, whoami/],
    [["--json"], undefined, 2, /a command comes first/],
    [["import"], undefined, 2, /there is no command "import"; there are check, export, init, list, test, who, whoami/],
    [["help", "import"], undefined, 2, /there is no command "import"; there are check/],
    [["help", "init", "roster"], undefined, 2, /help takes no argument "roster"/],
    [["check", "no.yaml"], undefined, 1, /there is no file \S+no\.yaml\. Name the roster: check FILE\n$/],
    [["check", "."], undefined, 1, /cannot be read: EISDIR/],
    [["check", "a.yaml", "b.yaml"], undefined, 2, /check takes one file, and no argument "b\.yaml"/],
    [["list", "all"], undefined, 2, /list takes no argument "all"/],
    [["list", "--format", "yaml"], undefined, 2, /--format must be text or json/],
    [["test"], undefined, 2, /test needs the name of a contact/],
    [["test", "a", "b"], undefined, 2, /test takes one contact, and no argument "b"/],
    [["whoami", "me"], undefined, 2, /whoami takes no argument "me"/],
    [["whoami"], undefined, 1, /^vmp-contacts: no keys were found\. Looked for:\n {2}the stack's configuration: /],
    [["whoami", "--stack", "dev"], undefined, 1, /--stack needs a Pulumi project/],
    [["export", "all"], undefined, 2, /export takes no argument "all"/],
    [
      ["export", "--formt", "yaml"],
      undefined,
      2,
      /there is no option --formt; there are --format, --filter, .*--help\n/,
    ],
    [["export", "--out"], undefined, 2, /--out needs a value/],
    [["export", "--out", "--json"], undefined, 2, /--out needs a value; one that begins with "-" is written --out=…/],
    [["export", "--json=yes"], undefined, 2, /--json takes no value/],
    [["export", "--format", "json"], undefined, 2, /--format must be typescript or yaml/],
    [["export", "--filter", ""], undefined, 2, /--filter must not be empty/],
    [["export", "--force"], undefined, 2, /--force is for the file of --out and the secrets of --write-config/],
  ])("%j: a sentence, and an exit code", async (args, emulator, code, message) => {
    const ran = await vmpContacts(args, emulator);
    expect(ran.code).toBe(code);
    if (args[0] !== "whoami") expect(ran.stdout).toBe("");
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).not.toMatch(/\n +at /);
    const command = ["check", "export", "list", "test", "who", "whoami"].includes(args[0] ?? "")
      ? ` ${args[0] ?? ""}`
      : "";
    expect(ran.stderr.includes(`vmp-contacts${command} --help shows what there is`)).toBe(code === 2);
  });

  test("a refusal of VMP names what was done, the code, what to do and the request", async () => {
    const emulator = await start({ behaviour: { subscribed: false } });
    const { code, stderr } = await vmpContacts(["export"], emulator);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^vmp-contacts: list contacts: ProductUnsubscribed: .*\(request .*\)\. Open VMP for this account/,
    );
  });
});

test("--help shows every command, and of each its options, exit codes and examples; --version the package's own", async () => {
  for (const args of [["--help"], ["help"], ["-h"]]) {
    const { code, stdout } = await vmpContacts(args);
    expect([code, stdout.match(/^ {2}(\w+) {2,}/gm)?.map((name) => name.trim())]).toEqual([
      0,
      ["check", "export", "init", "list", "test", "who", "whoami"],
    ]);
  }
  const options = {
    check: ["help"],
    export: ["format", "filter", "out", "write-config", "force", "stack", "json", "help"],
    init: ["package", "help"],
    list: ["format", "help"],
    test: ["yes", "help"],
    who: ["rule", "policy", "group", "contact", "level", "account", "stack", "plan", "format", "help"],
    whoami: ["stack", "help"],
  };
  for (const [command, names] of Object.entries(options)) {
    const { code, stdout } = await vmpContacts([command, "--help"]);
    expect([code, stdout.match(/^ {2}--([\w-]+)/gm)?.map((name) => name.slice(4))]).toEqual([0, names]);
    for (const exit of [0, 1, 2]) expect(stdout).toMatch(new RegExp(`^ {2}${exit} {2}`, "m"));
    expect(stdout).toMatch(new RegExp(`\nexamples:\n {2}npx -p pulumi-vmp vmp-contacts ${command}`));
    const others = [
      [command, "-h"],
      ["help", command],
      ["--help", command],
    ];
    for (const args of others) expect(await vmpContacts(args)).toEqual({ code: 0, stdout, stderr: "" });
  }
  const { version } = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as {
    version: string;
  };
  expect((await vmpContacts(["--version"])).stdout).toBe(`${version}\n`);
});

test("a fault of the command itself is told by its place, and not by what it says", async () => {
  const env = {
    get HOME(): string {
      throw new TypeError("canary");
    },
  };
  const { code, stderr } = await vmpContacts(["whoami"], env);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^vmp-contacts: something .* happened \(TypeError at [\w./-]+:\d+:\d+\)\. .* report it/),
  ]);
});
