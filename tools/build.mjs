// `npm run build`: the types that a program reaches, the JavaScript made small, and the packaged provider as one file.
import { transformSync } from "esbuild";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import typescript from "typescript";
import { BUILT, main, root, spawnCommand } from "./setup.mjs";

// All paths are the clone's, wherever this is called.
process.chdir(root);
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

await main(async () => {
  // What a source made that is gone would be packed and loaded.
  rmSync("dist", { recursive: true, force: true });
  const code = await spawnCommand(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
  if (code !== 0) return code;
  await createRequire(import.meta.url)("../dist/tools/plugin/build.js").buildPlugin();
  const built = ["sdk", "provider", "emulator", "cli"].flatMap((folder) => filesOf(join("dist", folder)));
  for (const file of built.filter((each) => each.endsWith(".js"))) makeSmall(file);
  const reached = declarationsOf(Object.values(manifest.exports).flatMap(({ types }) => types ?? []));
  for (const file of built.filter((each) => each.endsWith(".d.ts") && !reached.has(resolve(each)))) rmSync(file);
  writeFileSync(BUILT, "");
  return 0;
});

function filesOf(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
}

/**
 * Names that a stack trace shows stay, and each export stays a statement of its own: so ES modules find it by its name.
 * What people read of a function is in its declarations.
 */
function makeSmall(file) {
  const { code } = transformSync(readFileSync(file, "utf8"), {
    minifyWhitespace: true,
    minifyIdentifiers: true,
    lineLimit: 120,
    target: "node20",
  });
  writeFileSync(file, code);
}

/** The entry points' declarations, and all that they import. */
function declarationsOf(entryPoints) {
  const program = typescript.createProgram(entryPoints, { types: [] });
  return new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));
}
