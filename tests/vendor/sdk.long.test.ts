/**
 * The emulator, and what this package sends, held to the vendor's own Go SDK: it makes, reads, lists, updates and
 * deletes each resource type, and has each member that goes either way. Without Go these tests are skipped.
 */
import { spawnSync } from "node:child_process";
import { type Emulator, EXAMPLE_GROUP, startEmulator } from "../../emulator";
import type { JsonObject } from "../../provider/values";
import { closeAll } from "../provider/client/server";
import { contextFor, hastyClock, lifecycleOf, make } from "../provider/support";
import { type Output, Sdk } from "./sdk";
import { type Subject, SUBJECTS } from "./subjects";

/** What only one side has. */
const APART: Record<string, string[]> = {
  // Observed: the vendor's Terraform provider sends and reads it.
  Contact: ["PhoneNumber.CountryCode", "PhoneNumber.Number"],
  // The two sources are not documented, and groups of rules are not served here.
  AlertingRule: ["GroupId", "NotifyPolicySource", "NotifyGroupPolicySource"],
};

const hasGo = spawnSync("go", ["version"]).status === 0;

let emulator: Emulator;
let sdk: Sdk;

/** The ids of what is there, by type. */
let ids: Record<string, string>;

(hasGo ? describe : describe.skip)("the vendor's Go SDK", () => {
  beforeAll(async () => {
    emulator = await startEmulator({ groups: [EXAMPLE_GROUP], now: () => hastyClock.now() });
    sdk = await Sdk.open(emulator);
  });

  afterAll(async () => {
    sdk.close();
    await closeAll();
    await emulator.close();
  });

  beforeEach(async () => {
    ids = { member: await make(emulator, "CreateContact", { Name: "member" }) };
    for (const { name, actions, create } of SUBJECTS) {
      ids[name] = String((await sdk.call(actions.create, sent(create))).Id);
    }
  });

  afterEach(async () => {
    for (const subject of [...SUBJECTS].reverse()) {
      const Id = ids[subject.name];
      expect(await remove(subject, Id)).toEqual(subject.deletesOne ? { Id } : { SuccessfulItems: [Id] });
    }
    await emulator.act("DeleteContacts", { Ids: [ids.member] });
  });

  describe.each(SUBJECTS)("$name", (subject) => {
    const { name, actions, create, updates, ours } = subject;

    test("what is sent is all that the SDK can send", async () => {
      const { Asks } = await sdk.members(actions.create);
      expect(differences(name, Asks, leaves(create))).toEqual([]);
    });

    test("what is answered is all that the SDK can read", async () => {
      for (const action of [actions.get ?? [], actions.list].flat()) {
        const { Answers } = await sdk.members(action);
        const answer = await emulator.act(action, action === actions.get ? { Id: ids[name] } : {});
        expect(differences(name, Answers, leaves(answer))).toEqual([]);
      }
    });

    test("is found by its name, and by no filter that fits something else", async () => {
      const { Asks } = await sdk.members(actions.list);
      const members = Asks.flatMap((path) => (path.startsWith("Filter.") ? [path.slice("Filter.".length)] : []));
      expect(members).toEqual(expect.arrayContaining(["Ids[]", "Name"]));
      for (const member of members) {
        const Filter = member.endsWith("[]") ? { [member.slice(0, -2)]: ["none"] } : { [member]: "none" };
        expect([Filter, await sdk.call(actions.list, { Filter })]).toEqual([Filter, { Total: 0 }]);
      }
      expect(await sdk.call(actions.list, { Filter: { Name: create.Name } })).toMatchObject({ Total: 1 });
    });

    test("is read as it was made, and as it was updated", async () => {
      expect(await read(subject, ids[name])).toMatchObject(shown(create));
      for (const update of updates) {
        await sdk.call(actions.update, { Id: ids[name], ...sent(update) });
        expect(await read(subject, ids[name])).toMatchObject(shown(update));
      }
    });

    test("a refusal is an error with its code, its status and the request's id", async () => {
      const RequestID: unknown = expect.stringMatching(/^\d{14}/);
      const taken = { Code: "Conflict.Name", Status: 409, RequestID };
      await expect(sdk.call(actions.create, sent(create))).rejects.toMatchObject({ refused: taken });
      const nobody = { Code: "NotFound.Id", Status: 404, RequestID };
      await expect(sdk.call(actions.update, { Id: "none" })).rejects.toMatchObject({ refused: nobody });
    });

    if (!ours) return;

    test("is read, member by member, as this package made it", async () => {
      const inputs = { ...withIds(ours.inputs), name: "made-by-us" };
      const { id } = await lifecycleOf(ours.type).create(contextFor(emulator), inputs);
      expect(await read(subject, id)).toMatchObject(shown({ ...create, Name: "made-by-us" }));
      await remove(subject, id);
    });
  });

  test("a silence policy and a rule are switched off and on", async () => {
    for (const [name, on] of Object.entries({ SilencePolicy: "Active", AlertingRule: "Running" })) {
      const subject = SUBJECTS.find((each) => each.name === name);
      const plural = subject?.actions.list.slice("List".length) ?? "";
      for (const [what, Status] of Object.entries({ Disable: "Disabled", Enable: on })) {
        const switched = await sdk.call(`${what}${plural}`, { Ids: [ids[name], "none"] });
        expect(switched).toMatchObject({
          SuccessfulItems: [ids[name]],
          UnsuccessfulItems: [{ Id: "none", Error: { Code: "NotFound.Ids" } }],
        });
        expect(await sdk.call(`List${plural}`, { Filter: { Status } })).toMatchObject({ Items: [{ Id: ids[name] }] });
      }
    }
  });

  test("what something uses is not deleted, and who uses it is found", async () => {
    const used = {
      NotifyPolicy: "NotifyPolicyIds",
      NotifyGroupPolicy: "NotifyGroupPolicyIds",
    };
    for (const [name, filter] of Object.entries(used)) {
      const Id = ids[name] ?? "";
      const { Items } = await sdk.call("ListAlertingRules", { Filter: { [filter]: [Id] } });
      expect(Items).toMatchObject([{ Id: ids.AlertingRule }]);
      const refused = { Code: "OperationDenied.InUse", Status: 409 };
      await expect(sdk.call(`Delete${name}`, { Id })).rejects.toMatchObject({ refused });
    }
  });
});

/** With the ids of what is there. */
function withIds<T extends object>(values: T): T {
  const text = JSON.stringify(values).replace(/<(\w+)>/g, (stand, name: string) => ids[name] ?? stand);
  return JSON.parse(text) as T;
}

/** What the SDK can send of a body. */
function sent({ PhoneNumber: _phone, ...body }: JsonObject): JsonObject {
  return withIds(body);
}

/** What the SDK reads of it: a list that is empty it leaves out, there and back. */
function shown(body: JsonObject): JsonObject {
  const text = JSON.stringify(sent(body), (_key, value: unknown) =>
    Array.isArray(value) && value.length === 0 ? undefined : value,
  );
  return JSON.parse(text) as JsonObject;
}

async function read({ actions: { get, list } }: Subject, id = ""): Promise<unknown> {
  if (get !== undefined) return sdk.call(get, { Id: id });
  return ((await sdk.call(list, { Filter: { Ids: [id] } })).Items as unknown[])[0];
}

function remove({ actions, deletesOne }: Subject, id = ""): Promise<Output> {
  return sdk.call(actions.delete, deletesOne ? { Id: id } : { Ids: [id] });
}

/** The paths of all leaves, as the SDK's are written. */
function leaves(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, `${path}[]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
}

/** What one has and the other has not, but for what is known to be apart. */
function differences(name: string, ...sides: [string[], string[]]): string[] {
  const isKnown = (path: string): boolean => APART[name]?.includes(path.replace("Items[].", "")) === true;
  const all = [...new Set(sides.flat())];
  return all.filter((path) => !sides.every((side) => side.includes(path)) && !isKnown(path));
}
