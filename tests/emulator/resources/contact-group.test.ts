import type { Emulator } from "../../../emulator";
import { call, closeAll, codeOf, createContact, sendSigned, start } from "../support";

afterEach(closeAll);

async function createGroup(emulator: Emulator, fields: object): Promise<string> {
  return (await call<{ Id: string }>(emulator, "CreateContactGroup", fields)).Id;
}

test("a group is made, read, listed, renamed and deleted", async () => {
  const now = Date.now();
  const emulator = await start({ now: () => now });
  const Id = await createGroup(emulator, { Name: "team" });
  const group = { Id, Name: "team", ContactIds: [], CreateTime: `${new Date(now).toISOString().slice(0, 19)}Z` };
  expect(await call(emulator, "GetContactGroup", { Id })).toEqual(group);
  expect(await call(emulator, "ListContactGroups", { Filter: { Name: "EA" } })).toEqual({ Total: 1, Items: [group] });
  expect(await call(emulator, "ListContactGroups", { Filter: { Ids: ["x"] } })).toEqual({ Total: 0, Items: [] });
  expect(await call(emulator, "UpdateContactGroup", { Id, Name: "squad" })).toEqual({ Id });
  expect(emulator.groups()).toEqual([{ ...group, Name: "squad" }]);
  expect(await call(emulator, "DeleteContactGroups", { Ids: [Id, "x"] })).toMatchObject({
    SuccessfulItems: [Id],
    UnsuccessfulItems: [{ Id: "x", Error: { Code: "NotFound.Ids" } }],
  });
  expect(emulator.groups()).toEqual([]);
});

test("membership is the same seen from both sides", async () => {
  const emulator = await start();
  const [a, b] = [await createContact(emulator, { Name: "a" }), await createContact(emulator, { Name: "b" })];
  const group = await createGroup(emulator, { Name: "team", ContactIds: [a] });
  expect(await call(emulator, "GetContact", { Id: a })).toMatchObject({ ContactGroupIds: [group] });

  await call(emulator, "UpdateContact", { Id: b, ContactGroupIds: [group] });
  expect(await call(emulator, "GetContactGroup", { Id: group })).toMatchObject({ ContactIds: [a, b] });

  await call(emulator, "UpdateContactGroup", { Id: group, ContactIds: [b] });
  expect(await call(emulator, "GetContact", { Id: a })).not.toHaveProperty("ContactGroupIds");

  await call(emulator, "UpdateContactGroup", { Id: group, Name: "squad" });
  expect(emulator.groups()[0]?.ContactIds).toEqual([b]);

  await call(emulator, "DeleteContacts", { Ids: [b] });
  expect(emulator.groups()[0]?.ContactIds).toEqual([]);

  await call(emulator, "UpdateContact", { Id: a, ContactGroupIds: [group] });
  await call(emulator, "DeleteContactGroups", { Ids: [group] });
  expect(emulator.contacts()[0]?.ContactGroupIds).toEqual([]);
});

test.each([
  ["CreateContactGroup", {}, "MissingParameter.Name"],
  ["CreateContactGroup", { Name: "1st" }, "InvalidParameter.Name"],
  ["CreateContactGroup", { Name: "taken" }, "Conflict.Name"],
  ["CreateContactGroup", { Name: "team", ContactIds: ["nobody"] }, "InvalidParameter.ContactIds"],
  ["UpdateContactGroup", { Name: "team" }, "MissingParameter.Id"],
  ["UpdateContactGroup", { Id: "x", Name: "team" }, "NotFound.Id"],
  ["GetContactGroup", { Id: "x" }, "NotFound.Id"],
  ["DeleteContactGroups", { Ids: [] }, "MissingParameter.Ids"],
])("%s %j is refused with %s", async (action, body, code) => {
  const emulator = await start();
  await createGroup(emulator, { Name: "taken" });
  expect(codeOf(await sendSigned(emulator, action, body))).toBe(code);
  expect(emulator.groups()).toHaveLength(1);
});

test("a group that a notify policy uses is not deleted, and one that no policy uses any more is", async () => {
  const emulator = await start();
  const [used, other] = [await createGroup(emulator, { Name: "used" }), await createGroup(emulator, { Name: "other" })];
  const level = { Level: "P0", ContactGroupIds: [used], Channels: ["Email"] };
  const { Id } = await call<{ Id: string }>(emulator, "CreateNotifyPolicy", { Name: "policy", Levels: [level] });
  expect(await call(emulator, "DeleteContactGroups", { Ids: [used, other] })).toMatchObject({
    SuccessfulItems: [other],
    UnsuccessfulItems: [{ Id: used, Error: { Code: "OperationDenied.InUse" } }],
  });
  expect(await call(emulator, "DeleteNotifyPolicy", { Id })).toEqual({ Id });
  expect(await call(emulator, "DeleteContactGroups", { Ids: [used] })).toMatchObject({ SuccessfulItems: [used] });
});

test.each([
  ["CreateNotifyPolicy", { Levels: [] }, "MissingParameter.Levels"],
  ["CreateNotifyPolicy", { Levels: [{ Level: "P9" }] }, "InvalidParameter.Levels.Level"],
  ["CreateNotifyPolicy", { Levels: [{ Level: "P0" }] }, "MissingParameter.Levels.ContactGroupIds"],
  [
    "CreateNotifyPolicy",
    { Levels: [{ Level: "P0", ContactGroupIds: ["x"] }] },
    "InvalidParameter.Levels.ContactGroupIds",
  ],
  ["CreateNotifyGroupPolicy", { Levels: [{ Level: "P0", GroupBy: ["x"] }] }, "InvalidParameter.Levels.GroupBy"],
])("%s %j is refused with %s", async (action, body, code) => {
  expect(codeOf(await sendSigned(await start(), action, { Name: "policy", ...body }))).toBe(code);
});
