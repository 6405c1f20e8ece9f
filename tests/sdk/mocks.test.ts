/** The program of docs/testing.md, and its test, as a user's own project has them: no engine, no key and no network. */
import * as pulumi from "@pulumi/pulumi";
import * as vmp from "../../sdk";

const asked: { token: string; inputs: unknown }[] = [];
let made: { type: string; name: string; inputs: unknown }[] = [];

beforeEach(async () => {
  asked.length = 0;
  made = [];
  process.env = { HOME: "/nowhere" };
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        made.push(args);
        return { id: `${args.name}-id`, state: args.inputs as object };
      },
      call: (args) => {
        asked.push(args);
        const found = { id: "1", name: "oncall", webhook: { address: "https://a.example.com/", token: "canary" } };
        if (args.token === "vmp:index:getContact") return found;
        return args.token === "vmp:index:getContacts" ? { contacts: [found] } : { contactGroups: [] };
      },
    },
    "project",
    "dev",
  );
});

const promise = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

test("lookups reach the mock of calls, under the names of the packaged provider", async () => {
  const found = await vmp.getContact({ name: "oncall" });
  expect(found.id).toBe("1");
  expect(await pulumi.isSecret(found.webhook as unknown as pulumi.Output<unknown>)).toBe(true);
  expect((await vmp.getContacts({ nameContains: "on" })).map(({ name }) => name)).toEqual(["oncall"]);
  expect((await promise(vmp.getContactOutput({ name: pulumi.output("oncall") }))).name).toBe("oncall");
  expect(await vmp.getContactGroups()).toEqual([]);
  expect(asked.map(({ token, inputs }) => [token, inputs])).toEqual([
    ["vmp:index:getContact", { name: "oncall" }],
    ["vmp:index:getContacts", { nameContains: "on" }],
    ["vmp:index:getContact", { name: "oncall" }],
    ["vmp:index:getContactGroups", {}],
  ]);
});

test("resources reach the mock of resources, with what they take", async () => {
  const { id } = await vmp.getContact({ name: "oncall" });
  const group = new vmp.ContactGroup("team", { name: "team", contactIds: [id] });
  expect(await promise(group.id)).toBe("team-id");
  expect(made.map(({ type, name, inputs }) => [type, name, (inputs as { contactIds?: string[] }).contactIds])).toEqual([
    ["pulumi-nodejs:dynamic/vmp:ContactGroup", "team", ["1"]],
  ]);
});
