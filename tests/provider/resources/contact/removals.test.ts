/** A service that lets no e-mail or phone number be taken away: which refusals are meant, and what is told. */
import { removals } from "../../../../provider/resources/contact/removals";
import type { JsonObject, Properties } from "../../../../provider/values";
import { actions, type Answer, bodies, service } from "../../client/records/service";
import { closeAll, ok, refuse, type TestServer } from "../../client/server";
import { contact, contextFor, failureOf } from "../../support";

afterEach(closeAll);

const NUMBER = { countryCode: "+86", number: "13300000000" };
const WEBHOOK = { address: "https://alerts.example.com/hook" };
const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";
const STATE: Properties = { name: "oncall", email: "a@example.com", phoneNumber: NUMBER, webhook: WEBHOOK };
const RECORD: JsonObject = {
  Id: ID,
  Name: "oncall",
  Email: "a@example.com",
  PhoneNumber: { CountryCode: "+86", Number: NUMBER.number },
  Webhook: { Address: WEBHOOK.address },
};
const API = { email: "Email", phoneNumber: "PhoneNumber" } as const;
const WORDS = { email: "e-mail", phoneNumber: "phone number" } as const;
type Kept = keyof typeof API;

/** Refuses each update that says something of it. */
function keeping(property: Kept, refused: (response: Parameters<Answer>[0]) => void): Promise<TestServer> {
  return service({
    GetContact: (response) => {
      ok(response, RECORD);
    },
    UpdateContact: (response, body) => {
      if (API[property] in body) refused(response);
      else ok(response, {});
    },
  });
}

const update = (server: TestServer, inputs: Properties) => contact.update(contextFor(server), ID, STATE, inputs);

const without = (property: Kept, changes: Properties = {}): Properties =>
  Object.fromEntries(Object.entries({ ...STATE, ...changes }).filter(([key]) => key !== property));

function told(property: Kept, refusal: string): string {
  return (
    `update contact "oncall" (id ${ID}): its ${WORDS[property]} was taken out of the program, but VMP keeps it, and may ` +
    "go on sending alerts to it. Remove it in the VMP console, or make the contact anew with " +
    `"pulumi up --replace <its URN>". It refused the removal (${refusal}).`
  );
}

test.each<[Kept, string]>([
  ["email", "InvalidParameter.Email"],
  ["email", "MissingParameter.Email"],
  ["email", "invalidparameter.EMAIL"],
  ["email", "InvalidParameter"],
  ["phoneNumber", "InvalidParameter.PhoneNumber"],
  ["phoneNumber", "InvalidParameter.PhoneNumber.Number"],
  ["phoneNumber", "MissingParameter.Number"],
  ["phoneNumber", "InvalidParameter.CountryCode"],
])("the %s is refused with %s: the rest is sent without it, and it is told", async (property, code) => {
  const server = await keeping(property, (response) => {
    refuse(response, 400, code);
  });
  const { notices, failures } = await update(server, without(property, { name: "renamed" }));
  expect({ notices, failures }).toEqual({ notices: [told(property, `${code}, request req-1`)], failures: [] });
  const [first, second, ...more] = bodies(server, "UpdateContact");
  expect([first?.Name, second?.Name, more]).toEqual(["renamed", "renamed", []]);
  expect([first, second].map((body) => API[property] in (body ?? {}))).toEqual([true, false]);
});

test("where that is all of the update, nothing more is sent", async () => {
  const server = await keeping("email", (response) => {
    response
      .writeHead(400)
      .end(JSON.stringify({ ResponseMetadata: { Error: { Code: "InvalidParameter.Email", Message: "No." } } }));
  });
  const { notices, properties } = await update(server, without("email"));
  expect(notices).toEqual([told("email", "InvalidParameter.Email, request none")]);
  expect(properties).toMatchObject({ ...without("email"), removed: { email: "a@example.com" } });
  expect(actions(server).filter((action) => action === "UpdateContact")).toHaveLength(1);
});

test.each<[Kept, string]>([
  ["email", "InvalidParameter.Name"],
  ["email", "InvalidParameter.Number"],
  ["email", "InvalidParameters.Email"],
  ["email", "OperationDenied.Email"],
  ["email", "AccessDenied"],
  ["phoneNumber", "InvalidParameter.Email"],
  ["phoneNumber", "AccessDenied"],
])("the %s and %s: that is something else, and an error", async (property, code) => {
  const server = await keeping(property, (response) => {
    refuse(response, 400, code);
  });
  expect(await failureOf(update(server, without(property, { name: "renamed" })))).toMatchObject({ code });
  expect(bodies(server, "UpdateContact")).toHaveLength(1);
});

test("what was taken out stays known until it is set again, whatever is taken out after it", () => {
  const first = removals(
    { name: "a", email: "a@example.com", phoneNumber: NUMBER },
    { name: "a", phoneNumber: NUMBER },
  );
  expect(first).toEqual({ email: "a@example.com" });
  const second = removals({ name: "a", phoneNumber: NUMBER, removed: first }, { name: "a" });
  expect(second).toEqual({ email: "a@example.com", phoneNumber: NUMBER });
  expect(removals({ name: "a", removed: second }, { name: "a", email: "b@example.com" })).toEqual({
    phoneNumber: NUMBER,
  });
});
