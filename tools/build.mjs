// `npm run build`: the types that a program reaches, the JavaScript bundled, and the packaged provider as one file.
import { build, transformSync } from "esbuild";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import typescript from "typescript";
import { BUILT, main, root, spawnCommand } from "./setup.mjs";

// All paths are the clone's, wherever this is called.
process.chdir(root);
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const entryPoints = Object.values(manifest.exports).filter((each) => each.types);

// What people read of a function is in its declarations.
const SMALL = { platform: "node", target: "node20", minify: true };

await main(async () => {
  // What a source made that is gone would be packed and loaded.
  rmSync("dist", { recursive: true, force: true });
  const code = await spawnCommand(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
  if (code !== 0) return code;
  await createRequire(import.meta.url)("../dist/tools/plugin/build.js").buildPlugin();
  const reached = declarationsOf(entryPoints.map(({ types }) => types));
  const compiled = ["sdk", "provider", "emulator", "cli"].flatMap((folder) => filesOf(join("dist", folder)));
  for (const file of compiled.filter((each) => !reached.has(resolve(each)))) rmSync(file);
  await bundle([...entryPoints.map((each) => each.default), ...Object.values(manifest.bin)]);
  writeFileSync(BUILT, "");
  return 0;
});

function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** The entry points' declarations, and all that they import. */
function declarationsOf(files) {
  const program = typescript.createProgram(files, { types: [] });
  return new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));
}

/**
 * A file for each entry point; what several of them load, or load later, is once in `dist/parts`. esbuild takes apart
 * ES modules alone, so they become CommonJS file by file. Each export has a name there that ES modules find.
 */
async function bundle(files) {
  const { outputFiles } = await build({
    ...SMALL,
    absWorkingDir: root,
    entryPoints: files.map((file) => file.replace(/^\.\/dist\/(.*)\.js$/, "$1.ts")),
    outbase: ".",
    outdir: "dist",
    chunkNames: "parts/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    packages: "external",
    // Those that a stack trace shows, and an object that is printed.
    keepNames: true,
    write: false,
  });
  const commonJs = {
    ...SMALL,
    format: "cjs",
    banner: '"use strict";',
    supported: { "dynamic-import": false },
    lineLimit: 120,
  };
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, transformSync(text, commonJs).code);
  }
}
