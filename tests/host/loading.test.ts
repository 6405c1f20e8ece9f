/** What a preview loads: neither the wire nor the hashes, so that it starts fast and needs no network. */
import { execFileSync } from "node:child_process";
import { installed } from "../support/installed";

const SCRIPT = `
const before = new Set(Object.keys(require.cache));
const { contact } = require("pulumi-vmp/provider");
const inputs = { name: "oncall", email: "oncall@example.com" };
contact.configure({ config: { get: () => undefined } })
  .then(() => contact.check({}, inputs))
  .then(() => contact.diff("id", inputs, { ...inputs, name: "renamed" }))
  .then(({ changes }) => console.log(JSON.stringify([changes, Object.keys(require.cache).filter((file) => !before.has(file))])));
`;

test("check and diff load nothing but their own few files", async () => {
  const folder = await installed();
  const output = execFileSync(process.execPath, ["-e", SCRIPT], { cwd: folder, encoding: "utf8" });
  const [changes, files] = JSON.parse(output) as [boolean, string[]];
  expect(changes).toBe(true);
  const packages = new Set(
    files.map((file) => /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](?!.*node_modules)/.exec(file)?.[1]),
  );
  expect([...packages].sort()).toEqual(["fastest-levenshtein", "pulumi-vmp"]);
  expect(files.filter((file) => /(transport|sign|client)\.js$/.test(file))).toEqual([]);
});
