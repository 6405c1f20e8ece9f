import * as pulumi from "@pulumi/pulumi";
import * as vmp from "../../sdk";
import { fields } from "../../provider/resources/contact/table";
import { markedAsSecret, withSecrets } from "../../sdk/secrets";
import { REFERENCE_EXAMPLE } from "../support/contacts";

interface Registered {
  type: string;
  inputs: Record<string, unknown>;
}

const registered: Registered[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, inputs, name }) => {
      registered.push({ type, inputs: inputs as Record<string, unknown> });
      return { id: `${name}-id`, state: { ...(inputs as object), sendStatus: "MessageSucceed.Email" } };
    },
    call: () => ({}),
  });
});

function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

test("registers the type token that policies can match, with the constant provider", async () => {
  const contact = new vmp.Contact("oncall", REFERENCE_EXAMPLE);
  expect(await known(contact.id)).toBe("oncall-id");
  const [{ type, inputs } = { type: "", inputs: {} }] = registered.splice(0);
  expect(type).toBe("pulumi-nodejs:dynamic/vmp:Contact");
  expect(inputs.__provider).toBe('exports.handler=()=>require("pulumi-vmp/provider").contact');
  expect(inputs).toMatchObject({
    name: "user-demo",
    email: "user-demo@example.com",
    contactGroupIds: REFERENCE_EXAMPLE.contactGroupIds,
  });
});

test("every property is an output, also one that is not set", async () => {
  const contact = new vmp.Contact("bare", { name: "bare" });
  const { name, email, webhook, contactGroupIds, larkBotWebhook, dingTalkBotWebhook, weComBotWebhook, phoneNumber } =
    contact;
  const { sendStatus, sendMessage, emailActive, createTime } = contact;
  expect(await known(name)).toBe("bare");
  expect(await known(sendStatus)).toBe("MessageSucceed.Email");
  for (const unset of [
    email,
    webhook,
    contactGroupIds,
    larkBotWebhook,
    dingTalkBotWebhook,
    weComBotWebhook,
    phoneNumber,
    sendMessage,
    emailActive,
    createTime,
  ]) {
    expect(await known(unset as pulumi.Output<unknown>)).toBeUndefined();
  }
});

describe("secrets", () => {
  const secretArgs: [string, vmp.ContactArgs, boolean][] = [
    ["a webhook's address", { name: "a", webhook: { address: "https://a.example.com" } }, true],
    ["a webhook that is an output", { name: "a", webhook: pulumi.output({ address: "https://a.example.com" }) }, true],
    ["a webhook that is promised", { name: "a", webhook: Promise.resolve({ address: "https://a.example.com" }) }, true],
    ["an address that is an output", { name: "a", webhook: { address: pulumi.output("https://a.example.com") } }, true],
    ["a webhook of the wrong type", { name: "a", webhook: "https://a.example.com" as never }, true],
    ["a misspelt part of a webhook", { name: "a", webhook: { adress: "https://a.example.com" } as never }, true],
    ["a misspelt webhook", { name: "a", webHook: { address: "https://a.example.com" } } as never, true],
    ["no webhook", { name: "a", webhook: undefined }, false],
  ];

  test.each(secretArgs)("%s", async (_case, args, secret) => {
    const inputs = pulumi.output(withSecrets(fields, args));
    expect(await pulumi.isSecret(inputs)).toBe(secret);
  });

  test("everything else stays readable", async () => {
    const { name, email, contactGroupIds } = REFERENCE_EXAMPLE;
    const phoneNumber = { countryCode: "+86", number: "13300000000" };
    expect(
      await pulumi.isSecret(pulumi.output(withSecrets(fields, { name, email, contactGroupIds, phoneNumber }))),
    ).toBe(false);
  });
});

test.each<[string, object, string[] | undefined]>([
  [
    "nothing that could be secret",
    { name: "a", email: "a@example.com", phoneNumber: { countryCode: "+86" } },
    undefined,
  ],
  ["outputs that are not", { name: pulumi.output("a"), email: Promise.resolve("a@example.com") }, []],
  ["a secret name", { name: pulumi.secret("a"), email: pulumi.output("a@example.com") }, ["name"]],
  ["a promised secret", { name: "a", email: Promise.resolve(pulumi.secret("a@example.com")) }, ["email"]],
  ["a part of an object", { name: "a", phoneNumber: { number: pulumi.secret("133") } }, ["phoneNumber"]],
  ["an item of a list", { name: "a", contactGroupIds: ["b", pulumi.secret("c")] }, ["contactGroupIds"]],
  [
    "a list within a webhook",
    { weComBotWebhook: { address: "x", atUserIds: pulumi.secret(["u"]) } },
    ["weComBotWebhook"],
  ],
  [
    "what the table calls secret anyway",
    { webhook: { address: pulumi.secret("x"), token: pulumi.secret("y") } },
    undefined,
  ],
])("the host is told what the program marks as secret: %s", async (_, args, names) => {
  expect(await markedAsSecret(fields, args)).toEqual(names);
});

test("a note says so, beside what the program calls the resource", async () => {
  registered.splice(0);
  for (const name of ["a", pulumi.secret("a")]) await known(new vmp.Contact("oncall", { name }).id);
  const notes = registered.splice(0).map(({ inputs }) => inputs.__notes);
  expect(notes).toEqual([{ resource: "oncall" }, { resource: "oncall", secretInputs: ["name"] }]);
});

test("import and a look-up by id are refused with the way that works", () => {
  expect(() => new vmp.Contact("a", { name: "a" }, { import: "id" })).toThrow(/adopt: true/);
  expect(() => new vmp.Contact("a", { name: "a" }, { id: "id" })).toThrow(/adopt: true/);
});

describe("the stacks that Pulumi writes for each output", () => {
  const { stackTraceLimit } = Error;
  const usual = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace") ?? { value: undefined, writable: true };

  afterEach(() => {
    Object.defineProperty(Error, "prepareStackTrace", usual);
    delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  /** How many stacks with places in the program are written while something runs. */
  function stacksWritten(what: () => unknown): number {
    let written = 0;
    Error.prepareStackTrace = (_error, frames) => {
      if (frames.length > 0) written++;
      return "";
    };
    what();
    return written;
  }

  test("are left out", () => {
    // One is the resource's own place in the program.
    expect(stacksWritten(() => new vmp.Contact("bare", { name: "bare" }))).toBe(1);
    expect(stacksWritten(() => new vmp.ContactGroup("group", { name: "group" }))).toBe(1);
  });

  test("are there where Pulumi is to show them", () => {
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "true";
    expect(stacksWritten(() => new vmp.Contact("bare", { name: "bare" }))).toBeGreaterThan(50);
  });

  test("an error of the constructor begins its stack at the program's line", () => {
    function declare(): unknown {
      return new vmp.Contact("bare", { name: "bare" }, { parent: {} as never });
    }
    let stack = "";
    try {
      declare();
    } catch (error) {
      stack = String((error as Error).stack);
    }
    expect(stack).toMatch(/not a valid resource[^\n]*\n\s+at declare/i);
  });
});
