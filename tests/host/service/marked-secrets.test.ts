/** What the program marks as secret stands in no message, although it is no secret of the table. */
import { refusal } from "../../support/service/answers";
import type { Values } from "../provider-host";
import { failureOf, stage } from "./stage";

const here = stage();

const MARKED = {
  name: "canary-name",
  email: "canary@example.com",
  phoneNumber: { countryCode: "+86", number: "13300canary" },
  __notes: { secretInputs: ["name", "email", "phoneNumber"] },
};
const SAID = "canary-name canary@example.com 13300canary";

let shownBefore = 0;

beforeEach(() => {
  shownBefore = here.host.shown.length;
});

function silent(...told: unknown[]): void {
  const all = JSON.stringify([...told, here.host.shown.slice(shownBefore), here.host.stderr]);
  expect(all).toContain("***");
  expect(all).not.toContain("canary");
}

test("a check: neither in faults nor in warnings", async () => {
  const { inputs, failures } = await here.host.check({}, { ...MARKED, email: "canary" });
  silent(failures, "***");
  expect(inputs).toMatchObject({ __notes: MARKED.__notes });
  expect(here.host.shown.slice(shownBefore)).toEqual([expect.stringContaining('contact "***": phoneNumber.number')]);
});

test("a create, a read, an update and a delete that are refused, and the warnings of a refresh", async () => {
  const refuse = (action: string): void => {
    here.service.every(action, () => refusal(403, "AccessDenied", SAID));
  };
  const { id, state } = await here.host.create(MARKED);
  expect(state).toMatchObject(MARKED);
  const found = await here.host.read(id, state);
  expect(found.state).toMatchObject(MARKED);
  const news: Values = { ...MARKED, webhook: { address: "https://example.com/" } };
  for (const action of ["CreateContact", "GetContact", "UpdateContact", "DeleteContacts"]) refuse(action);
  silent(
    here.host.shown.slice(shownBefore),
    await failureOf(here.host.create(MARKED)),
    await failureOf(here.host.read(id, state)),
    await failureOf(here.host.update(id, state, news)),
    await failureOf(here.host.delete(id, state)),
  );
});
