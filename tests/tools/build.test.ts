/** `npm run build`, of a clone with a source a folder. */
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../../tools/engine";
import { run } from "../../tools/engine/process";
import { temporaryFolder } from "../support/temporary-folder";

const SETTINGS = { module: "commonjs", target: "es2022", outDir: "dist", rootDir: ".", types: [], skipLibCheck: true };

const SOURCES = {
  "package.json": JSON.stringify({ exports: {} }),
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

test("what a source made that is gone is gone, and nothing of the folder where it is called", async () => {
  const [clone, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const scripts = ["tools/build.mjs", "tools/setup.mjs"];
  for (const script of scripts) cpSync(join(ROOT, script), join(clone, script));
  symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
  write(clone, { ...SOURCES, "dist/cli/gone.js": "", "dist/gone/gone.js": "", "dist/.built": "" });
  write(elsewhere, { "dist/mine.js": "" });
  const { code, stderr } = await run(process.execPath, [join(clone, "tools/build.mjs")], { cwd: elsewhere });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const there = ["cli/a.js", "cli/gone.js", "gone", ".built"].filter((name) => existsSync(join(clone, "dist", name)));
  expect(there).toEqual(["cli/a.js", ".built"]);
  expect(existsSync(join(elsewhere, "dist/mine.js"))).toBe(true);
  write(clone, { "cli/a.ts": "export const a: string = 1;" });
  expect(await run(process.execPath, [join(clone, "tools/build.mjs")])).toMatchObject({ code: 2 });
  expect(existsSync(join(clone, "dist/.built"))).toBe(false);
});
