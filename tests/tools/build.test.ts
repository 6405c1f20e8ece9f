/** `npm run build`, of a clone with a source a folder. */
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../../tools/engine";
import { run } from "../../tools/engine/process";
import { temporaryFolder } from "../support/temporary-folder";

const SETTINGS = { module: "commonjs", target: "es2022", outDir: "dist", rootDir: ".", declaration: true, types: [] };
const ENTRY = { types: "./dist/sdk/a.d.ts", default: "./dist/sdk/a.js" };

const SOURCES = {
  "package.json": JSON.stringify({ exports: { ".": ENTRY }, bin: { a: "./dist/cli/a.js" } }),
  "tsconfig.build.json": JSON.stringify({
    compilerOptions: SETTINGS,
    include: ["*/**/*.ts"],
    exclude: ["dist", "node_modules"],
  }),
  "tools/plugin/build.ts": "export function buildPlugin(): void {}",
  ...Object.fromEntries(["sdk", "provider", "emulator", "cli"].map((name) => [`${name}/a.ts`, "export const a = 1;"])),
};

function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

test("what no entry point reaches is not there, nor what a source made that is gone; where it is called all stays", async () => {
  const [clone, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const scripts = ["tools/build.mjs", "tools/setup.mjs"];
  for (const script of scripts) cpSync(join(ROOT, script), join(clone, script));
  symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
  write(clone, { ...SOURCES, "dist/cli/gone.js": "", "dist/gone/gone.js": "", "dist/.built": "" });
  write(elsewhere, { "dist/mine.js": "" });
  const { code, stderr } = await run(process.execPath, [join(clone, "tools/build.mjs")], { cwd: elsewhere });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const built = ["sdk/a.js", "sdk/a.d.ts", "cli/a.js", ".built"];
  const gone = ["cli/a.d.ts", "cli/gone.js", "gone", "provider/a.js"];
  expect([...built, ...gone].filter((name) => existsSync(join(clone, "dist", name)))).toEqual(built);
  expect(existsSync(join(elsewhere, "dist/mine.js"))).toBe(true);
  write(clone, { "cli/a.ts": "export const a: string = 1;" });
  expect(await run(process.execPath, [join(clone, "tools/build.mjs")])).toMatchObject({ code: 2 });
  expect(existsSync(join(clone, "dist/.built"))).toBe(false);
});
