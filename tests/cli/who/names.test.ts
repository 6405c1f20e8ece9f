/** `vmp-contacts who`: names are other people's, and are only shown. */
import { ALL, ada, payments, plan } from "./plans";
import { whoOf } from "./support";

test("a channel or a level of another name makes no line of its own", async () => {
  const levels = [{ level: "P0\n::error::", contactGroupIds: ["t"], channels: ["x\n::error::\u202e"] }];
  const odd = { ...payments, inputs: { name: "payments", levels } };
  const stdout = await whoOf(plan(ALL, { ...ALL, payments: odd }));
  expect(stdout).toContain("\n  P0 error: group team\n");
  expect(stdout).toContain("nobody on x error\n");
});

test.each(["text", "html"])("a channel of a name that objects have is any other one, as %s", async (format) => {
  const levels = [{ level: "P0", contactGroupIds: ["t"], channels: ["toString"] }];
  const odd = { ...payments, inputs: { name: "payments", levels } };
  expect(await whoOf(plan(ALL, { ...ALL, payments: odd }), "--format", format)).toContain("nobody on toString");
});

test("as Markdown, names are code, and nobody is mentioned", async () => {
  const odd = { ...ada, inputs: { ...ada.inputs, name: "`@ada`\n::error::" } };
  const stdout = await whoOf(plan(ALL, { ...ALL, ada: odd }), "--format", "markdown");
  expect(stdout).toMatch(/^- contact `'@ada' ::error::`: was `ada`\n\n- policy `payments`\n {2}- P0: group `team`\n/);
});
