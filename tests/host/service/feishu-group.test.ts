/** A Feishu group that was bound to a contact in the console reaches people: it is read, shown, and not warned of. */
import { doneWith } from "../../support/service/answers";
import { stage } from "./stage";

const here = stage();

const GROUP = { ChatID: "oc_1", GroupName: "on call", TenantKey: "t-1" };
const larkBot = { chatId: "oc_1", groupName: "on call", tenantKey: "t-1" };
const NOBODY = /has neither an e-mail nor a webhook, so no alert reaches anybody through it/;

let shownBefore = 0;

beforeEach(() => {
  shownBefore = here.host.shown.length;
});

function shown(): string[] {
  return here.host.shown.slice(shownBefore);
}

function bind(): void {
  here.service.every("GetContact", doneWith({ LarkBot: GROUP }));
}

test("before the contact is there, nothing is known of one", async () => {
  await here.host.check({}, { name: "nobody" });
  expect(shown()).toEqual([expect.stringMatching(NOBODY)]);
});

test("a contact with nothing else is warned of no more, once a refresh has seen it", async () => {
  const inputs = { name: "bound" };
  const { id, state } = await here.host.create(inputs);
  await here.host.check(inputs, inputs);
  expect(shown()).toEqual([]);
  expect(await here.host.changes(id, state, inputs)).toBe(false);
  expect(shown()).toEqual([expect.stringMatching(NOBODY)]);
  await here.restart();
  shownBefore = 0;
  bind();
  const found = await here.host.read(id, state);
  expect(found).toMatchObject({ state: { larkBot }, inputs: undefined });
  expect(await here.host.changes(id, found.state, inputs)).toBe(false);
  const phone = { ...inputs, phoneNumber: { countryCode: "+86", number: "13300000001" } };
  await here.host.changes(id, found.state, phone);
  expect(shown()).toEqual([]);
  expect(await here.host.update(id, found.state, phone)).toMatchObject({ larkBot });
});

test("of several that are read at once, too: lists do not tell it", async () => {
  const names = ["bound-a", "bound-b", "mail"];
  const contacts = await Promise.all(
    names.map((name) => here.host.create({ name, ...(name === "mail" && { email: "a@example.com" }) })),
  );
  bind();
  const known = { chatId: "oc_0" };
  const found = await Promise.all(
    contacts.map(({ id, state }) => here.host.read(id, { ...state, ...(state.name === "mail" && { larkBot: known }) })),
  );
  expect(found.map(({ state }) => state.larkBot)).toEqual([larkBot, larkBot, known]);
  expect(here.service.calls.filter(({ action }) => action === "GetContact")).toHaveLength(2);
});

test("one that was taken off is forgotten", async () => {
  const { id, state } = await here.host.create({ name: "bound" });
  here.service.every("GetContact", doneWith({ LarkBot: { ChatID: "", GroupName: "", TenantKey: "" } }));
  expect((await here.host.read(id, { ...state, larkBot })).state).not.toHaveProperty("larkBot");
});
