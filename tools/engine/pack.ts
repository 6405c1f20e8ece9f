import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { lastLines, run } from "./process";
import { built, ROOT } from "./root";

/** Packs the build as `npm publish` would, into the folder, and returns the tarball's path. */
export async function packPackage(into: string): Promise<string> {
  built("sdk/index.js");
  mkdirSync(into, { recursive: true });
  const draft = mkdtempSync(join(into, ".pack-"));
  try {
    const stdout = await npm(["pack", "--json", "--ignore-scripts", "--pack-destination", draft], ROOT);
    const [packed] = JSON.parse(stdout) as { filename: string }[];
    if (!packed) throw new Error("npm pack named no file.");
    const tarball = join(into, basename(packed.filename));
    renameSync(join(draft, basename(packed.filename)), tarball);
    return tarball;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Installs packages into a folder as a user would have them, and nothing into its package.json. Does nothing when the
 * same ones are there already.
 *
 * @param packages what `npm install` takes: names with versions, or tarballs
 * @returns whether it had to install
 */
export async function installInto(folder: string, packages: readonly string[]): Promise<boolean> {
  const manifest = join(folder, "package.json");
  mkdirSync(folder, { recursive: true });
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const stamp = join(folder, "node_modules", ".pulumi-vmp-installed");
  const wanted = fingerprint([manifest, ...packages]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return false;
  await npm(["install", "--no-save", "--no-package-lock", "--prefer-offline", ...packages], folder);
  writeFileSync(stamp, wanted);
  return true;
}

/** The version of a package that the clone itself has installed. */
export function ownVersion(name: string): string {
  const manifest = join(ROOT, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function fingerprint(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(existsSync(part) ? readFileSync(part) : part).update("\0");
  return hash.digest("hex");
}

async function npm(args: string[], cwd: string): Promise<string> {
  // What an `npm start` around this says of its own package must not reach this one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "npm_config_engine_strict"));
  const result = await run("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], { cwd, env });
  if (result.code !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${lastLines(result.stderr, 20)}`);
  return result.stdout;
}
