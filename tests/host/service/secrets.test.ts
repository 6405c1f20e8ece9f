/** No secret of what an operation is about is shown or kept in the clear, whatever the service repeats. */
import { type Answer, refusal, result, resultOf } from "../../support/service/answers";
import type { Bend } from "../../support/service/service";
import type { Values } from "../provider-host";
import { failureOf, stage } from "./stage";

const here = stage();

/** Each with secrets of its own. */
function contact(name: string, generation: string): Values {
  const secret = (what: string): string => `canary-${what}-${name}-${generation}`;
  return {
    name,
    email: "a@example.com",
    webhook: { address: `https://example.com/${secret("path")}?key=${secret("query")}`, token: secret("token") },
    larkBotWebhook: {
      address: `https://open.feishu.cn/open-apis/bot/v2/hook/${secret("lark")}`,
      secretKey: secret("larkKey"),
    },
  };
}

const OLD = contact("oncall", "old");
const NEW = contact("oncall", "new");

/** What the service says: all secrets that it was ever sent, and in a form that is not theirs. */
let said = "";
/** What was shown or kept beside errors. */
let shownBefore = 0;

beforeEach(() => {
  said = JSON.stringify([OLD, NEW, contact("other", "old")]);
  said += Buffer.from(said).toString("base64") + encodeURIComponent(said);
  shownBefore = here.host.shown.length;
});

function refused(status: number, code: string): Bend {
  return () => refusal(status, code, said);
}

function silent(...told: unknown[]): void {
  const all = JSON.stringify([...told, here.host.shown.slice(shownBefore), here.host.stderr]);
  expect(all).toContain("***");
  expect(all).not.toMatch(/canary|%63anary|Y2FuYXJ5|NhbmFye|jYW5hcn/);
}

const made = async (inputs = OLD): Promise<{ id: string; state: Values }> => here.host.create(inputs);

test.each(["CreateContact", "ListContacts"])("a create (%s refused)", async (action) => {
  here.service.every(action, refused(403, "AccessDenied"));
  silent(await failureOf(made({ ...NEW, adopt: true })));
});

test("a take-over: the secrets of what is there, too", async () => {
  await made();
  await here.restart();
  here.service.every("UpdateContact", refused(400, "InvalidParameter.Name"));
  silent(await failureOf(made({ ...NEW, adopt: true })));
});

test("a read", async () => {
  const { id, state } = await made();
  here.service.every("GetContact", refused(403, "AccessDenied"));
  silent(await failureOf(here.host.read(id, state)));
});

test("reads of several at once", async () => {
  const [one, two] = await Promise.all([made(), made(contact("other", "old"))]);
  here.service.every("ListContacts", refused(403, "ProductUnsubscribed"));
  silent(...(await Promise.all([one, two].map(({ id, state }) => failureOf(here.host.read(id, state))))));
});

test("an update", async () => {
  const { id, state } = await made();
  here.service.every("UpdateContact", refused(400, "InvalidParameter.Name"));
  silent(await failureOf(here.host.update(id, state, NEW)));
});

test.each(["CreateContact", "UpdateContact", "SendValidationMessage"])("what %s says of its mail", async (action) => {
  const talking: Bend = (act): Answer =>
    result({ ...resultOf(act()), SendStatus: `MessageFailed.${said.slice(0, 100)}`, Message: said });
  here.service.every(action, talking);
  const { id, state } = await made();
  const updated = await here.host.update(id, state, {
    ...OLD,
    ...(action === "UpdateContact" ? { email: "b@example.com" } : { resendValidation: "now" }),
  });
  for (const kept of [state, updated]) {
    silent(here.host.shown.slice(shownBefore), kept.sendStatus, kept.sendMessage, "***");
  }
});

test("a mail that is refused", async () => {
  const { id, state } = await made();
  here.service.every("SendValidationMessage", refused(403, "AccessDenied"));
  silent(await failureOf(here.host.update(id, state, { ...OLD, resendValidation: "now" })));
});

test.each(["warn", "fail"])("a test of a webhook (%s)", async (testOnApply) => {
  const { id, state } = await made();
  here.service.every("TestWebhook", () => result({ StatusCode: 500, ErrorMessage: said, Body: said }));
  here.service.every("TestLarkBotWebhook", refused(403, "AccessDenied"));
  silent(await failureOf(here.host.update(id, state, { ...NEW, testOnApply })));
});

test("a delete", async () => {
  const { id, state } = await made();
  here.service.every("DeleteContacts", refused(403, "AccessDenied"));
  silent(await failureOf(here.host.delete(id, state)));
});

test.each([1, 2])("a delete that is refused for one of %d", async (number) => {
  const contacts = await Promise.all([made(), made(contact("other", "old"))]);
  const UnsuccessfulItems = contacts.map(({ id }) => ({ Id: id, Error: { Code: said, Message: said } }));
  here.service.every("DeleteContacts", () => result({ SuccessfulItems: [], UnsuccessfulItems }));
  const asked = contacts.slice(0, number);
  silent(...(await Promise.all(asked.map(({ id, state }) => failureOf(here.host.delete(id, state))))));
});
