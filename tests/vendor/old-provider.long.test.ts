/**
 * The properties of the vendor's bridged provider, out of its SDK for Python, beside those of this package: what
 * docs/migration.md says of them. Without Python this is skipped.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rowsOf } from "../../provider/fields/walk";
import { RESOURCE_TYPES } from "../../provider/resources";
import { command } from "../matrix/support/command";
import { temporaryFolder } from "../support/temporary-folder";

const NAME = "pulumi_volcengine-0.0.47";

const hasPython = spawnSync("python3", ["-m", "pip", "--version"]).status === 0;

/** The paths of the properties of a class of arguments, as this package writes them. */
function pathsOf(name: string, classes: string, before = ""): string[] {
  const [, body = ""] = classes.split(`class ${name}:`);
  const [own = ""] = body.split("\nclass ");
  const getter = /@pulumi\.getter(?:\(name="(\w+)"\))?\s+def (\w+)\(self\) -> (.*):/g;
  return [...own.matchAll(getter)].flatMap(([, named, plain = "", type = ""]) => {
    const [, inner] = /'(\w+)'/.exec(type) ?? [];
    const path = before + (named ?? plain);
    const below = `${path}${type.includes("Sequence") ? "[]" : ""}.`;
    return [path, ...(inner === undefined ? [] : pathsOf(inner, classes, below))];
  });
}

(hasPython ? test : test.skip)(
  "the properties have the same names, but for groupBies and what is ours alone",
  async () => {
    const folder = temporaryFolder();
    const requirement = NAME.replace("-", "==");
    const pip = ["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", requirement];
    await command(folder, process.env, "python3", ...pip);
    await command(folder, process.env, "tar", "xzf", `${NAME}.tar.gz`);
    const read = (file: string): string => readFileSync(join(folder, NAME, "pulumi_volcengine", "vmp", file), "utf8");
    const theirs = RESOURCE_TYPES.map(({ name }) => {
      const file = `${name.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase()}.py`;
      return [name, pathsOf(`${name}Args`, read(file) + read("_inputs.py")).sort()];
    });
    const ours = RESOURCE_TYPES.map(({ name, fields }) => {
      const rows = rowsOf(fields).filter(({ field, path }) => field.api !== undefined && path !== "enabled");
      return [name, rows.map(({ path }) => path.replace("groupBy", "groupBies")).sort()];
    });
    expect(Object.fromEntries(theirs)).toEqual(Object.fromEntries(ours));
  },
);
