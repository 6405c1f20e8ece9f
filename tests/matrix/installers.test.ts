/** The package as each package manager installs it, and as a later release finds the state that it wrote. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownVersion } from "../../tools/engine";
import { PROVIDER_TEXT } from "../host/provider-host";
import { say } from "./support/folders";
import { temporaryFolder } from "../support/temporary-folder";
import { INSTALLERS, installedVersion } from "./support/installers";
import { FULL, Program } from "./support/program";
import { codeIn, tarball, tarballOf, unpack } from "./support/tarball";

const LATER = "0.999.0";

/** Without a channel to reach it, a contact is warned of: that takes an @pulumi/pulumi inside the provider host. */
const SILENT = { name: "silent" };

const PROGRAM = `
const vmp = require("pulumi-vmp");
for (const [name, args] of Object.entries(require("./contacts.json"))) new vmp.Contact(name, args);
`;

test("the text of the provider fits into 300 bytes", () => {
  expect(Buffer.byteLength(PROVIDER_TEXT)).toBeLessThanOrEqual(300);
});

describe.each(INSTALLERS)("installed with %s", (name, install) => {
  const folder = join(temporaryFolder(), "program");
  const pulumi = ownVersion("@pulumi/pulumi");
  let program: Program;
  const write = (contacts: object): void => {
    writeFileSync(join(folder, "contacts.json"), JSON.stringify(contacts));
  };

  beforeAll(async () => {
    await install(folder, { tarball: await tarball(), pulumi });
    program = await Program.open(folder, folder, { "index.js": PROGRAM });
    write({ oncall: FULL, silent: SILENT });
    say(name, "installed");
  });

  // There is none when the install has failed.
  afterAll(() => (program as Program | undefined)?.close());

  test("is what was packed", async () => {
    const reference = temporaryFolder();
    await unpack(await tarball(), reference);
    expect(codeIn(join(folder, "node_modules", "pulumi-vmp"))).toEqual(codeIn(reference));
    expect(installedVersion(folder, "@pulumi/pulumi")).toBe(pulumi);
  });

  test("previews and creates; a second up changes nothing; the state has one provider text and no secret", async () => {
    expect(await program.pulumi("preview")).toMatch(/warning: contact "silent": has neither an e-mail nor a webhook/);
    expect(await program.emulator.contacts()).toEqual([]);
    await program.pulumi("up", "--yes", "--skip-preview");
    await program.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    const calls = await program.emulator.calls();
    expect(calls.filter((call) => !/^(Get|List)/.test(call))).toEqual(["CreateContact", "CreateContact"]);
    expect(await program.contactsInState()).toHaveLength(2);
    say(name, "created");
  });

  test("a later release refreshes, updates and destroys what this one created", async () => {
    await install(folder, { tarball: await tarballOf(LATER), pulumi });
    expect(installedVersion(folder, "pulumi-vmp")).toBe(LATER);
    await program.pulumi("preview", "--refresh", "--expect-no-changes");
    await program.pulumi("refresh", "--yes", "--skip-preview");
    const renamed = { ...FULL, name: "renamed" };
    write({ oncall: renamed, silent: SILENT });
    await program.pulumi("up", "--yes", "--skip-preview");
    const names = (await program.emulator.contacts()).map(({ Name }) => Name);
    expect(names.sort()).toEqual(["renamed", "silent"]);
    expect(await program.contactsInState()).toHaveLength(2);
    await program.pulumi("destroy", "--yes", "--skip-preview");
    expect(await program.emulator.contacts()).toEqual([]);
    say(name, "upgraded and destroyed");
  });
});
