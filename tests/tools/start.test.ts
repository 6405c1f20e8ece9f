/** `npm start` is the first that a newcomer sees: what it sets has to be set as the README says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { secretPaths } from "../../provider/fields/secrets";
import { SETTINGS } from "../../provider/settings/table";
import { ROOT } from "../../tools/engine/root";

test("it sets no secret in the clear, of which each of its runs would warn", () => {
  const program = readFileSync(join(ROOT, "tools", "start.mjs"), "utf8");
  const [, plain = ""] = /\bconfig: \{(.*?)\}/s.exec(program) ?? [];
  const keys = [...plain.matchAll(/"vmp:(\w+)"/g)].map(([, key]) => key);
  expect(keys).toContain("endpoint");
  expect(keys.filter((key) => secretPaths(SETTINGS).includes(key ?? ""))).toEqual([]);
});
