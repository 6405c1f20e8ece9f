/** A contact group with its contacts: ids that are made in the same run, and what is told when something is wrong. */
import { type Program, SECOND_GROUP } from "../program";
import { contacts, group, GroupsProgram } from "./stage";

let stage: GroupsProgram;
let program: Program;

beforeAll(async () => {
  stage = await GroupsProgram.open();
  program = stage.program;
});

afterAll(() => program.close());

/** In the order of a group's life: each test goes on from where the one before it ended. */
const level = { level: "P0", contactGroupIds: ["group:team"], channels: ["Email", "WeComBotWebhook"] };
const policy = { "policy:payments": { name: "payments", levels: [level] } };
const UNHEARD =
  /notify policy "payments": levels\[0\]\.channels\[1\] reaches nobody: no contact of these groups has a weComBotWebhook/;

describe("a group, its two contacts, and a policy that tells them", () => {
  test("preview takes ids that are not known yet, and calls nothing", async () => {
    program.write({ ...contacts("a b"), ...group("team", "a b"), ...policy });
    expect(await program.pulumi("preview --diff")).toMatch(/\+ 5 to create/);
    expect(program.calls()).toEqual([]);
  });

  test("up makes the contacts, then the group with their ids, then the policy: one create each", async () => {
    expect(await program.up()).toMatch(UNHEARD);
    expect(program.calls().filter((call) => call.startsWith("Create"))).toEqual([
      "CreateContact",
      "CreateContact",
      "CreateContactGroup",
      "CreateNotifyPolicy",
    ]);
    expect(stage.members("team")).toEqual(["a", "b"]);
    const resource = (await program.workspace.resources()).find(({ type }) => type.endsWith("vmp:ContactGroup"));
    expect(resource).toMatchObject({ id: stage.groupId("team"), type: "pulumi-nodejs:dynamic/vmp:ContactGroup" });
    expect(resource?.outputs?.__provider).toBe('exports.handler=()=>require("pulumi-vmp/provider").contactGroup');
    const unchanged = await program.up();
    expect(unchanged).toMatch(/5 unchanged/);
    expect(unchanged).toMatch(UNHEARD);
    expect(program.calls()).toEqual([]);
    await stage.expectAgreement();
  });

  test("the contacts see no drift from it, and the group has its time after a refresh", async () => {
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/5 unchanged/);
    const outputs = (await program.workspace.resources()).map((each) => each.outputs ?? {});
    expect(outputs.filter((each) => "contactGroupIds" in each)).toEqual([]);
    expect(outputs.filter(({ name, createTime }) => name === "team" && typeof createTime === "string")).toHaveLength(1);
  });

  test("what the service does not delete is told with its reason, for a contact and for a group", async () => {
    program.emulator.behaviour.undeletable = [stage.contactId("a"), stage.groupId("team")];
    program.write({});
    const refused = await program.pulumi("up --yes --skip-preview", { expectFailure: true });
    expect(refused).toMatch(
      /delete contact group "team" \(id [\w-]+\): OperationDenied\.InUse: ContactGroup \S+ is in use\./,
    );
    expect(refused).not.toMatch(/\n\s+at /);
    program.emulator.behaviour.undeletable = [stage.contactId("a")];
    const second = await program.pulumi("up --yes --skip-preview", { expectFailure: true });
    expect(second).toMatch(/delete contact "a" \(id [\w-]+\): OperationDenied\.InUse: Contact \S+ is in use\./);
    program.emulator.behaviour.undeletable = [];
  });

  test("faults are shown by property, and the group's id is not taken for a contact's name", async () => {
    program.write({ "group:team": { name: "1 team", contactIds: ["oncall", SECOND_GROUP.Id, SECOND_GROUP.Id] } });
    const output = await program.pulumi("preview", { expectFailure: true });
    expect(output).toMatch(/has a problem: name must start with a letter/);
    expect(output).toMatch(/has a problem: contactIds\[0\] must be the id of a contact, a UUID/);
    expect(output).toMatch(/has a problem: contactIds\[2\] repeats contactIds\[1\]/);
  });
});
