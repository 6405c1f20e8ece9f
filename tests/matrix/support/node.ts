/** Versions of Node, out of the npm packages that hold their binaries. */
import { dirname, join, delimiter } from "node:path";
import { readFileSync } from "node:fs";
import { installInto } from "../../../tools/engine";
import { CACHE } from "./folders";

export interface Node {
  /** The executable. */
  path: string;
  /** The environment in which `node` is this one. */
  env: NodeJS.ProcessEnv;
}

/** Installs a version of Node; those of earlier runs are kept. */
export async function installNode(version: string): Promise<Node> {
  const folder = join(CACHE, `node-${version}`);
  await installInto(folder, [`${packageName()}@${version}`]);
  const installed = join(folder, "node_modules", packageName());
  const { bin } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { bin: { node: string } };
  const path = join(installed, bin.node);
  return { path, env: { PATH: [dirname(path), process.env.PATH ?? ""].join(delimiter) } };
}

/** The package that the npm package `node` installs on this platform. */
function packageName(): string {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform}-${process.arch}`;
}
