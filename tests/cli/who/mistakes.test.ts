/** `vmp-contacts who`, called in a wrong way, or with a plan that is none. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readWhoOptions } from "../../../cli/who/options";
import { folder, vmpContacts } from "../process";

test("a plan can come on stdin, as the page and --help show it", () => {
  expect(readWhoOptions(["--plan", "-"])).toMatchObject({ plan: "-" });
});

test.each([
  [["--level", "P3"], "--level must be P0, P1 or P2"],
  [["--rule", "a", "--group", "b"], "--rule and --group: give one of them"],
  [["--format", "pdf"], "--format must be text, markdown, json, html"],
])("%j is a mistake in the call", async (args, message) => {
  const { code, stderr } = await vmpContacts(["who", ...args]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
});

test.each([
  ["nothing.json", undefined, "nothing.json cannot be read: ENOENT"],
  ["text.json", "Previewing update", "it must be what pulumi preview --json --show-sames printed"],
  ["half.json", '{"steps":[],"changeSummary":{"same":1}}', "the plan lacks what stays as it is: make it with pulumi"],
  ["other.json", "{}", "this is not what pulumi preview --json --show-sames prints"],
])("a plan that is none is an error: %s", async (file, text, message) => {
  if (text !== undefined) writeFileSync(join(folder, file), text);
  const { code, stderr } = await vmpContacts(["who", "--plan", file]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) as string });
});
