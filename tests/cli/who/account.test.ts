/** `vmp-contacts who`: of an account, over real HTTP. */
import type { Emulator } from "../../../emulator";
import { closeAll, start } from "../../emulator/support";
import { shownBlocks } from "../../docs/shell";
import { asShown, vmpContacts } from "../process";
import { make, openAccount } from "./support";

let emulator: Emulator;

beforeAll(async () => {
  ({ emulator } = await openAccount());
});

afterAll(() => emulator.close());
afterEach(closeAll);

test("all of it: who is told, over what, and what leads nowhere; no address", async () => {
  const { code, stdout } = await vmpContacts(["who"], emulator);
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      "rule disk-full: policy payments",
      "policy payments",
      "  P0: group team",
      "    ada: e-mail (not confirmed)",
      "    bo: none of these channels; it has WeCom",
      "    nobody on Lark",
      "group idle: in no policy",
      "  nobody",
      "contact cy: phone (P0 alone); in no group",
      "",
    ].join("\n"),
  );
});

test("docs/who.md names what there is here", async () => {
  const [commands = []] = shownBlocks("docs/who.md", "Who is alerted now");
  expect(commands).toHaveLength(5);
  for (const command of commands) expect(await asShown(command, emulator)).toMatchObject({ code: 0, stderr: "" });
});

test.each([
  [
    "--contact",
    "ada",
    "contact ada: e-mail (not confirmed)\n  in group team\n  policy payments, P0: e-mail (not confirmed)\n",
  ],
  ["--contact", "cy", "contact cy: phone (P0 alone)\n  in no group\n  no policy tells it of anything\n"],
  ["--group", "team", "group team: policy payments P0\n  ada: e-mail (not confirmed)\n  bo: WeCom\n"],
  [
    "--rule",
    "disk-full",
    "rule disk-full: policy payments\n  P0: group team\n    ada: e-mail (not confirmed)\n    bo: none of these channels; it has WeCom\n    nobody on Lark\n",
  ],
])("%s %s", async (option, name, expected) => {
  expect((await vmpContacts(["who", option, name], emulator)).stdout).toBe(expected);
});

test.each([
  [
    "--contact",
    "ada",
    "contact ada: e-mail (not confirmed)\n  in group team\n  no policy tells it of anything at P1\n",
  ],
  [
    "--contact",
    "bo",
    "contact bo: WeCom\n  in group team\n  policy payments, P0: none of these channels; it has WeCom\n",
  ],
  ["--group", "team", "group team: in no policy at P1\n  ada: e-mail (not confirmed)\n  bo: WeCom\n"],
  ["--policy", "payments", "policy payments\n  P1: nobody, as the policy does not have it\n"],
])("%s %s at a level", async (option, name, expected) => {
  const level = name === "bo" ? "P0" : "P1";
  expect((await vmpContacts(["who", option, name, "--level", level], emulator)).stdout).toBe(expected);
});

test("a phone reaches whoever is asked for, too, at P0", async () => {
  const di = await make(emulator, "CreateContact", {
    Name: "di",
    PhoneNumber: { CountryCode: "+86", Number: "13300000002" },
  });
  const pager = await make(emulator, "CreateContactGroup", { Name: "pager", ContactIds: [di] });
  const Levels = ["P0", "P1"].map((Level) => ({ Level, ContactGroupIds: [pager], Channels: ["Email"] }));
  const Id = await make(emulator, "CreateNotifyPolicy", { Name: "pages", Levels });
  const { stdout } = await vmpContacts(["who", "--contact", "di"], emulator);
  expect(stdout).toContain("  policy pages, P0: phone (P0 alone)\n");
  expect(stdout).toContain("  policy pages, P1: none of these channels; it has phone (P0 alone)\n");
  await make(emulator, "DeleteNotifyPolicy", { Id });
  await make(emulator, "DeleteContactGroups", { Ids: [pager] });
  await make(emulator, "DeleteContacts", { Ids: [di] });
});

test.each([
  [["--policy", "payments"], "disk-full; payments P0; team; ada, bo"],
  [["--rule", "disk-full", "--level", "P1"], "disk-full; payments ; ; "],
  [["--group", "idle"], "; ; idle; "],
  [["--group", "team"], "disk-full; payments P0; team; ada, bo"],
  [["--contact", "ada"], "disk-full; payments P0; team; ada"],
  [["--contact", "cy"], "; ; ; cy"],
  [["--level", "P2"], "; ; ; "],
])("for machines: the part that is asked for: %j", async (part, expected) => {
  const { stdout } = await vmpContacts(["who", "--format", "json", ...part], emulator);
  const road = JSON.parse(stdout) as Record<string, { name: string; levels?: { level: string }[] }[]>;
  const lists = ["rules", "policies", "groups", "contacts"].map((list) =>
    road[list]
      ?.map(({ name, levels }) => [name, ...(levels ? [levels.map(({ level }) => level).join("")] : [])].join(" "))
      .join(", "),
  );
  expect(lists.join("; ")).toBe(expected);
});

test("keys that may not read rules are told so, and shown the rest; a rule that is asked for is an error", async () => {
  emulator.faults.set([{ fault: "redirect", action: "ListAlertingRules" }]);
  const { code, stdout, stderr } = await vmpContacts(["who"], emulator);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringContaining("Alerting rules are not shown: list alerting rules: ") as string,
  });
  expect(stdout).toMatch(/^policy payments\n/);
  expect((await vmpContacts(["who", "--rule", "disk-full"], emulator)).code).toBe(1);
  emulator.faults.clear();
});

test("for machines: each thing once, by its name", async () => {
  const { stdout } = await vmpContacts(["who", "--format", "json"], emulator);
  expect(JSON.parse(stdout)).toMatchObject({
    rules: [{ name: "disk-full", policy: "payments" }],
    policies: [
      {
        name: "payments",
        levels: [
          {
            level: "P0",
            told: [
              { name: "ada", channels: ["Email"] },
              { name: "bo", channels: [] },
            ],
          },
        ],
      },
    ],
    contacts: [{ name: "ada" }, { name: "bo", channels: [{ name: "WeComBotWebhook" }] }, { name: "cy" }],
  });
  expect(stdout).not.toContain("canary");
});

test("a name that nobody has is an error that names a near one", async () => {
  const { code, stderr } = await vmpContacts(["who", "--policy", "payment"], emulator);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('there is no notify policy "payment"; did you mean "payments"?') as string,
  });
  const odd = await vmpContacts(["who", "--policy", "\u001b[31m"], emulator);
  expect(odd.stderr).toContain('there is no notify policy "\\u001b[31m"');
  const empty = await start();
  const { stderr: alone } = await vmpContacts(["who", "--policy", "payment"], empty);
  expect(alone).toBe('vmp-contacts: there is no notify policy "payment"\n');
});
