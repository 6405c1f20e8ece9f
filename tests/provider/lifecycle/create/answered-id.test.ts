/** What a create answers is looked at once: an id can be that of another call. */
import { createRecord } from "../../../../provider/lifecycle/create";
import { Holders } from "../../../../provider/lifecycle/holders";
import { begin } from "../../../../provider/lifecycle/operation";
import { CONTACT } from "../../../../provider/resources/contact";
import type { JsonObject } from "../../../../provider/values";
import { contextFor, failureOf } from "../../support";
import { closeAll, ok, refuse, startServer } from "../../client/server";

afterEach(closeAll);

interface Service {
  /** What is there, by its id. */
  there: Record<string, JsonObject>;
  /** The ids that lists show; default all. */
  listed?: string[];
  /** What answers a GetContact of an id that is not there. */
  status?: number;
  /** So many of the first looks, at it and at lists, show nothing. */
  blind?: number;
}

/** A create of "oncall" that the service answers with the id "id-1". */
async function created(
  { there, listed = Object.keys(there), status = 404, blind = 0 }: Service,
  holders = new Holders(),
) {
  const server = await startServer((response, { url, body }) => {
    const isCreate = url.includes("CreateContact");
    const isBlind = !isCreate && blind-- > 0;
    if (isCreate) ok(response, { Id: "id-1" });
    else if (url.includes("ListContacts")) {
      const items = (isBlind ? [] : listed).map((Id) => ({ ...there[Id], Id }));
      ok(response, { Items: items, Total: items.length });
    } else {
      const { Id } = JSON.parse(body) as { Id: string };
      if (there[Id] && !isBlind) ok(response, { ...there[Id], Id });
      else refuse(response, status, status === 404 ? "NotFound.Id" : "AccessDenied");
    }
  });
  return createRecord(begin(contextFor(server, { maxRetries: 0, holders })), CONTACT, { name: "oncall" });
}

test("an id under which the service has the contact is its", async () => {
  expect(await created({ there: { "id-1": { Name: "oncall" } } })).toMatchObject({ id: "id-1", notices: [] });
});

test.each<[string, Service]>([
  ["of something of another name", { there: { "id-1": { Name: "other" } } }],
  ["of nothing, while another has the name", { there: { "id-2": { Name: "oncall" } } }],
])("an id %s is no answer, and what is under the name counts", async (_case, service) => {
  const error = await failureOf(created(service));
  expect(error.action).toBe("CreateContact");
  if ("id-2" in service.there) {
    expect(error).toMatchObject({ code: "Conflict.Name", effect: "unknown" });
    expect(error.message).toMatch(
      / with the id id-2\. .* It may be the one that this run made: the answer of its create /,
    );
    return;
  }
  expect(error).toMatchObject({ code: "NoResult", effect: "unknown" });
  expect(error.message).toMatch(
    /^create contact "oncall": NoResult: the answer holds the Id of another contact\. The contact may have been created/,
  );
});

test("an id that another resource has is no answer, whatever the service has under it", async () => {
  const holders = new Holders();
  holders.hold("id-1", "another");
  const error = await failureOf(created({ there: { "id-1": { Name: "oncall" } }, listed: [] }, holders));
  expect(error.message).toMatch(/NoResult: the answer holds the Id of another contact\./);
});

test.each<[string, Service, string]>([
  ["is not there yet", { there: {} }, "NotFound.Id"],
  ["may not be read", { there: {}, status: 403 }, "AccessDenied"],
  ["is there a moment later", { there: { "id-1": { Name: "oncall" } }, blind: 2 }, "NotFound.Id"],
])("an id that %s is kept, and that is said", async (_case, service, code) => {
  const { id, notices } = await created(service);
  expect(id).toBe("id-1");
  expect(notices).toEqual([
    `create contact "oncall": VMP says that it made the contact (id id-1), but reading it failed with ${code}. ` +
      'Run "pulumi refresh" in a while: that looks again.',
  ]);
});

test.each(["call", "get"] as const)(
  "a fault of our own ends it as it is, and nothing is sent again (%s)",
  async (where) => {
    const server = await startServer((response) => {
      ok(response, { Id: "id-1" });
    });
    const context = contextFor(server);
    jest.spyOn(context.client, where).mockRejectedValue(new TypeError("a fault"));
    await expect(createRecord(begin(context), CONTACT, { name: "oncall" })).rejects.toThrow(new TypeError("a fault"));
    expect(server.received.length).toBeLessThanOrEqual(1);
  },
);
