import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { built } from "./root";

/** The plugins that the official bundle has beside `pulumi`, and the file of ours that does their work. */
const PLUGINS = {
  "pulumi-language-nodejs": "main.js",
  "pulumi-resource-pulumi-nodejs": "dynamic-provider.js",
};

/** Of YAML programs; it is there when it was built. */
export const YAML_HOST = "pulumi-language-yaml";

/**
 * Lays the CLI in `folder` out like the official bundle, with the language host of this clone beside it, and returns
 * the path to run. A plugin in the same folder as the CLI is found without a warning; one on the PATH is not.
 *
 * The bundle is named after what is in it and never changes once it is there: clones of different ages share one CLI,
 * and one that is running is never changed under its feet. It holds copies, so that it outlives the clone.
 */
export function bundle(folder: string): string {
  const parts = readHost();
  const yaml = existsSync(join(folder, YAML_HOST)) ? [YAML_HOST] : [];
  const hash = createHash("sha256")
    .update(JSON.stringify([parts, ...yaml]))
    .digest("hex")
    .slice(0, 12);
  const target = join(folder, `bundle-${hash}`);
  if (!existsSync(target)) {
    const draft = mkdtempSync(`${target}.draft-`);
    for (const name of ["pulumi", ...yaml]) hardLinkOrCopy(join(folder, name), join(draft, name));
    mkdirSync(join(draft, "language-host"));
    for (const [name, text] of parts.files) writeFileSync(join(draft, "language-host", name), text);
    for (const [name, text] of parts.launchers) writeFileSync(join(draft, name), text, { mode: 0o755 });
    place(draft, target);
  }
  return join(target, "pulumi");
}

/** Renames a folder that is ready into its place, so that nobody ever sees it half done. */
export function place(ready: string, target: string): void {
  try {
    renameSync(ready, target);
  } catch (error) {
    // Another process was faster: what it made is as good.
    if (!existsSync(target)) throw error;
    rmSync(ready, { recursive: true, force: true });
  }
}

function readHost(): {
  files: [string, string][];
  launchers: [string, string][];
} {
  const folder = built("tools/engine/language-host");
  const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return {
    files: names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]),
    launchers: Object.entries(PLUGINS).map(([name, file]) => [
      name,
      `#!/usr/bin/env node\nrequire("./language-host/${file}");\n`,
    ]),
  };
}

function hardLinkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
