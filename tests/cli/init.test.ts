/** What `vmp-contacts init` writes. With a real npm, and the checks of what it copied: tests/matrix/init.test.ts. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../cli/command";
import { readExportOptions } from "../../cli/export/options";
import { ROOT } from "../../tools/engine";
import type { Ran } from "./process";
import { temporaryFolder } from "../support/temporary-folder";

let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
});

/** @param npm what stands for npm, as a shell script; it runs in the new project */
async function init(args: string[], npm = 'echo "{}" > package-lock.json', isTTY = false): Promise<Ran> {
  const bin = temporaryFolder();
  writeFileSync(join(bin, "npm"), `#!/bin/sh\n${npm}\n`);
  chmodSync(join(bin, "npm"), 0o755);
  const ran = { code: -1, stdout: "", stderr: "" };
  ran.code = await run(["init", ...args], {
    cwd: folder,
    env: { PATH: `${bin}:${process.env.PATH ?? ""}` },
    stdin: process.stdin,
    stdout: { write: (text) => (ran.stdout += text) },
    stderr: { isTTY, write: (text) => (ran.stderr += text) },
  });
  return ran;
}

const names = (path: string): string[] => readdirSync(join(folder, path)).sort();
const text = (path: string): string => readFileSync(join(folder, path), "utf8");

test.each([
  [
    "roster",
    [
      "Pulumi.yaml",
      "contacts.yaml",
      "index.ts",
      "roster.schema.json",
      "secrets.ts",
      "tsconfig.json",
      "tsconfig.pulumi.json",
    ],
  ],
  [
    "gitops",
    [
      ".github",
      ".gitlab-ci.yml",
      "Pulumi.yaml",
      "ci",
      "contacts.yaml",
      "index.ts",
      "roster.schema.json",
      "secrets.ts",
      "tsconfig.json",
      "tsconfig.pulumi.json",
    ],
  ],
  ["teams", ["Pulumi.yaml", "index.ts", "run", "teams", "teams.ts", "tsconfig.json", "tsconfig.pulumi.json"]],
  ["contact", ["Pulumi.yaml", "index.ts", "tsconfig.json", "tsconfig.pulumi.json"]],
  ["notify", ["Pulumi.yaml", "index.ts", "tsconfig.json", "tsconfig.pulumi.json"]],
])("%s: the example, and what a project has beside it", async (kind, files) => {
  const { code, stdout, stderr } = await init([kind, "contacts"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(
    `${join(folder, "contacts")} is ready. Go on there with README.md: npm ci, then npm run check.\n`,
  );
  const beside = [".gitignore", "README.md", "README.zh-CN.md", "package-lock.json", "package.json"];
  expect(names("contacts")).toEqual([...files, ...beside].sort());
  expect(text("contacts/.gitignore")).toBe(readFileSync(join(ROOT, "examples", kind, ".gitignore"), "utf8"));
  expect(JSON.parse(text("contacts/package.json"))).toMatchObject({
    name: "contacts",
    scripts: { check: expect.any(String) as string },
    dependencies: { "pulumi-vmp": "^0.1.0" },
  });
  expect(text("contacts/Pulumi.yaml")).toMatch(/^name: contacts\n/);
});

test.each([
  ["On Call (payments)", "on-call-payments"],
  [".alerts", "alerts"],
])("the folder %j makes the project %s", async (name, project) => {
  expect((await init(["teams", name])).stderr).toBe("");
  expect(text(`${name}/Pulumi.yaml`)).toMatch(new RegExp(`^name: ${project}\n`));
  expect(JSON.parse(text(`${name}/package.json`))).toMatchObject({ name: project });
});

test("a folder whose name Pulumi takes nothing of leaves the example's, and that is said", async () => {
  expect(await init(["teams", "值班"])).toMatchObject({
    code: 0,
    stderr: "The project has the example's name, as Pulumi takes none like that of the folder: see Pulumi.yaml.\n",
  });
  expect(text("值班/Pulumi.yaml")).toMatch(/^name: vmp-teams\n/);
});

const KINDS = ["roster", "gitops", "teams", "contact", "notify"];

test.each(KINDS.flatMap((kind) => ["README.md", "README.zh-CN.md"].map((file) => [kind, file] as const)))(
  "%s: %s is the project's own, and what it names is there",
  async (kind, file) => {
    await init([kind, "contacts"]);
    const readme = text(`contacts/${file}`);
    expect(readme).toMatch(/^# contacts\n/);
    const named = [...readme.matchAll(/`([\w./-]+\.\w+|[\w.]+\/(?:[\w.]+\/?)*)`/g)].map(([, path = ""]) => path);
    expect(named.length).toBeGreaterThan(1);
    const inPackage = (path: string): string => path.replace("node_modules/pulumi-vmp", ROOT);
    expect(named.filter((path) => !existsSync(join(folder, "contacts", path)) && !existsSync(inPackage(path)))).toEqual(
      [],
    );
  },
);

test.each(KINDS)("the README of %s in Chinese has the same commands, names and items", async (kind) => {
  writeFileSync(join(folder, "pulumi-vmp-0.1.0.tgz"), "packed");
  await init([kind, "contacts", "--package", "pulumi-vmp-0.1.0.tgz"]);
  const [english, chinese] = ["README.md", "README.zh-CN.md"].map((file) => {
    const readme = text(`contacts/${file}`).replaceAll("docs/zh-CN/", "docs/");
    const named = [...readme.matchAll(/`[^`]+`|^ {4}.+$|^#+|^- (?=`)/gm)].map(([match]) => match);
    return { readme, named: named.sort() };
  });
  expect(chinese?.named).toEqual(english?.named);
  expect(chinese?.readme).toMatch(/\p{Script=Han}/u);
  expect(english?.readme).toContain("](README.zh-CN.md)");
  expect(chinese?.readme).toContain("](README.md)");
});

test("a tarball lies in the project, which takes the package from there, and says so", async () => {
  writeFileSync(join(folder, "pulumi-vmp-0.1.0.tgz"), "packed");
  expect(await init(["roster", "contacts", "--package", "./pulumi-vmp-0.1.0.tgz"])).toMatchObject({ code: 0 });
  expect(text("contacts/pulumi-vmp-0.1.0.tgz")).toBe("packed");
  expect(JSON.parse(text("contacts/package.json"))).toMatchObject({
    dependencies: { "pulumi-vmp": "file:pulumi-vmp-0.1.0.tgz" },
  });
  expect(text("contacts/README.md")).toContain("`pulumi-vmp-0.1.0.tgz`");
  expect((await init(["teams", "--package", "pulumi-vmp-0.1.0.tgz"])).code).toBe(0);
  expect(names(".")).toContain("pulumi-vmp-0.1.0.tgz");
});

test("nothing is overwritten, and what else is there stays", async () => {
  mkdirSync(join(folder, ".git"));
  writeFileSync(join(folder, "LICENSE"), "mine");
  expect((await init(["contact"])).code).toBe(0);
  writeFileSync(join(folder, "README.md"), "mine");
  const again = await init(["contact"]);
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toMatch(
    /has Pulumi\.yaml, .*README\.md.* already, and nothing is overwritten\. Move them away first, or name another folder\.\n$/,
  );
  expect([text("README.md"), text("LICENSE")]).toEqual(["mine", "mine"]);
});

test("a terminal is told beforehand that npm takes its time", async () => {
  const { stderr } = await init(["contact"], "echo working >&2; exit 1", true);
  expect(stderr).toMatch(/^npm makes package-lock\.json, which can take half a minute …\nvmp-contacts: .*working/);
});

test("a roster's README has the command that puts the account in the place of the example", async () => {
  await init(["roster"]);
  const [, line = ""] = /`npx -p pulumi-vmp vmp-contacts export (--format yaml .*?)`/.exec(text("README.md")) ?? [];
  expect(readExportOptions(line.split(" "))).toMatchObject({
    format: "yaml",
    out: "contacts.yaml",
    writeConfig: true,
    force: true,
  });
});

test.each<[string[], number, RegExp]>([
  [[], 2, /init needs a kind; there are roster, contact, gitops, teams, notify/],
  [["rooster"], 2, /there is no kind "rooster"; there are roster/],
  [["roster", "a", "b"], 2, /init takes no argument "b"/],
  [["roster", "--package", "none.tgz"], 1, /--package: there is no file .*none\.tgz/],
])("%j: a sentence, an exit code, and no file", async (args, code, message) => {
  const ran = await init(args);
  expect([ran.code, ran.stdout]).toEqual([code, ""]);
  expect(ran.stderr).toMatch(message);
  expect(names(".")).toEqual([]);
});

test("a failure of npm is said, with what is missing and what to do", async () => {
  const { code, stderr } = await init(["roster"], 'echo "npm error code E404" >&2; exit 1');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /has everything but package-lock\.json, as npm failed: npm error code E404\. Where pulumi-vmp is not on npm, give its tarball with --package\. Run "npm install" there\.\n$/,
  );
});

test("git leaves out what the commands of a pipeline write, also where somebody runs them by hand", async () => {
  await init(["gitops", "contacts"]);
  const files = [".gitlab-ci.yml", ...names("contacts/.github/workflows").map((name) => `.github/workflows/${name}`)];
  const commands = files.map((name) => text(`contacts/${name}`)).join("\n");
  const written = [...commands.matchAll(/bash ci\/\w+\.sh (\S+)/g)].map(([, file = ""]) => file);
  const ignored = new Set(text("contacts/.gitignore").trim().split("\n"));
  expect(ignored).toEqual(new Set(["node_modules/", "/plan.json", "/done.json", ...written.map((file) => `/${file}`)]));
});

test.each([...KINDS.filter((kind) => kind !== "gitops"), "policy", "yaml"])(
  "%s: git leaves out what is installed",
  (kind) => {
    expect(readFileSync(join(ROOT, "examples", kind, ".gitignore"), "utf8")).toBe("node_modules/\n");
  },
);
