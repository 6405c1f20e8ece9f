/** `vmp-contacts who --plan`: who is lost and who is gained, over which channels. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/engine";
import { ALL, ada, bo, NOT_KNOWN, payments, plan, team, urn } from "./plans";
import { whoOf } from "./support";

test("somebody who leaves and somebody who comes are named, and a channel that nobody is left on", async () => {
  const cy = { type: "Contact", inputs: { name: "cy", email: "cy@example.com" } };
  const changed = {
    ...team,
    inputs: { name: "team", contactIds: ["a", NOT_KNOWN] },
    dependencies: { contactIds: [urn("Contact", "ada"), urn("Contact", "cy")] },
  };
  const stdout = await whoOf(plan(ALL, { ...ALL, bo: undefined, team: changed, cy }));
  const [, shown] = /```text\n([^]*?)```/.exec(readFileSync(join(ROOT, "docs", "who.md"), "utf8")) ?? [];
  expect(stdout).toBe(shown);
  expect(stdout).toMatch(/^payments, P0: loses bo, gains cy, nobody left on WeCom\n/);
});

test("nothing is nothing", async () => {
  expect(await whoOf(plan(ALL, ALL))).toMatch(/^Nothing changes for anybody\.\n/);
});

test.each(["aws:ssmcontacts/contact:Contact", "myvmp:index:Contact"])("%s is somebody else's", async (type) => {
  expect(await whoOf(plan({}, { pager: { type, inputs: { name: "pager" } } }))).not.toContain("pager");
});

test("contacts of the packaged provider are contacts", async () => {
  const bought = { ...ada, type: "vmp:index:Contact" };
  expect(await whoOf(plan({}, { ada: bought }))).toContain("contact ada: e-mail");
});

test("what it does not tell is not guessed: groups that are made only now, in more than one level", async () => {
  const [one, two] = ["one", "two"].map((name) => ({ type: "ContactGroup", inputs: { name, contactIds: ["a"] } }));
  const levels = ["P0", "P1"].map((level) => ({ level, contactGroupIds: [NOT_KNOWN], channels: ["Email"] }));
  const policy = {
    ...payments,
    inputs: { name: "payments", levels },
    dependencies: { levels: [urn("ContactGroup", "one"), urn("ContactGroup", "two")] },
  };
  const stdout = await whoOf(plan(ALL, { ...ALL, payments: policy, one, two }), "--policy", "payments");
  expect(stdout).toContain("P1: group a group that is not known yet");
  expect(stdout).not.toMatch(/nobody/);
});

test("in a group that no policy uses, who leaves it is told of there, and who goes altogether is told of once", async () => {
  const cy = { type: "Contact", id: "c", inputs: { name: "cy", email: "cy@example.com" } };
  const three = { ...team, inputs: { name: "team", contactIds: ["a", "b", "c"] } };
  const before = { ada, bo, cy, team: three };
  const after = { ...before, bo: undefined, team: { ...team, inputs: { name: "team", contactIds: ["a"] } } };
  expect((await whoOf(plan(before, after))).split("\n\n")[0]).toBe(
    "group team: loses cy\ncontact bo: goes, was in team",
  );
});

test("channels of a level come and go", async () => {
  const levels = [{ level: "P0", contactGroupIds: ["t"], channels: ["Email", "Webhook"] }];
  const policy = { ...payments, inputs: { name: "payments", levels } };
  expect(await whoOf(plan(ALL, { ...ALL, payments: policy }))).toMatch(
    /^payments, P0: now also over webhook, no longer over WeCom\n\n/,
  );
});

test("a channel that goes, a policy that goes, and a contact that nothing reaches any more", async () => {
  const silent = { ...ada, inputs: { name: "ada" } };
  const stdout = await whoOf(plan(ALL, { ...ALL, ada: silent, payments: undefined }));
  expect(stdout.split("\n\n")[0]?.split("\n")).toEqual([
    "payments: goes",
    "payments, P0: loses ada, bo, nobody is told of it any more",
    "contact ada: loses e-mail, nothing reaches it",
  ]);
});

test("what a person confirmed is true of the same address alone", async () => {
  const confirmed = { ...ada, outputs: { ...ada.inputs, emailActive: false } };
  const moved = { ...ada, inputs: { name: "ada", email: "new@example.com" } };
  expect(await whoOf(plan({ confirmed }, { confirmed: { ...ada } }))).toContain("contact ada: e-mail (not confirmed)");
  expect(await whoOf(plan({ confirmed }, { confirmed: moved }))).toContain("contact ada: e-mail; in no group");
});
