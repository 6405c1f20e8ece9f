/** The second stand-in for the service, by itself: called by the vendor's own client, and bent. */
import { Service as VendorClient } from "@volcengine/openapi";
import { doneWith, dropped, lost, masked, refusal, secretsLeftOut } from "../../support/service/answers";
import { Service } from "../../support/service/service";

const LARK = { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/id", SecretKey: "key" };

let service: Service;

beforeAll(async () => {
  service = await Service.start();
});

afterEach(() => {
  service.reset();
});

afterAll(() => service.close());

/** The result, or the code of the refusal. */
async function call(action: string, body: object, options: object = {}): Promise<unknown> {
  const client = new VendorClient({
    protocol: "http:",
    host: new URL(service.url).host,
    serviceName: "vmp",
    defaultVersion: "2021-03-03",
    region: "cn-beijing",
    accessKeyId: service.accessKey,
    secretKey: service.secretKey,
    ...options,
  });
  const { ResponseMetadata, Result } = await client.createJSONAPI(action)(body);
  return Result ?? ResponseMetadata.Error?.Code;
}

test("contacts and groups live as the API reference says", async () => {
  const { Id } = (await call("CreateContact", { Name: "oncall", Email: "a@example.com", LarkBotWebhook: LARK })) as {
    Id: string;
  };
  expect(await call("CreateContact", { Name: "oncall" })).toBe("Conflict.Name");
  const team = (await call("CreateContactGroup", { Name: "team", ContactIds: [Id] })) as { Id: string };
  expect(await call("GetContact", { Id })).toMatchObject({
    Id,
    Name: "oncall",
    LarkBotWebhook: LARK,
    Webhook: { Address: "" },
    ContactGroupIds: [team.Id],
  });
  expect(await call("UpdateContact", { Id, Email: "b@example.com" })).toMatchObject({ Id });
  expect(await call("ListContacts", { Filter: { Name: "onc", ContactGroupIds: [team.Id] } })).toMatchObject({
    Total: 1,
    Items: [{ Email: "b@example.com", LarkBotWebhook: { Address: "" } }],
  });
  expect(await call("DeleteContacts", { Ids: [Id, "gone"] })).toMatchObject({
    SuccessfulItems: [Id],
    UnsuccessfulItems: [{ Id: "gone", Error: { Code: "NotFound.Ids" } }],
  });
  expect(await call("GetContact", { Id })).toBe("NotFound.Id");
  expect(await call("GetContactGroup", { Id: team.Id })).toMatchObject({ ContactIds: [] });
});

test("a signature counts for its region, and a wrong one for nothing", async () => {
  await call("CreateContact", { Name: "oncall" }, { region: "cn-shanghai" });
  expect([...service.account("cn-shanghai").contacts.values()]).toMatchObject([{ Name: "oncall" }]);
  expect(service.account().contacts.size).toBe(0);
  expect(await call("CreateContact", { Name: "other" }, { secretKey: "wrong" })).toBe("SignatureDoesNotMatch");
  expect(await call("CreateContact", { Name: "other" }, { accessKeyId: "wrong" })).toBe("InvalidAccessKey");
  expect(service.calls).toHaveLength(1);
});

test("an answer is bent once, or each time", async () => {
  const Id = service.make({ Name: "oncall", LarkBotWebhook: LARK, CreateTime: "2020-01-01T00:00:00Z" });
  service.next("GetContact", doneWith({ Id: "other" }), () => refusal(500, "InternalError"));
  expect(await call("GetContact", { Id })).toMatchObject({ Id: "other", CreateTime: "2020-01-01T00:00:00Z" });
  expect(await call("GetContact", { Id })).toBe("InternalError");
  service.every("GetContact", masked);
  const hidden = { Address: "https://open.feishu.cn/***", SecretKey: "******" };
  expect(await call("GetContact", { Id })).toMatchObject({ LarkBotWebhook: hidden, Webhook: { Token: "" } });
  service.every("GetContact", secretsLeftOut);
  expect(await call("GetContact", { Id })).toMatchObject({ LarkBotWebhook: { Address: LARK.Address } });
  service.next("UpdateContact", dropped, lost);
  await expect(call("UpdateContact", { Id, Name: "one" })).rejects.toThrow(/socket hang up/);
  expect(service.contact().Name).toBe("oncall");
  await expect(call("UpdateContact", { Id, Name: "two" })).rejects.toThrow(/socket hang up/);
  expect(service.contact().Name).toBe("two");
});

test("lists can go on showing what is deleted", async () => {
  const Id = service.make({ Name: "oncall" });
  service.account().listsLagOnDeletes = true;
  await call("DeleteContacts", { Ids: [Id] });
  expect(await call("ListContacts", {})).toMatchObject({ Total: 1, Items: [{ Id }] });
  expect(await call("GetContact", { Id })).toBe("NotFound.Id");
});
