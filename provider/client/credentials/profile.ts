/**
 * The file of the vendor's CLI, `~/.volcengine/config.json`, and the profile of it that is meant.
 *
 * Source: `clicreds` of the vendor's Go SDK.
 */
import { homedir } from "node:os";
import { join } from "node:path";
import { isObject, member, nonBlank, parseJson } from "../../json";
import type { JsonObject } from "../types";
import { type Site, variableOf } from "../../settings/site";
import type { Missing } from "./link";
import { readTextFile } from "./text-file";

export interface Profile {
  /** Of the file. */
  path: string;
  /** For a person: the file and the profile's name. */
  title: string;
  values: JsonObject;
  /** The whole file, for what a profile refers to. */
  file: JsonObject;
}

/** @param asked the profile that the stack's configuration names */
export function readProfile(asked: string | undefined, env: NodeJS.ProcessEnv, site: Site): Profile | Missing {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const named = nonBlank(env[variableOf(site, "VOLCENGINE_CLI_CONFIG_FILE")]);
  const path = named ?? join(home, site.folder, "config.json");
  const wanted = asked ?? site.profileVariables.map((name) => nonBlank(env[name])).find((name) => name !== undefined);
  const read = readTextFile(path);
  if ("missing" in read) {
    const { missing, isThere } = read;
    return { missing, ...(!isThere && !named && !wanted && { notSetUp: true }) };
  }
  const file = parseJson(read.text);
  if (!isObject(file)) return { missing: `${path}: it is not a JSON object` };

  const chosen = wanted ?? nonBlank(member(file, "current"));
  const name = chosen ?? "default";
  const values = member(member(file, "profiles"), name);
  if (!isObject(values)) {
    return { missing: `${path}: there is no profile "${name}"`, ...(!chosen && !named && { notSetUp: true }) };
  }
  return { path, title: `${path}: profile "${name}"`, values, file };
}

/** Of which kind a profile is: where its keys are. */
export function modeOf({ values }: Profile): string {
  return (nonBlank(member(values, "mode")) ?? "ak").toLowerCase();
}
