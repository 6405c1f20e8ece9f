/**
 * `node loading.js FOLDER sdk|provider [base]`: what loading the package adds to what is loaded anyway; prints JSON.
 *
 * - `sdk`: `pulumi-vmp` in a program, on top of `@pulumi/pulumi`
 * - `provider`: the provider up to its first check and diff, on top of the provider host
 * - `base`: only what is loaded anyway, for counting instructions
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { contacts } from "../contacts";

/** What it prints. */
export interface Loading {
  baseMs: number;
  addedMs: number;
  /** The packages that were added. */
  packages: string[];
}

type Provider = typeof import("../../../provider");

async function main([folder = "", what = "", only = ""]: string[]): Promise<void> {
  const load = createRequire(join(folder, "package.json"));
  // The provider host takes the engine's address as its argument. It does not call there before it has something to
  // say.
  process.argv.splice(2, Infinity, "127.0.0.1:1");
  const start = performance.now();
  load(what === "sdk" ? "@pulumi/pulumi" : "@pulumi/pulumi/cmd/dynamic-provider");
  const middle = performance.now();
  const before = new Set(Object.keys(load.cache));
  if (only !== "base") await add(load, what);
  const end = performance.now();
  const files = Object.keys(load.cache).filter((file) => !before.has(file));
  const packages = new Set(files.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file));
  const result: Loading = { baseMs: middle - start, addedMs: end - middle, packages: [...packages].sort() };
  console.log(JSON.stringify(result));
  process.exit();
}

async function add(load: NodeJS.Require, what: string): Promise<void> {
  if (what === "sdk") {
    load("pulumi-vmp");
    return;
  }
  const { contact } = load("pulumi-vmp/provider") as Provider;
  const [first, second] = [...contacts(1, 1), ...contacts(1, 2)];
  await contact.check?.({}, { ...first });
  await contact.diff?.("id", { ...first }, { ...second });
}

void main(process.argv.slice(2));
