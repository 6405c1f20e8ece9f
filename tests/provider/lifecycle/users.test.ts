/** Who uses what is to be deleted is asked for before anything is sent, and named. */
import { closeAll, ok, refuse, type TestServer } from "../client/server";
import { actions, service } from "../client/records/service";
import { contactGroup, type ContextOptions, contextFor, failureOf } from "../support";

afterEach(closeAll);

describe("of a contact group, by a service that", () => {
  type Answers = NonNullable<Parameters<typeof service>[0]>;

  const policy = (Id: string, groups: string[]): object => ({ Id, Name: Id, Levels: [{ ContactGroupIds: groups }] });
  const lists = (...items: object[]): Answers["x"] => {
    return (response) => {
      ok(response, { Total: items.length, Items: items });
    };
  };
  const gets = (groups: string[]): Answers["x"] => {
    return (response, { Id }) => {
      ok(response, policy(Id as string, groups));
    };
  };
  const refuses = (status: number, code: string): Answers["x"] => {
    return (response) => {
      refuse(response, status, code);
    };
  };

  const remove = (server: TestServer, id: string, options: ContextOptions = {}): Promise<string[]> =>
    contactGroup.delete(contextFor(server, { maxRetries: 0, ...options }), id, { name: "team" });

  test.each<[string, Answers]>([
    ["does not have the list", { ListNotifyPolicies: refuses(404, "InvalidActionOrVersion") }],
    ["does not allow it", { ListNotifyPolicies: refuses(403, "AccessDenied") }],
    ["does not know the filter", { ListNotifyPolicies: refuses(400, "InvalidParameter.Filter") }],
    ["ignores its filter", { ListNotifyPolicies: lists(policy("p", ["b"])) }],
    [
      "goes on listing a policy that is gone",
      { ListNotifyPolicies: lists(policy("p", ["a"])), GetNotifyPolicy: refuses(404, "NotFound.Id") },
    ],
    [
      "goes on listing what a policy was",
      { ListNotifyPolicies: lists(policy("p", ["a"])), GetNotifyPolicy: gets(["b"]) },
    ],
  ])("%s, it is deleted", async (_what, answers) => {
    const server = await service(answers);
    await remove(server, "a");
    expect(actions(server).at(-1)).toBe("DeleteContactGroups");
  });

  test("goes on listing what this run deleted, it is deleted", async () => {
    const server = await service({ ListNotifyPolicies: lists(policy("p", ["a"])), GetNotifyPolicy: gets(["a"]) });
    await remove(server, "a", { deleted: new Set(["p"]) });
    expect(actions(server)).toEqual(["ListNotifyPolicies", "DeleteContactGroups"]);
  });

  test("has it no longer, it counts as deleted, whoever still names it", async () => {
    const server = await service({
      ListNotifyPolicies: lists(policy("p", ["gone"])),
      GetNotifyPolicy: gets(["gone"]),
      DeleteContactGroups: (response) => {
        const gone = { Id: "gone", Error: { Code: "NotFound.Ids", Message: "No." } };
        ok(response, { SuccessfulItems: [], UnsuccessfulItems: [gone] });
      },
    });
    await remove(server, "gone");
    expect(actions(server)).toContain("DeleteContactGroups");
  });

  test("does not let a policy be read, the list's word counts; five are named", async () => {
    const policies = ["p", "q", "r", "s", "t", "u", "v"].map((id) => policy(id, ["A"]));
    const server = await service({
      ListNotifyPolicies: lists(...policies),
      GetNotifyPolicy: refuses(403, "AccessDenied"),
    });
    const { message } = await failureOf(remove(server, "a"));
    expect(message).toBe(
      'delete contact group "team" (id a): InUse: it is used by notify policy "p" (id p), notify policy "q" (id q), ' +
        'notify policy "r" (id r), notify policy "s" (id s), notify policy "t" (id t) and others; nothing was sent. Take the ' +
        "contact group out of what uses it, then run it again. What this program has goes or changes first where it refers " +
        "to the contact group by its output, id, and not by a copied text. To keep it and give it up here: pulumi state " +
        "delete <its URN>.",
    );
    // Whether there are others takes one more than are named.
    const reads = Array<string>(6).fill("GetNotifyPolicy");
    expect(actions(server)).toEqual(["ListNotifyPolicies", ...reads, "GetContactGroup"]);
  });

  test("has five that use it, they are all; one without a name is one", async () => {
    const policies = [
      { ...policy("o", ["a"]), Name: undefined },
      ...["p", "q", "r", "s"].map((id) => policy(id, ["a"])),
    ];
    const server = await service({
      ListNotifyPolicies: lists(...policies),
      GetNotifyPolicy: refuses(403, "AccessDenied"),
    });
    const { message } = await failureOf(remove(server, "a"));
    expect(message).toContain('is used by notify policy "" (id o), notify policy "p" (id p), ');
    expect(message).toContain(', notify policy "s" (id s); nothing was sent.');
  });

  test.each<[string, string, Answers["x"]]>([
    ["cannot say who uses it", "InternalError", refuses(500, "InternalError")],
    ["has too much to do to say it", "FlowLimitExceeded", refuses(429, "FlowLimitExceeded")],
    ["breaks the connection", "ConnectionLost", (response) => void response.socket?.destroy()],
  ])("%s, nothing is sent", async (_what, code, ListNotifyPolicies) => {
    const server = await service({ ListNotifyPolicies });
    expect(await failureOf(remove(server, "a"))).toMatchObject({ code, action: "ListNotifyPolicies" });
    expect(actions(server)).toEqual(["ListNotifyPolicies"]);
  });
});
