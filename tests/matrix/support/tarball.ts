/** The package as `npm pack` makes it, and as another release would be. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packPackage } from "../../../tools/engine";
import { command } from "./command";
import { filesIn } from "../../support/code-of";
import { temporaryFolder } from "../../support/temporary-folder";

export interface Manifest {
  version: string;
  peerDependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
}

let packed: Promise<string> | undefined;

export function tarball(): Promise<string> {
  packed ??= packPackage(temporaryFolder());
  return packed;
}

/** The same package under the version of another release. */
export async function tarballOf(version: string): Promise<string> {
  const folder = temporaryFolder();
  await unpack(await tarball(), folder, version);
  const [name = ""] = (await command(folder, process.env, "npm", "pack", "--ignore-scripts", "--loglevel=error"))
    .trim()
    .split("\n")
    .slice(-1);
  return join(folder, name);
}

/** Unpacks a tarball as a folder that can be linked to: without the packages that only a clone needs. */
export async function unpack(from: string, folder: string, version?: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await command(folder, process.env, "tar", "xzf", from, "--strip-components=1");
  const manifest = readManifest(folder);
  delete manifest.devDependencies;
  if (version !== undefined) manifest.version = version;
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** What the package's code is, file by file. */
export function codeIn(folder: string): Record<string, string> {
  const dist = join(folder, "dist");
  return { ...filesIn(dist, ".js"), ...filesIn(dist, ".ts") };
}
