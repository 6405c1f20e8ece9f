/** What VMP repeats of a contact in its own words: no secret of it is told or kept, whether it has it or had it. */
import type { Properties } from "../../../../provider/values";
import { type Answer, service } from "../../client/records/service";
import { closeAll, ok, refuse } from "../../client/server";
import { contact, contextFor } from "../../support";

afterEach(closeAll);

const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";
const [OLD, NEW] = ["k3Yq8vTn2LwZ", "Hd71xPcRb5Mj"];
const ADDRESS = "https://alerts.example.com/hook";
const before: Properties = { name: "oncall", email: "a@example.com", webhook: { address: ADDRESS, token: OLD } };
const after: Properties = { ...before, webhook: { address: ADDRESS, token: NEW } };
const RECORD = { Id: ID, Name: "oncall", Email: "a@example.com", Webhook: { Address: ADDRESS, Token: OLD } };
const SAID = `not with ${OLD}, and not with ${NEW}`;

const get: Answer = (response) => {
  ok(response, RECORD);
};
const list: Answer = (response) => {
  ok(response, { Total: 1, Items: [RECORD] });
};
const says: Answer = (response) => {
  ok(response, { Id: ID, SendStatus: "MessageFailed.Email", Message: SAID });
};
const refuses: Answer = (response) => {
  refuse(response, 400, "InvalidParameter.Destination", SAID);
};

test.each<[string, Record<string, Answer>, Properties, string]>([
  ["a create", { CreateContact: says, GetContact: get }, { ...after, email: "b@example.com" }, `not with ${OLD}`],
  ["one that takes over", { ListContacts: list, UpdateContact: says }, { ...after, adopt: true }, "not with ***"],
])("%s keeps and tells what became of the mail without them", async (_what, answers, inputs, first) => {
  const server = await service({ GetContact: get, ...answers });
  const { properties, notices } = await contact.create(contextFor(server), inputs);
  expect(properties.sendMessage).toBe(`${first}, and not with ***`);
  expect(notices.at(-1)).toContain(`(MessageFailed.Email: ${first}, and not with ***)`);
});

test("an update does so, too", async () => {
  const server = await service({ GetContact: get, UpdateContact: says });
  const { properties, notices } = await contact.update(contextFor(server), ID, before, after);
  expect(properties.sendMessage).toBe("not with ***, and not with ***");
  expect(notices).toEqual([expect.stringContaining("not with ***, and not with ***")]);
});

test("an update whose mail or whose test is refused tells why without them", async () => {
  const server = await service({ GetContact: get, SendValidationMessage: refuses, TestWebhook: refuses });
  const context = contextFor(server, { testOnApply: "fail" });
  const { failures } = await contact.update(context, ID, before, { ...after, resendValidation: 1 });
  expect(failures).toEqual(
    ["send the validation mail", "test the webhook"].map(
      (done) =>
        expect.stringMatching(`^${done} of contact "oncall" .*: not with \\*{3}, and not with \\*{3} `) as string,
    ),
  );
});
