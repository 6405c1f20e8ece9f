/** `npm start` is the first that a newcomer sees: what it sets has to be set as the README says. */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { secretPaths } from "../../provider/fields/secrets";
import { SETTINGS } from "../../provider/settings/table";
import { run } from "../../tools/engine/process";
import { ROOT } from "../../tools/engine/root";
import { NOBODY } from "../support/nobody";
import { temporaryFolder } from "../support/temporary-folder";

test("it sets no secret in the clear, of which each of its runs would warn", () => {
  const program = readFileSync(join(ROOT, "tools", "start.mjs"), "utf8");
  const [, plain = ""] = /\bconfig: \{(.*?)\}/s.exec(program) ?? [];
  const keys = [...plain.matchAll(/"vmp:(\w+)"/g)].map(([, key]) => key);
  expect(keys).toContain("endpoint");
  expect(keys.filter((key) => secretPaths(SETTINGS).includes(key ?? ""))).toEqual([]);
});

test("of what failed first it tells, also where the emulator cannot be asked any more", async () => {
  const folder = temporaryFolder();
  const real = pathToFileURL(join(ROOT, "tools", "setup.mjs")).href;
  copyFileSync(join(ROOT, "tools", "start.mjs"), join(folder, "start.mjs"));
  writeFileSync(
    join(folder, "setup.mjs"),
    `export { main, onStop, say } from ${JSON.stringify(real)};
    export const root = import.meta.dirname;
    const fails = (message) => () => Promise.reject(new Error(message));
    export const setUp = async () => ({
      packPackage: () => "", installInto: () => {}, ownVersion: () => "", findEngine: () => ({}),
      startEmulator: () => ({ contacts: fails("nobody answers"), stop: () => console.error("stopped") }),
      openWorkspace: fails("what happened"),
    });`,
  );
  const { code, stderr } = await run(process.execPath, [join(folder, "start.mjs")], { cwd: folder, env: NOBODY });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/stopped\nwhat happened\n$/)]);
});
