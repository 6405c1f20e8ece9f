/** Names, ids and words of others are text in what is shown: one line, and no command to a terminal or a log. */
import { doneWith, refusal, result } from "../../support/service/answers";
import type { Values } from "../provider-host";
import { failureOf, stage } from "./stage";

const here = stage();

const COMMANDS = "x\n::error::a\r\n::add-mask::b\u2028##[add-mask]c\u001b[2J<{%fg 1%}>\n```\n\u202e";
const NAMED = { name: COMMANDS, email: "a@example.com" };

let shownBefore = 0;
let printedBefore = 0;

beforeEach(() => {
  shownBefore = here.host.shown.length;
  printedBefore = here.host.stderr.length;
});

/** Each of what was told, and each message that was shown, is one line. */
function tame(...told: string[]): void {
  const all = [...told, ...here.host.shown.slice(shownBefore), ...here.host.stderr.slice(printedBefore).split(" \n")];
  expect(all.join("")).toContain("add-mask");
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  for (const each of all) expect(each).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]|##\[|<\{%|```/);
}

test("the name in the state, when it is read, updated and deleted", async () => {
  const refused = await Promise.all([
    failureOf(here.host.read("id", NAMED)).then(() =>
      failureOf(here.host.update("id", NAMED, { ...NAMED, email: "b@example.com" })),
    ),
    failureOf(here.host.update("id", NAMED, { ...NAMED, name: "renamed" })),
  ]);
  here.service.every("DeleteContacts", () => refusal(403, "AccessDenied"));
  tame(...refused, await failureOf(here.host.delete(COMMANDS, NAMED)));
});

test("the name and the properties of a program that is checked", async () => {
  const odd = { name: COMMANDS, larkBotWebhook: { address: "https://example.com/hook" }, [COMMANDS]: "1" };
  const { failures } = await here.host.check({}, odd);
  tame(...failures);
});

test.each([true, false])("the id of what has the name (adopt: %s)", async (adopt) => {
  const there = { Id: COMMANDS, Name: "oncall" };
  here.service.every("ListContacts", () => result({ Total: 1, Items: [there] }));
  here.service.every("GetContact", () => result(there));
  here.service.every("CreateContact", () => refusal(409, "Conflict.Name"));
  here.service.every("GetContact", () => result({ Id: COMMANDS, Name: "oncall" }));
  here.service.every("UpdateContact", () => result({ Id: COMMANDS }));
  tame(await failureOf(here.host.create({ name: "oncall", email: "a@example.com", adopt })));
});

test("what is said of the mail, also as it is kept", async () => {
  const told = { SendStatus: `MessageFailed.${COMMANDS}`, Message: COMMANDS };
  here.service.every("CreateContact", doneWith(told));
  const { state }: { state: Values } = await here.host.create({ name: "oncall", email: "a@example.com" });
  tame(String(state.sendStatus), String(state.sendMessage));
});

test("the reason of a refused delete", async () => {
  const { id, state } = await here.host.create({ name: "oncall", email: "a@example.com" });
  const UnsuccessfulItems = [{ Id: id, Error: { Code: COMMANDS, Message: COMMANDS } }];
  here.service.every("DeleteContacts", () => result({ UnsuccessfulItems }));
  tame(await failureOf(here.host.delete(id, state)));
});

test("an error's code, message and request id", async () => {
  const body = { ResponseMetadata: { RequestId: COMMANDS, Error: { Code: COMMANDS, Message: COMMANDS } } };
  here.service.every("CreateContact", () => ({ status: 400, body: JSON.stringify(body) }));
  tame(await failureOf(here.host.create({ name: "oncall", email: "a@example.com" })));
});
