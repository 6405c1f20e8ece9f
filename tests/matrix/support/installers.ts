/** The ways in which the package gets into a program's folder. */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { installInto } from "../../../tools/engine";
import { command, installerEnvironment } from "./command";
import { CACHE } from "./folders";
import { readManifest, unpack } from "./tarball";
import { OLDEST_PULUMI } from "./versions";

export interface Wanted {
  tarball: string;
  /** The version of @pulumi/pulumi. */
  pulumi: string;
  /** Other packages that the program needs, by name. */
  more?: Record<string, string>;
  /** Added to the environment. */
  env?: NodeJS.ProcessEnv;
}

/**
 * Installs what is wanted into a folder as a user of this package manager would, or replaces what it installed before.
 */
export type Installer = (folder: string, wanted: Wanted) => Promise<void>;

export const npm: Installer = async (folder, wanted) => {
  declare(folder, `file:${wanted.tarball}`, wanted);
  // Strict: each package says itself whether it is for this Node.
  await install(folder, wanted, "npm", "install", "--engine-strict", "--no-audit", "--no-fund", "--prefer-offline");
};

const pnpm =
  (version: string): Installer =>
  async (folder, wanted) => {
    declare(folder, `file:${wanted.tarball}`, wanted);
    // Since version 11, pnpm fails until somebody has decided about every package with a script of its own.
    writeFileSync(join(folder, "pnpm-workspace.yaml"), "allowBuilds:\n  protobufjs: false\n");
    const store = join(CACHE, "pnpm-store");
    const path = await tool("pnpm", version, "pnpm");
    await install(folder, wanted, path, "install", "--no-frozen-lockfile", "--prefer-offline", "--store-dir", store);
  };

const yarnClassic: Installer = async (folder, wanted) => {
  declare(folder, `file:${wanted.tarball}`, wanted);
  const path = await tool("yarn", "1.22.22", "yarn");
  const cache = join(CACHE, "yarn-classic-cache");
  await install(folder, wanted, path, "install", "--non-interactive", "--prefer-offline", "--cache-folder", cache);
};

const yarnBerry: Installer = async (folder, wanted) => {
  declare(folder, `file:${wanted.tarball}`, wanted);
  writeFileSync(join(folder, "yarn.lock"), "");
  const env = {
    YARN_NODE_LINKER: "node-modules",
    YARN_GLOBAL_FOLDER: join(CACHE, "yarn-berry"),
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    YARN_ENABLE_TELEMETRY: "false",
  };
  const path = await tool("@yarnpkg/cli-dist", "4.18.1", "yarn");
  await install(folder, { ...wanted, env: { ...env, ...wanted.env } }, path, "install");
};

/**
 * As `npm link`: the package lies elsewhere, with an @pulumi/pulumi of its own, of another version than the program's.
 */
const link: Installer = async (folder, wanted) => {
  const linked = join(dirname(folder), `${basename(folder)}-linked`);
  await unpack(wanted.tarball, linked);
  const peer = `@pulumi/pulumi@${OLDEST_PULUMI}`;
  await install(linked, wanted, "npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefer-offline", peer);
  declare(folder, `file:${linked}`, wanted);
  await install(folder, wanted, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline");
};

export const INSTALLERS: readonly (readonly [string, Installer])[] = [
  ["npm", npm],
  ["pnpm 10", pnpm("10.34.9")],
  ["pnpm 12", pnpm("12.21.0")],
  ["yarn classic", yarnClassic],
  ["yarn berry, with node_modules", yarnBerry],
  ["a link", link],
];

/** What is installed of a package. */
export function installedVersion(folder: string, name: string): string {
  return readManifest(join(folder, "node_modules", name)).version;
}

function declare(folder: string, self: string, { pulumi, more = {} }: Wanted): void {
  const dependencies = { "@pulumi/pulumi": pulumi, "pulumi-vmp": self, ...more };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "program", private: true, dependencies }));
}

async function install(folder: string, { env }: Wanted, name: string, ...args: string[]): Promise<void> {
  await command(folder, { ...(await installerEnvironment()), ...env }, name, ...args);
}

/** The command of a package manager, which is installed once. */
async function tool(name: string, version: string, bin: string): Promise<string> {
  const folder = join(CACHE, `${name.replace("/", "-")}-${version}`);
  await installInto(folder, [`${name}@${version}`]);
  return join(folder, "node_modules", ".bin", bin);
}
