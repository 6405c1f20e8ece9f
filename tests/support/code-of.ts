/** The JavaScript of an installed package, and the parts of it that are loaded late. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** File by file, by their paths in `dist`. */
export function codeOf(folder: string): Record<string, string> {
  return filesIn(join(folder, "node_modules", "pulumi-vmp", "dist"), ".js");
}

/** What is in the files below a folder whose names end so, by their paths in it. */
export function filesIn(folder: string, ending: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** The path of the file in which the package has a module that is loaded late, such as `client`. */
export function latePart(folder: string, name: string): string {
  const parts = Object.keys(codeOf(folder)).filter((file) => new RegExp(`^parts.${name}-\\w+\\.js$`).test(file));
  if (parts.length !== 1) throw new Error(`The package has ${String(parts.length)} parts that are ${name}.`);
  return join(folder, "node_modules", "pulumi-vmp", "dist", ...parts);
}
