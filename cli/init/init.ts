/** `vmp-contacts init`: an example of the package as a project of one's own, ready for its first commit. */
import { spawn } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { readArguments, refuseArguments, UsageError } from "../../emulator/arguments";
import { foreign, LENGTH } from "../../provider/text/foreign";
import type { Caller } from "../caller";
import { CHINESE } from "./readme/chinese";
import { ENGLISH } from "./readme/english";
import { readmeOf } from "./readme/readme";

/** The folders of `examples/` that a project is made of; what comes later lies on top. */
const KINDS = {
  roster: ["roster"],
  contact: ["contact"],
  gitops: ["roster", "gitops"],
  teams: ["teams"],
  notify: ["notify"],
} as const;

export type Kind = keyof typeof KINDS;

export const INIT_HELP = `vmp-contacts init: puts an example into a folder, as a project of your own.

usage: npx -p pulumi-vmp vmp-contacts init KIND [FOLDER] [options]

  roster   contacts and groups in one YAML file, with its rules
  gitops   a roster, with the workflows for GitHub Actions and GitLab CI
  teams    a YAML file and a stack for each team
  contact  one contact, in TypeScript
  notify   from an alerting rule to a person: contacts, a group, policies, a template, a silence, in TypeScript

  --package FILE  take pulumi-vmp from this tarball of npm pack, which is copied into the folder; default: from npm
  --help          show this

FOLDER is made when it is not there, and gives the project its name; default: the current one. Nothing in it is overwritten. What it gets beside the example:
a README.md and the same in Chinese, a .gitignore, and a package-lock.json, which npm writes.

examples:
  npx -p pulumi-vmp vmp-contacts init gitops contacts
  npx -p ./pulumi-vmp-0.1.0.tgz vmp-contacts init roster contacts --package pulumi-vmp-0.1.0.tgz

exit codes:
  0  done
  1  failed; the message says what is there
  2  called in a wrong way
`;

const READMES = [ENGLISH, CHINESE];

/** What git leaves out, as in the example's own file, which npm does not pack. */
const LEFT_OUT = ["node_modules/"];
/** What `ci/` writes, wherever it runs. */
const LEFT_OUT_IN_CI = ["/done.json", "/drift.txt", "/plan.json", "/preview.txt", "/up.txt", "/who.md"];

export interface InitOptions {
  kind: Kind;
  folder: string;
  /** A tarball of this package. */
  package?: string;
}

/** @throws UsageError */
export function readInitOptions(args: string[]): InitOptions | "help" {
  const { values, positionals } = readArguments(args, { package: "text", help: "flag" } as const);
  if (values.help) return "help";
  const [first, folder = ".", ...more] = positionals;
  const kinds = Object.keys(KINDS) as Kind[];
  const kind = kinds.find((each) => each === first);
  if (kind === undefined) {
    const what = first === undefined ? "init needs a kind" : `there is no kind "${first}"`;
    throw new UsageError(`${what}; there are ${kinds.join(", ")}`);
  }
  refuseArguments("init", more);
  return { kind, folder, ...(values.package !== undefined && { package: values.package }) };
}

/** @returns the exit code */
export async function init({ kind, folder, package: tarball }: InitOptions, caller: Caller): Promise<number> {
  const target = resolve(caller.cwd, folder);
  const from = tarball === undefined ? undefined : resolve(caller.cwd, tarball);
  if (from !== undefined && !existsSync(from)) throw new Error(`--package: there is no file ${from}`);
  const files = new Map(KINDS[kind].flatMap((example) => filesOf(join(examples(), example))));
  const made = [...files.keys(), ".gitignore", ...READMES.map(({ file }) => file), "package-lock.json"];
  const there = made.filter((name) => existsSync(join(target, name)));
  if (there.length > 0) {
    const advice = `Move ${there.length === 1 ? "it" : "them"} away first, or name another folder.`;
    throw new Error(`${target} has ${there.join(", ")} already, and nothing is overwritten. ${advice}`);
  }

  for (const [name, source] of files) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    cpSync(source, join(target, name));
  }
  const packed = from === undefined ? undefined : basename(from);
  const leftOut = kind === "gitops" ? [...LEFT_OUT, ...LEFT_OUT_IN_CI] : LEFT_OUT;
  writeFileSync(join(target, ".gitignore"), leftOut.map((name) => `${name}\n`).join(""));
  for (const words of READMES) writeFileSync(join(target, words.file), readmeOf(kind, basename(target), packed, words));
  if (from !== undefined && packed !== undefined && from !== join(target, packed)) {
    copyFileSync(from, join(target, packed));
  }
  const name = nameFrom(basename(target));
  rewrite(join(target, "Pulumi.yaml"), (text) =>
    name === undefined ? text : text.replace(/^name: .*$/m, `name: ${name}`),
  );
  rewrite(join(target, "package.json"), (text) => manifest(text, name, packed));
  if (caller.stderr.isTTY) caller.stderr.write("npm makes package-lock.json, which can take half a minute …\n");
  await lock(target, caller, packed);
  if (name === undefined) {
    caller.stderr.write(
      "The project has the example's name, as Pulumi takes none like that of the folder: see Pulumi.yaml.\n",
    );
  }
  caller.stdout.write(`${target} is ready. Go on there with README.md: npm ci, then npm run check.\n`);
  return 0;
}

/** The folder's name as both Pulumi and npm take one; `undefined` where they take nothing of it. */
function nameFrom(folder: string): string | undefined {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "");
  return name === "" ? undefined : name.slice(0, 100);
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

function examples(): string {
  return join(dirname(createRequire(__filename).resolve("pulumi-vmp/package.json")), "examples");
}

/** What an example consists of, by its paths in it; its own README is about the example. */
function filesOf(example: string): [name: string, source: string][] {
  return readdirSync(example, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const source = join(entry.parentPath, entry.name);
    const name = relative(example, source);
    const isLeftOut = /^(node_modules|README\.md$|\.gitignore$|package-lock\.json$)/.test(name);
    return entry.isFile() && !isLeftOut ? [[name, source]] : [];
  });
}

function manifest(text: string, name: string | undefined, tarball: string | undefined): string {
  const json = JSON.parse(text) as { name: string; dependencies: Record<string, string> };
  json.name = name ?? json.name;
  if (tarball !== undefined) json.dependencies["pulumi-vmp"] = `file:${tarball}`;
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** @throws an error with what npm said, and what to do */
async function lock(folder: string, { env }: Caller, tarball: string | undefined): Promise<void> {
  const args = ["install", "--package-lock-only", "--no-audit", "--no-fund", "--loglevel=error"];
  const said = await new Promise<string | undefined>((done) => {
    const child = spawn("npm", args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", ({ message }) => {
      done(message);
    });
    child.once("close", (code) => {
      done(code === 0 ? undefined : foreign(stderr, [], LENGTH.sentence) || `it ended with ${String(code)}`);
    });
  });
  if (said === undefined) return;
  const next =
    tarball === undefined && /E404|404/.test(said)
      ? " Where pulumi-vmp is not on npm, give its tarball with --package."
      : "";
  throw new Error(
    `${folder} has everything but package-lock.json, as npm failed: ${said}.${next} Run "npm install" there.`,
  );
}
