/** What settings there are, asked of the code that reads them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readSettings, type Settings } from "../../provider/settings";
import { read, ROOT } from "./markdown";

/** Of the vendor's tools. */
export const VARIABLE = /\b(?:VOLCENGINE|VOLCSTACK|BYTEPLUS)_[A-Z_]*[A-Z]\b/g;

export interface Known {
  /** Keys of the stack's configuration, `vmp:region`. */
  keys: Set<string>;
  /** Environment variables. */
  variables: Set<string>;
  /** With nothing set. */
  defaults: Settings;
}

export function knownSettings(): Known {
  const keys = new Set<string>();
  const variables = new Set<string>();
  const config = {
    get: (key: string): undefined => {
      keys.add(key);
    },
  };
  const env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get: (_, name) => {
        if (typeof name === "string") variables.add(name);
      },
    },
  );
  const defaults = readSettings(config, env);
  const folder = "provider/client/credentials";
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  for (const file of [...files.map((name) => `${folder}/${name}`), "provider/settings/site.ts"]) {
    for (const [name] of read(file).matchAll(VARIABLE)) variables.add(name);
  }
  return { keys, variables, defaults };
}
