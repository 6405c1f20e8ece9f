import * as pulumi from "@pulumi/pulumi";
import { type Emulator, EXAMPLE_GROUP, startEmulator } from "../../emulator";
import * as vmp from "../../sdk";
import { fields } from "../../provider/resources/contact/table";
import { createBody } from "../../provider/fields/wire";
import { OPTIONAL_FIELDS } from "../support/contacts";

const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [EXAMPLE_GROUP.Id] };

let emulator: Emulator;
let id: string;
const warnings: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ groups: [EXAMPLE_GROUP] });
  ({ Id: id } = (await emulator.act("CreateContact", createBody(fields, full))) as { Id: string });
  jest.spyOn(pulumi.log, "warn").mockImplementation((message) => {
    warnings.push(message);
    return Promise.resolve();
  });
});

afterAll(() => emulator.close());

beforeEach(async () => {
  await runAs("up", { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey });
  emulator.clearCalls();
  warnings.length = 0;
});

/** What follows is a run of that kind, of a stack with that configuration. */
async function runAs(kind: "up" | "preview", config: Record<string, string>): Promise<void> {
  await pulumi.runtime.setMocks(
    { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
    "project",
    "dev",
    kind === "preview",
  );
  // No engine, and no mocks either: those would be asked.
  pulumi.runtime.setMockOptions({}, "project", "dev", kind === "preview");
  pulumi.runtime.setAllConfig({ "vmp:endpoint": emulator.url, ...config }, ["vmp:secretKey"]);
}

interface Settled {
  value: unknown;
  known: boolean;
  secret: boolean;
}

/** An output, as the engine would be told of it. */
async function settled(output: pulumi.Output<unknown>): Promise<Settled> {
  const { promise, isKnown } = output as unknown as { promise: () => Promise<unknown>; isKnown: Promise<boolean> };
  const [value, known, secret] = await Promise.all([promise(), isKnown, pulumi.isSecret(output)]);
  return { value, known, secret };
}

const SECRET = ["webhook", "larkBotWebhook", "dingTalkBotWebhook", "weComBotWebhook"] as const;

describe("the plain form", () => {
  test("promises a result whose secret parts are secret outputs, and the rest plain", async () => {
    const found = await vmp.getContact({ id });
    const { name, email, contactGroupIds, phoneNumber } = full;
    expect(found).toMatchObject({ id, name, email, contactGroupIds, phoneNumber, emailActive: false });
    for (const property of SECRET) {
      expect(await settled(found[property])).toEqual({ value: full[property], known: true, secret: true });
    }
  });

  test("of several contacts too, and what is not set is a secret that holds nothing", async () => {
    await emulator.act("CreateContact", { Name: "bare" });
    const found = await vmp.getContacts({ nameContains: "bare" });
    expect(found).toHaveLength(1);
    for (const property of SECRET) {
      expect(found[0] && (await settled(found[0][property]))).toEqual({ value: undefined, known: true, secret: true });
    }
    await emulator.act("DeleteContacts", { Ids: [found[0]?.id ?? ""] });
    expect((await vmp.getContacts()).map(({ name }) => name)).toEqual(["oncall"]);
  });

  test("of groups holds no outputs", async () => {
    const group = { id: EXAMPLE_GROUP.Id, name: "example", contactIds: [id], createTime: expect.any(String) as string };
    expect(await vmp.getContactGroup({ name: "example" })).toEqual(group);
    expect(await vmp.getContactGroups()).toEqual([group]);
  });
});

describe("the output form", () => {
  test("is known; its secret parts are secret, and the rest is not", async () => {
    const found = vmp.getContactOutput({ name: "oncall" });
    expect(await pulumi.isSecret(found)).toBe(false);
    expect(await settled(found.id)).toEqual({ value: id, known: true, secret: false });
    expect(await settled(found.contactGroupIds)).toEqual({
      value: full.contactGroupIds,
      known: true,
      secret: false,
    });
    for (const property of SECRET) {
      expect(await settled(found[property])).toEqual({ value: full[property], known: true, secret: true });
    }
    expect(await settled(found.apply((contact) => contact.webhook.apply((webhook) => webhook?.token)))).toEqual({
      value: full.webhook.token,
      known: true,
      secret: true,
    });
  });

  test("of a list too, item by item", async () => {
    const found = vmp.getContactsOutput({ ids: [id] });
    expect(await settled(found.apply((contacts) => contacts.length))).toEqual({ value: 1, known: true, secret: false });
    expect(await settled(found.apply(([contact]) => contact?.larkBotWebhook))).toEqual({
      value: full.larkBotWebhook,
      known: true,
      secret: true,
    });
  });

  test("taken apart as a whole it is secret as a whole", async () => {
    expect(
      await pulumi.isSecret(pulumi.output(vmp.getContactOutput({ id })).apply((found) => pulumi.output(found))),
    ).toBe(true);
  });

  test("takes outputs and promises at any depth", async () => {
    const groups = vmp.getContactGroupsOutput({ ids: [pulumi.output(EXAMPLE_GROUP.Id)] });
    const contacts = vmp.getContactsOutput({ contactGroupIds: groups.apply((all) => all.map((each) => each.id)) });
    expect(await settled(contacts.apply(([contact]) => contact?.id))).toMatchObject({ value: id });
    const group = vmp.getContactGroupOutput({ name: Promise.resolve("example") });
    expect(await settled(group.contactIds)).toMatchObject({ value: [id], secret: false });
  });

  test("of a secret argument is secret as a whole", async () => {
    expect(await settled(vmp.getContactOutput({ name: pulumi.secret("oncall") }).id)).toMatchObject({ secret: true });
  });

  test("in a preview, an argument that is not known yet makes it unknown, and nothing is called", async () => {
    await runAs("preview", { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey });
    const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
    const found = vmp.getContactOutput({ name: unknown });
    expect(await settled(found.id)).toMatchObject({ known: false });
    expect(await settled(vmp.getContactsOutput({ ids: [id, unknown] }))).toMatchObject({ known: false });
    expect(emulator.calls).toEqual([]);
    expect(await settled(vmp.getContactOutput({ name: "oncall" }).id)).toMatchObject({ value: id, known: true });
  });
});

describe("the options", () => {
  const unknown = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
  const made = (itsId: pulumi.Output<string>): pulumi.Resource =>
    ({ __pulumiResource: true, __pulumiCustomResource: true, id: itsId, urn: pulumi.output("urn") }) as never;
  const component = (...children: pulumi.Resource[]): pulumi.Resource =>
    ({ __pulumiResource: true, urn: pulumi.output("urn"), __childResources: new Set(children) }) as never;
  const there = made(pulumi.output("id"));

  beforeEach(() => runAs("preview", { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey }));

  test.each<[string, NonNullable<vmp.LookupOutputOptions["dependsOn"]>]>([
    ["a resource", made(unknown)],
    ["one of a list, as an output", pulumi.output([there, Promise.resolve(made(unknown))])],
    ["a part of a component", component(there, component(made(unknown)))],
  ])(
    "in a preview, what depends on what is not there yet is unknown, and nothing is called: %s",
    async (_, dependsOn) => {
      expect(await settled(vmp.getContactOutput({ name: "oncall" }, { dependsOn }))).toMatchObject({ known: false });
      expect(emulator.calls).toEqual([]);
    },
  );

  test("what is there is waited for, and then VMP is asked", async () => {
    let come: (id: string) => void = () => undefined;
    const late = made(pulumi.output(new Promise<string>((resolve) => (come = resolve))));
    const found = vmp.getContactOutput({ name: "oncall" }, { dependsOn: [there, component(late)], parent: there });
    await new Promise(setImmediate);
    expect(emulator.calls).toEqual([]);
    come("id");
    expect(await settled(found.id)).toMatchObject({ value: id, known: true, secret: false });
  });

  test("others are refused: no provider can be chosen here", async () => {
    const options = { provider: there } as vmp.LookupOptions;
    const sentence = 'a lookup takes no provider: that takes the packaged provider, "pulumi-vmp/plugin"';
    await expect(vmp.getContact({ id }, options)).rejects.toThrow(sentence);
    await expect(settled(vmp.getContactGroupsOutput({}, options))).rejects.toThrow(sentence);
  });
});

describe("without any key", () => {
  const env = { ...process.env };

  beforeEach(() => {
    process.env = { HOME: "/nonexistent", VOLCENGINE_ECS_METADATA_DISABLED: "true" };
  });

  afterEach(() => {
    process.env = env;
  });

  test("a preview's output form is unknown, with one warning; its plain form says to use the other", async () => {
    await runAs("preview", {});
    const found = vmp.getContactOutput({ name: "oncall" });
    for (const output of [found, found.id, found.webhook, vmp.getContactGroupsOutput()]) {
      expect(await settled(output as pulumi.Output<unknown>)).toMatchObject({ value: undefined, known: false });
    }
    expect(warnings).toEqual([expect.stringMatching(/^VMP is not asked in this preview, as there are no keys: /)]);
    await expect(vmp.getContact({ name: "oncall" })).rejects.toThrow(
      /^look up contact "oncall": NoCredentials: .*In previews like this one use vmp\.getContactOutput: its result is unknown then\.$/s,
    );
    expect(emulator.calls).toEqual([]);
  });

  test("in up both fail, and say how to give keys", async () => {
    await runAs("up", {});
    for (const failing of [vmp.getContact({ name: "oncall" }), settled(vmp.getContactOutput({ name: "oncall" }))]) {
      await expect(failing).rejects.toThrow(
        /^look up contact "oncall": NoCredentials: (?!.*In previews).*vmp:accessKey/s,
      );
    }
    expect(warnings).toEqual([]);
  });
});

describe("errors", () => {
  test.each<[string, () => Promise<unknown>, RegExp]>([
    ["nothing found", () => vmp.getContact({ name: "nobody" }), /^look up contact "nobody": there is no contact/],
    ["wrong arguments", () => vmp.getContact({} as never), /^vmp\.getContact cannot look up with these arguments:/],
    [
      "an output's",
      () => settled(vmp.getContactGroupOutput({ name: "no" })),
      /^look up contact group "no": there is no/,
    ],
  ])("are sentences that Pulumi prints without a stack: %s", async (_case, look, sentence) => {
    const error: unknown = await look().catch((thrown: unknown) => thrown);
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect((error as Error).message).toMatch(sentence);
  });

  test("wrong keys and wrong settings fail in a preview, too", async () => {
    await runAs("preview", { "vmp:accessKey": "AK", "vmp:secretKey": "canary-key" });
    await expect(settled(vmp.getContactOutput({ name: "oncall" }))).rejects.toThrow(/InvalidAccessKey: (?!.*canary)/);
    await runAs("preview", { "vmp:region": "no region" });
    await expect(settled(vmp.getContactsOutput())).rejects.toThrow(
      /^The settings of vmp cannot be used:\n {2}vmp:region/,
    );
  });
});

test("programs of two stacks in one process each have their own settings", async () => {
  const other = await startEmulator({ accessKey: "AKother", secretKey: "other-secret" });
  await other.act("CreateContact", { Name: "theirs" });
  expect((await vmp.getContacts()).map(({ name }) => name)).toEqual(["oncall"]);
  await runAs("up", { "vmp:endpoint": other.url, "vmp:accessKey": "AKother", "vmp:secretKey": "other-secret" });
  expect((await vmp.getContacts()).map(({ name }) => name)).toEqual(["theirs"]);
  await other.close();
});

test("their types: either id or name, and secret parts that are outputs of an object without what is masked", () => {
  const program = (): unknown[] => {
    const found = vmp.getContactOutput({ id });
    const address: pulumi.Output<string | undefined> = found.webhook.apply((webhook) => webhook?.address);
    return [
      address,
      new vmp.ContactGroup("team", { name: "team", contactIds: [found.id] }),
      // @ts-expect-error neither of the two
      vmp.getContact({}),
      // @ts-expect-error an output needs the output form
      vmp.getContact({ id: found.id }),
      // @ts-expect-error the address may be masked
      new vmp.Contact("copy", { name: "copy", webhook: found.webhook }),
    ];
  };
  // The compiler is what tests it.
  expect(program).toBeInstanceOf(Function);
});
