import type { ServerResponse } from "node:http";
import { fields } from "../../../provider/resources/contact/table";
import { createBody } from "../../../provider/fields/wire";
import { closeAll, ok, refuse, startServer } from "../client/server";
import { LOOKUPS, at, calls, emulator, full, make, NOBODY, OTHER, service, start } from "./stage";

beforeEach(start);

afterEach(closeAll);

describe("getContact", () => {
  test("by its id: one call, everything that it has", async () => {
    const id = await make(createBody(fields, full));
    emulator.confirmEmail(full.email);
    const found = await LOOKUPS.getContact(service, { id });
    expect(calls()).toEqual([["GetContact", { Id: id }]]);
    expect(found).toEqual({ id, ...full, emailActive: true, createTime: expect.stringMatching(/^\d{4}-/) as string });
  });

  test("by its name: the same, by one list, as a list may show what is gone", async () => {
    const id = await make(createBody(fields, full));
    const found = await LOOKUPS.getContact(service, { name: "oncall" });
    expect(calls()).toEqual([
      ["ListContacts", { Filter: { Name: "oncall" }, PageNumber: 1, PageSize: 100 }],
      ["GetContact", { Id: id }],
    ]);
    expect(found).toEqual(await LOOKUPS.getContact(service, { id }));
  });

  test.each(["empty", "absent"] as const)("what it does not have is absent (%s in answers)", async (unset) => {
    emulator.behaviour.unset = unset;
    const id = await make({ Name: "bare" });
    const createTime = expect.any(String) as string;
    const expected = { id, name: "bare", contactGroupIds: [], emailActive: false, createTime };
    expect(await LOOKUPS.getContact(service, { id })).toEqual(expected);
    expect(await LOOKUPS.getContact(service, { name: "bare" })).toEqual(expected);
  });

  test("a name is exact: neither a part of one nor one in other case is it", async () => {
    for (const Name of ["oncall-2", "ONCALL", "my-oncall"]) await make({ Name });
    const id = await make({ Name: "oncall" });
    await make({ Name: "oncall-3" });
    expect(await LOOKUPS.getContact(service, { name: "oncall" })).toMatchObject({ id, name: "oncall" });
  });

  test("the name's contact is found behind two pages of others", async () => {
    const id = await make({ Name: "oncall" });
    for (let index = 0; index < 230; index++) await make({ Name: `oncall-${index}` });
    expect(await LOOKUPS.getContact(service, { name: "oncall" })).toMatchObject({ id });
    expect(calls().map(([, { PageNumber, Id }]) => PageNumber ?? Id)).toEqual([1, 2, 3, 1, 2, 3, id]);
  });

  test("no contact of that name: an error with what is close to it, and what to do", async () => {
    for (const Name of ["oncall-1", "ONCALL"]) await make({ Name });
    await expect(LOOKUPS.getContact(service, { name: "oncall" })).rejects.toThrow(
      'look up contact "oncall": there is no contact of exactly this name. There is "ONCALL", "oncall-1". ' +
        "Check the name, the account that the keys are of, and the region (cn-beijing). What this program makes has outputs " +
        "of its own: use those.",
    );
    await expect(LOOKUPS.getContact(service, { name: "nobody" })).rejects.toThrow(
      /^look up contact "nobody": there is no contact of exactly this name\. Check the name, /,
    );
  });

  test("of many that are close to it, five are named", async () => {
    for (let index = 0; index < 5; index++) await make({ Name: `oncall-${index}` });
    await expect(LOOKUPS.getContact(service, { name: "oncall" })).rejects.toThrow(/"oncall-1", "oncall-0"\. Check/);
    for (let index = 5; index < 7; index++) await make({ Name: `oncall-${index}` });
    await expect(LOOKUPS.getContact(service, { name: "oncall" })).rejects.toThrow(
      /There is "oncall-6", "oncall-5", "oncall-4", "oncall-3", "oncall-2", …\. Check/,
    );
  });

  test("more than one of that name: an error with their ids", async () => {
    const server = await startServer((response, { body }) => {
      const { Id } = JSON.parse(body) as { Id?: string };
      const Items = [NOBODY, OTHER].map((id) => ({ Id: id, Name: "oncall" }));
      ok(response, Id === undefined ? { Total: 2, Items } : { Id, Name: "oncall" });
    });
    await expect(LOOKUPS.getContact(at(server.url), { name: "oncall" })).rejects.toThrow(
      `look up contact "oncall": there are 2 of exactly this name. Look up one by its id: ${NOBODY}, ${OTHER}.`,
    );
  });

  /** A service whose list has these two under one name, of which it can read what `answer` says. */
  function listing(names: [string, string], answer: (response: ServerResponse, id: string) => void) {
    return startServer((response, { body }) => {
      const { Id } = JSON.parse(body) as { Id?: string };
      if (Id !== undefined) answer(response, Id);
      else ok(response, { Total: 2, Items: [NOBODY, OTHER].map((each, index) => ({ Id: each, Name: names[index] })) });
    });
  }

  test("what is only listed any more is not it, and is not called close to it", async () => {
    const server = await listing(["oncall", "oncall"], (response, id) => {
      if (id === OTHER) ok(response, { Id: id, Name: "oncall" });
      else refuse(response, 404, "NotFound.Id");
    });
    expect(await LOOKUPS.getContact(at(server.url), { name: "oncall" })).toMatchObject({ id: OTHER });
    const gone = await listing(["oncall", "oncall-2"], (response) => {
      refuse(response, 404, "NotFound.Id");
    });
    await expect(LOOKUPS.getContact(at(gone.url), { name: "oncall" })).rejects.toThrow(
      'there is no contact of exactly this name. There is "oncall-2". Check',
    );
  });

  test("what the name's contact cannot be read for is told in the usual form", async () => {
    const server = await listing(["oncall", "oncall-2"], (response) => {
      refuse(response, 403, "AccessDenied");
    });
    await expect(LOOKUPS.getContact(at(server.url), { name: "oncall" })).rejects.toThrow(
      /^look up contact "oncall": AccessDenied: /,
    );
  });

  test("no contact of that id: the service's sentence, with what to do in a program that looks up", async () => {
    const failing = LOOKUPS.getContact(service, { id: NOBODY });
    await expect(failing).rejects.toThrow(
      new RegExp(
        `^look up contact \\(id ${NOBODY}\\): NotFound\\.Id: .* \\(request \\w+\\)\\. Check the id, the account that the keys ` +
          "are of, and the region \\(cn-beijing\\)\\.",
      ),
    );
    await expect(failing).rejects.not.toThrow(/pulumi refresh/);
  });

  test("an answer that is of another contact is an error", async () => {
    const server = await startServer((response) => {
      ok(response, { Id: OTHER, Name: "other" });
    });
    await expect(LOOKUPS.getContact(at(server.url), { id: NOBODY })).rejects.toThrow(
      /NoResult: the answer \(status 200\) is not of what was asked for/,
    );
  });

  test("what the service refuses is told in the usual form", async () => {
    emulator.behaviour.subscribed = false;
    await expect(LOOKUPS.getContact(service, { name: "oncall" })).rejects.toThrow(
      /^look up contact "oncall": ProductUnsubscribed: .*VMP console/,
    );
    await expect(LOOKUPS.getContact(service, { id: NOBODY })).rejects.toThrow(
      new RegExp(`^look up contact \\(id ${NOBODY}\\): ProductUnsubscribed: .*VMP console(?!.*Check the id)`),
    );
    await expect(LOOKUPS.getContacts(service, {})).rejects.toThrow(/^look up contacts: ProductUnsubscribed: /);
  });
});

describe("secrets that the service does not show", () => {
  test("masked: what is masked is left out, and is not taken for the secret", async () => {
    const id = await make(createBody(fields, full));
    emulator.behaviour.secrets = "masked";
    for (const args of [{ id }, { name: "oncall" }]) {
      const found = await LOOKUPS.getContact(service, args);
      expect(JSON.stringify(found)).not.toContain("*");
      const { atMobiles, atUserIds } = full.dingTalkBotWebhook;
      expect(found).toMatchObject({
        webhook: {},
        larkBotWebhook: {},
        dingTalkBotWebhook: { atMobiles, atUserIds },
        weComBotWebhook: { atUserIds: full.weComBotWebhook.atUserIds },
      });
      expect(found.webhook).toEqual({});
    }
  });

  test("omitted: the addresses are there, the rest is left out", async () => {
    const id = await make(createBody(fields, full));
    emulator.behaviour.secrets = "omitted";
    expect((await LOOKUPS.getContact(service, { id })).webhook).toEqual({ address: full.webhook.address });
  });

  test("a phone number with asterisks is no phone number", async () => {
    const server = await startServer((response) => {
      ok(response, { Id: OTHER, Name: "a", PhoneNumber: { CountryCode: "+86", Number: "133****0000" } });
    });
    const found = await LOOKUPS.getContact(at(server.url), { id: OTHER });
    expect(found.phoneNumber).toEqual({ countryCode: "+86" });
  });
});
