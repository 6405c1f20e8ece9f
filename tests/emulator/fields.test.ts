/** A field is one row, and a resource type one value: what follows from them, on a type that VMP does not have. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { actionsOf } from "../../emulator/actions/records";
import type { Action, ActionContext } from "../../emulator/context";
import { maskFields } from "../../emulator/fields";
import { Mail } from "../../emulator/mail";
import { defaultBehaviour, type Behaviour } from "../../emulator/options";
import { NAME } from "../../emulator/resources/contact";
import type { ResourceType } from "../../emulator/resources/type";
import { Store } from "../../emulator/store";

const OTHER_TYPE: ResourceType = { name: "Friend", collection: "friends", fields: { Name: NAME } };

const TYPE: ResourceType = {
  name: "Pager",
  collection: "pagers",
  filters: { Room: { part: ({ Room = "" }) => String(Room) } },
  fields: {
    Name: NAME,
    Owner: { kind: "text", required: true },
    Room: { kind: "text" },
    Pin: { kind: "text", secret: "key" },
    Tones: { kind: "texts" },
    FriendIds: { kind: "ids", of: OTHER_TYPE.collection },
    SlackWebhook: {
      kind: "object",
      key: "Address",
      members: { Address: { kind: "text", secret: "address" }, Channel: { kind: "text" } },
    },
  },
};

const WHOLE = {
  Name: "night",
  Owner: "ada",
  Room: "Basement",
  Pin: "0000",
  Tones: ["low"],
  SlackWebhook: { Address: "https://hooks.slack.com/services/id", Channel: "#night" },
};
const CreateTime = "2023-11-14T22:13:20Z";

let folder: string;
let file: string;
let store: Store | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vmp-emulator-"));
  file = join(folder, "data.json");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The type's actions on what the file has. */
function service(behaviour: Partial<Behaviour> = {}) {
  store?.close();
  const opened = (store = new Store([TYPE, OTHER_TYPE], file));
  const context: ActionContext = {
    store: opened,
    mail: new Mail(),
    behaviour: { ...defaultBehaviour(), ...behaviour },
    now: 1.7e12,
    hideYoungerThanMs: 0,
  };
  const actions: Record<string, Action> = { ...actionsOf(TYPE), ...actionsOf(OTHER_TYPE) };
  return {
    store: opened,
    act: async (action: string, params: object) => actions[action]?.({ ...params }, context) as unknown,
  };
}

async function made(params: object, { act }: ReturnType<typeof service>, action = "CreatePager"): Promise<string> {
  return ((await act(action, params)) as { Id: string }).Id;
}

test("a row is read, kept across restarts, shown, listed, changed and taken away", async () => {
  const first = service();
  const friend = await made({ Name: "friend" }, first, "CreateFriend");
  const Id = await made({ ...WHOLE, FriendIds: [friend, friend] }, first);
  const { act } = service();
  const record = { Id, ...WHOLE, FriendIds: [friend], CreateTime };
  expect(await act("GetPager", { Id })).toEqual(record);
  expect(await act("ListPagers", { Filter: { Room: "BASE" } })).toEqual({ Total: 1, Items: [record] });
  expect(await act("ListPagers", { Filter: { Room: "attic" } })).toEqual({ Total: 0, Items: [] });
  const empty = { Room: "", Pin: "", Tones: [], FriendIds: [], SlackWebhook: { Address: "" } };
  await act("UpdatePager", { Id, ...empty });
  const gone = { Room: "", Pin: "", Tones: [], SlackWebhook: { Address: "", Channel: "" } };
  expect(await act("GetPager", { Id })).toEqual({ Id, Name: "night", Owner: "ada", ...gone, CreateTime });
  expect(await act("DeletePagers", { Ids: [Id] })).toEqual({ SuccessfulItems: [Id], UnsuccessfulItems: [] });
});

test.each([
  ["no required text", { Name: "night" }, "MissingParameter.Owner"],
  ["an empty required text", { ...WHOLE, Owner: "" }, "MissingParameter.Owner"],
  ["a number for a text", { ...WHOLE, Room: 7 }, "InvalidParameter.Room"],
  ["a text for a list", { ...WHOLE, Tones: "low" }, "InvalidParameter.Tones"],
  ["an id of nobody", { ...WHOLE, FriendIds: ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c"] }, "InvalidParameter.FriendIds"],
  ["a member alone", { ...WHOLE, SlackWebhook: { Channel: "#night" } }, "MissingParameter.SlackWebhook.Address"],
  ["a number for a member", { ...WHOLE, SlackWebhook: { Channel: 7 } }, "InvalidParameter.SlackWebhook.Channel"],
])("%s is refused", async (_, params, code) => {
  await expect(service().act("CreatePager", params)).rejects.toMatchObject({ code });
});

test("secrets are masked or left out where a row says that it is one", async () => {
  const Id = await made(WHOLE, service());
  const masked = {
    ...WHOLE,
    Pin: "******",
    SlackWebhook: { Address: "https://hooks.slack.com/***", Channel: "#night" },
  };
  expect(await service({ secrets: "masked" }).act("GetPager", { Id })).toEqual({ Id, ...masked, CreateTime });
  const omitted = { ...WHOLE, Pin: undefined };
  expect(await service({ secrets: "omitted" }).act("GetPager", { Id })).toEqual({ Id, ...omitted, CreateTime });
  expect(
    service()
      .store.state.snapshots(TYPE)
      .map((shown) => maskFields(TYPE.fields, shown)),
  ).toMatchObject([masked]);
});

test("a file of an emulator that did not know the row, or the type, is read", async () => {
  const kept = { Id: "x", Name: "old", Owner: "ada", CreatedAt: 1.7e12, SlackWebhook: { Address: "https://h/" } };
  writeFileSync(file, JSON.stringify({ version: 1, pagers: [kept], confirmedEmails: [] }));
  expect(await service().act("GetPager", { Id: "x" })).toEqual({
    Id: "x",
    Name: "old",
    Owner: "ada",
    Room: "",
    Pin: "",
    Tones: [],
    SlackWebhook: { Address: "https://h/", Channel: "" },
    CreateTime,
  });
});

test.each([
  ["a text that is none", { Room: 7 }],
  ["a list of numbers", { Tones: [7] }],
  ["an object without its key", { SlackWebhook: { Channel: "#night" } }],
  ["a member that is no text", { SlackWebhook: { Address: "https://h/", Channel: 7 } }],
])("a file with %s is damaged", (_, fields) => {
  const kept = { Id: "x", Name: "old", CreatedAt: 1, ...fields };
  writeFileSync(file, JSON.stringify({ version: 1, pagers: [kept], friends: [], confirmedEmails: [] }));
  expect(() => service()).toThrow(/is damaged/);
});
