/** Whose it is what is found under the name, when the answer of the create was lost: never taken on a guess. */
import { createRecord } from "../../../../provider/lifecycle/create";
import { whose } from "../../../../provider/lifecycle/lost-create";
import { begin, purposeOf } from "../../../../provider/lifecycle/operation";
import type { ResourceType } from "../../../../provider/lifecycle/resource-type";
import { CONTACT } from "../../../../provider/resources/contact";
import type { JsonObject } from "../../../../provider/values";
import { contextFor } from "../../support";
import { closeAll, ok, startServer } from "../../client/server";

afterEach(closeAll);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

interface Case {
  /** When the contact that is found was made, by the service's clock from now on; or what the service says of it. */
  made: number | { CreateTime?: string };
  /** How far the service's clock is ahead of this machine's. */
  ahead?: number;
  /** What answers say of their time, where it is not the service's. */
  date?: string | null;
  fields?: JsonObject;
}

/** What comes of a create that gets no answer, while the list has a contact of its name. */
async function outcome({ made, ahead = 0, date, fields = {} }: Case): Promise<string> {
  const time = (from: number): Date => new Date(Date.now() + ahead + from);
  const contact = {
    Id: "the-id",
    Name: "oncall",
    ...fields,
    ...(typeof made === "number"
      ? {
          CreateTime: time(made)
            .toISOString()
            .replace(/\.\d+Z$/, "Z"),
        }
      : made),
  };
  const server = await startServer((response, { url }) => {
    if (url.includes("CreateContact")) {
      response.socket?.destroy();
      return;
    }
    response.sendDate = false;
    if (date !== null) response.setHeader("Date", date ?? time(0).toUTCString());
    ok(response, url.includes("GetContact") ? contact : { Total: 1, Items: [contact] });
  });
  const operation = begin(contextFor(server, { maxRetries: 0 }));
  return createRecord(operation, CONTACT, { name: "oncall" }).then(({ id }) => id, String);
}

const THEIRS = /Conflict\.Name: a contact of this name exists already, with the id the-id\. (?!.*It may be the one)/;
const UNTOLD =
  /Conflict\.Name: .* It may be the one that this run made: .* when it was made cannot be told for certain\.$/;

test.each([0, 10 * MINUTE, -10 * MINUTE])(
  "what was made since is ours, by the service's clock (%d ms ahead)",
  async (ahead) => {
    expect(await outcome({ made: 0, ahead })).toBe("the-id");
  },
);

test.each([0, 10 * MINUTE, -10 * MINUTE])("what was made before is somebody else's (%d ms ahead)", async (ahead) => {
  expect(await outcome({ made: -20 * SECOND, ahead })).toMatch(THEIRS);
});

test.each<[string, Case]>([
  ["the service does not say when it was made", { made: {} }],
  ["it says no zone", { made: { CreateTime: "2026-01-01 00:00:00" } }],
  ["it says a zone that is none", { made: { CreateTime: "2026-01-01T00:00:00Z or so" } }],
  ["it says no time", { made: { CreateTime: "just now" } }],
  ["it was made in the future", { made: 30 * MINUTE }],
  ["no answer says what time it is", { made: 0, date: null }],
  ["answers say a time of their own", { made: 0, date: "Wed, 01 Jan 2020 00:00:00 GMT" }],
])("it cannot be told where %s", async (_case, found) => {
  expect(await outcome(found)).toMatch(UNTOLD);
});

test.each(["Z", "z", "+00:00", "+0000", "-00:00"])("the zone can be written as %s", async (zone) => {
  const now = new Date().toISOString().slice(0, 19);
  expect(await outcome({ made: { CreateTime: now + zone } })).toBe("the-id");
});

test("a zone counts: eight hours later in Beijing is the same time", async () => {
  const inBeijing = (hours: number): string => new Date(Date.now() + hours * 60 * MINUTE).toISOString().slice(0, 19);
  expect(await outcome({ made: { CreateTime: `${inBeijing(8)}+08:00` } })).toBe("the-id");
  expect(await outcome({ made: { CreateTime: `${inBeijing(7)}+08:00` } })).toMatch(THEIRS);
});

describe("to the millisecond", () => {
  const [BEGAN, NOW] = [Date.UTC(2026, 10, 26), Date.UTC(2026, 10, 26, 0, 10)];
  const doubt = { doubt: "when it was made cannot be told for certain" };

  test.each<[string, number, ReturnType<typeof whose>]>([
    ["five seconds before is since", BEGAN - 5_000, "ours"],
    ["more than that is before", BEGAN - 5_001, {}],
    ["a minute from now is since", NOW + 60_000, "ours"],
    ["more than that is no time that fits", NOW + 60_001, doubt],
  ])("%s", (_case, made, expected) => {
    const context = contextFor({ url: "http://127.0.0.1:1" });
    jest.spyOn(context.client, "serviceTime").mockImplementation((uptime) => uptime);
    const operation = { ...begin(context), clock: { ...context.clock, uptime: () => NOW } };
    const inputs = { name: "oncall" };
    const purpose = purposeOf(operation, "create", CONTACT, undefined, inputs);
    const attempt = { operation, type: CONTACT as ResourceType, inputs, purpose, started: BEGAN, adopt: false };
    const existing = { Id: "the-id", Name: "oncall", CreateTime: new Date(made).toISOString() };
    expect(whose(existing, attempt)).toEqual(expected);
  });
});

test("what was made since with other fields may be ours, and is not taken", async () => {
  expect(await outcome({ made: 0, fields: { Email: "b@example.com" } })).toMatch(
    /Conflict\.Name: .* the answer of its create was lost, and its fields are not quite the program's\.$/,
  );
});
