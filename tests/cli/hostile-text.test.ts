/** Whatever others gave as names, levels and channels: nothing printed is a command to a terminal, a log or a page. */
import type { JsonObject } from "../../provider/values";
import { closeAll, ok, startServer } from "../provider/client/server";
import { vmpContacts } from "./process";

afterEach(closeAll);

const LINK = "![seen](http://attacker.example/) @everyone `x` <b>";
const NAME = `ada\u001b[31m\u009b31m\u202e\n::error::told\r##[error]${LINK}${"x".repeat(40)}`;
const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
const MESSAGE = { Title: "x", Content: "y" };

const ACCOUNT: Record<string, JsonObject> = {
  ListContacts: { Id: idOf(1), Name: NAME, Email: NAME, ContactGroupIds: [idOf(2)] },
  ListContactGroups: { Id: idOf(2), Name: `group-${NAME}`, ContactIds: [idOf(1)] },
  ListNotifyGroupPolicies: { Id: idOf(3), Name: NAME, Levels: [] },
  ListNotifyTemplates: { Id: idOf(4), Name: NAME, Channel: NAME, Active: MESSAGE, Resolved: MESSAGE },
  ListNotifyPolicies: {
    Id: idOf(5),
    Name: NAME,
    Levels: [{ Level: `P0${LINK}`, ContactGroupIds: [idOf(2)], Channels: ["Email", NAME], ResolvedChannels: [] }],
  },
  ListSilencePolicies: { Id: idOf(6), Name: NAME, TimeRangeMatchers: [{ Location: NAME, Date: NAME }] },
  ListAlertingRules: { Id: idOf(7), Name: NAME, NotifyPolicyId: idOf(5) },
};

async function printed(...args: string[]): Promise<string> {
  const { url } = await startServer((response, request) => {
    const action = new URL(request.url, "http://localhost").searchParams.get("Action") ?? "";
    const { [action]: item } = ACCOUNT;
    ok(response, item ? { Items: [item], Total: 1 } : (ACCOUNT[action.replace(/^Get(.*)$/, "List$1s")] ?? {}));
  });
  const keys = { VOLCENGINE_ACCESS_KEY: "AK", VOLCENGINE_SECRET_KEY: "SK" };
  const { stdout, stderr } = await vmpContacts(args, { VOLCENGINE_ENDPOINT: url, ...keys });
  expect(stdout).toContain("ada");
  return stdout + stderr;
}

test.each([
  ["list"],
  ["list", "--format", "json"],
  ["who"],
  ["who", "--format", "json"],
  ["who", "--format", "markdown"],
  ["who", "--format", "html"],
  ["export"],
  ["export", "--format", "yaml"],
  ["export", "--json"],
])("%s %s %s", async (...args) => {
  const text = await printed(...args);
  expect(text).not.toMatch(/(?!\n)\p{C}/u);
  expect(text).not.toMatch(/^\s*(::|##\[)/m);
});

test("a JSON document has them as they are", async () => {
  const [contact] = JSON.parse(await printed("list", "--format", "json")) as { name: string }[];
  expect(contact?.name).toBe(NAME);
});

test("in Markdown, what is no name is words", async () => {
  const text = await printed("who", "--format", "markdown");
  expect(text.replace(/`[^`\n]*`/g, "")).not.toMatch(/[@<!(\][]|:\/\//);
});
