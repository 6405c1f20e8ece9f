import { setTimeout as pause } from "node:timers/promises";
import type { ServerResponse } from "node:http";
import type { Settings } from "../../../provider/settings";
import { createClient } from "../../../provider/vmp/client";
import { systemClock } from "../../../provider/vmp/clock";
import { VmpError } from "../../../provider/vmp/errors";
import type { Records } from "../../../provider/vmp/records";
import type { JsonObject } from "../../../provider/vmp/types";
import { closeAll, closeLater, ok, refuse, startServer, type TestServer, testSettings } from "./server";

type Answer = (response: ServerResponse, body: JsonObject, count: number) => void;

const IDS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** What the service has of a contact. */
function record(id: string): JsonObject {
  return { Id: id, Name: `name-of-${id}`, Email: `${id}@example.com` };
}

/** A service that has every record but those whose id begins with "gone"; the actions given answer otherwise. */
async function service(others: Record<string, Answer> = {}): Promise<TestServer> {
  const counts: Record<string, number> = {};
  const get: Answer = (response, body) => {
    const id = body.Id as string;
    if (id.startsWith("gone")) refuse(response, 404, "NotFound.Id", `${id} is not found.`);
    else ok(response, record(id));
  };
  const list: Answer = (response, { Filter }) => {
    const ids = (Filter as { Ids: string[] }).Ids.filter((id) => !id.startsWith("gone"));
    ok(response, { Total: ids.length, Items: ids.reverse().map(record) });
  };
  const deletes: Answer = (response, { Ids }) => {
    ok(response, { SuccessfulItems: Ids, UnsuccessfulItems: [] });
  };
  const usual = { GetContact: get, ListContacts: list, DeleteContacts: deletes };
  const groups = { GetContactGroup: get, ListContactGroups: list, DeleteContactGroups: deletes };
  const answers: Record<string, Answer> = { ...usual, ...groups, ...others };
  return startServer((response, { url, body }) => {
    const action = actionOf(url);
    counts[action] = (counts[action] ?? 0) + 1;
    const answer =
      answers[action] ??
      ((unknown) => {
        ok(unknown, {});
      });
    answer(response, JSON.parse(body) as JsonObject, counts[action]);
  });
}

function actionOf(url: string): string {
  return new URL(url, "http://x").searchParams.get("Action") ?? "";
}

function open(
  server: TestServer,
  { signal, atOnce = IDS.length, ...more }: Partial<Settings> & { signal?: AbortSignal; atOnce?: number } = {},
): Records {
  // No jitter: what is sent again is sent again at once.
  const clock = { ...systemClock, random: () => 0 };
  return closeLater(createClient(testSettings(server.url, more), { clock, atOnce, ...(signal && { signal }) }));
}

/** The actions that were called, in order. */
function actions({ received }: TestServer): string[] {
  return received.map(({ url }) => actionOf(url));
}

function bodies({ received }: TestServer, action: string): JsonObject[] {
  return received.filter(({ url }) => actionOf(url) === action).map(({ body }) => JSON.parse(body) as JsonObject);
}

const task = (id: string): string => `read contact "${id}"`;
const get = (records: Records, id: string): Promise<JsonObject> => records.get("Contact", id, { task: task(id) });
const remove = (records: Records, id: string): Promise<void> =>
  records.delete("Contact", id, { task: `delete contact "${id}"` });

/** What each of some gets: its result, or its error's message. */
async function each<T>(promises: Promise<T>[]): Promise<(T | string)[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) => (one.status === "fulfilled" ? one.value : (one.reason as Error).message));
}

const readAll = (records: Records, ids = IDS): Promise<(JsonObject | string)[]> =>
  each(ids.map((id) => get(records, id)));

afterEach(closeAll);

describe("what is asked for at the same time", () => {
  test("is read by one list, and each gets its own record", async () => {
    const server = await service();
    expect(await readAll(open(server))).toEqual(IDS.map(record));
    expect(actions(server)).toEqual(["ListContacts"]);
    expect(bodies(server, "ListContacts")).toEqual([{ Filter: { Ids: IDS }, PageNumber: 1, PageSize: 100 }]);
  });

  test("is deleted by one call", async () => {
    const server = await service();
    const records = open(server);
    await Promise.all(IDS.map((id) => remove(records, id)));
    expect(bodies(server, "DeleteContacts")).toEqual([{ Ids: IDS }]);
    expect(server.received).toHaveLength(1);
  });

  test("is a hundred a call at most", async () => {
    const server = await service();
    const ids = Array.from({ length: 250 }, (_, i) => `id-${i}`);
    expect(await readAll(open(server, { atOnce: 250 }), ids)).toEqual(ids.map(record));
    const sizes = bodies(server, "ListContacts").map(({ Filter }) => (Filter as { Ids: string[] }).Ids.length);
    expect(sizes.sort()).toEqual([100, 100, 50]);
  });

  test("does not mix contacts and groups, but they wait together", async () => {
    const server = await service();
    const records = open(server, { atOnce: 4 });
    const of = { task: "t" };
    const all = (["Contact", "ContactGroup"] as const).flatMap((kind) => [
      { kind, id: "a" },
      { kind, id: "b" },
    ]);
    await Promise.all(all.map(({ kind, id }) => records.get(kind, id, of)));
    await Promise.all(all.map(({ kind, id }) => records.delete(kind, id, of)));
    expect(actions(server).slice(0, 2).sort()).toEqual(["ListContactGroups", "ListContacts"]);
    expect(actions(server).slice(2).sort()).toEqual(["DeleteContactGroups", "DeleteContacts"]);
  });

  test("of the same id twice gets the same record twice", async () => {
    const server = await service();
    expect(await readAll(open(server, { atOnce: 3 }), ["a", "b", "a"])).toEqual(["a", "b", "a"].map(record));
    expect(bodies(server, "ListContacts")).toMatchObject([{ Filter: { Ids: ["a", "b"] } }]);
  });
});

describe("one alone", () => {
  test("is read by GetContact, and deleted by its id", async () => {
    const server = await service();
    const records = open(server);
    expect(await get(records, "a")).toEqual(record("a"));
    await remove(records, "a");
    await records.get("ContactGroup", "b", { task: "t" });
    await records.delete("ContactGroup", "b", { task: "t" });
    expect(actions(server)).toEqual(["GetContact", "DeleteContacts", "GetContactGroup", "DeleteContactGroups"]);
    expect(server.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { Id: "a" },
      { Ids: ["a"] },
      { Id: "b" },
      { Ids: ["b"] },
    ]);
  });

  test("that is gone is an error when read, and a success when deleted", async () => {
    const server = await service({
      DeleteContacts: (response) => {
        refuse(response, 404, "NotFound.Id");
      },
    });
    const records = open(server);
    await expect(get(records, "gone")).rejects.toMatchObject({
      code: "NotFound.Id",
      task: task("gone"),
      action: "GetContact",
    });
    await expect(remove(records, "gone")).resolves.toBeUndefined();
  });

  test("is not taken for another", async () => {
    const server = await service({
      GetContact: (response) => {
        ok(response, record("other"));
      },
    });
    await expect(get(open(server), "a")).rejects.toThrow(
      /^read contact "a": NoResult: the answer is not of the contact/,
    );
  });
});

describe("a list's word is not enough", () => {
  test("for what it leaves out: that is asked for once more before it counts as gone", async () => {
    const server = await service({
      ListContacts: (response) => {
        ok(response, { Items: IDS.slice(2).map(record) });
      },
    });
    const read = await readAll(open(server), ["a", "gone-b", ...IDS.slice(2)]);
    expect(read).toEqual([
      record("a"),
      expect.stringMatching(/^read contact "gone-b": NotFound\.Id: /),
      ...IDS.slice(2).map(record),
    ]);
    expect(bodies(server, "GetContact")).toEqual([{ Id: "a" }, { Id: "gone-b" }]);
  });

  const odd: [string, (items: JsonObject[]) => unknown][] = [
    ["an item without a name", ([first, ...rest]) => [{ Id: first?.Id ?? "" }, ...rest]],
    ["an item whose name is no text", ([first, ...rest]) => [{ ...first, Name: 1 }, ...rest]],
    ["an id twice", (items) => [...items, { ...record("a"), Name: "twin" }]],
    ["an id that is no text", ([first, ...rest]) => [{ ...first, Id: ["a"] }, ...rest]],
    ["something that is no object", ([, ...rest]) => [null, "a", ["a"], ...rest]],
  ];
  test.each(odd)("for %s", async (_, change) => {
    const server = await service({
      ListContacts: (response) => {
        ok(response, { Items: change(IDS.map(record)) });
      },
    });
    expect(await readAll(open(server))).toEqual(IDS.map(record));
    expect(bodies(server, "GetContact")).toEqual([{ Id: "a" }]);
  });

  test.each<[string, unknown]>([
    ["ignores its filter", { Items: ["x", "y", "z"].map(record) }],
    ["has no items", {}],
    ["has items of another type", { Items: "none" }],
  ])("when it %s: each is asked for by itself", async (_, result) => {
    const server = await service({
      ListContacts: (response) => {
        ok(response, result);
      },
    });
    expect(await readAll(open(server))).toEqual(IDS.map(record));
    expect(bodies(server, "GetContact")).toHaveLength(IDS.length);
  });

  test("where the caller does not accept it", async () => {
    const server = await service();
    const records = open(server);
    const ask = (id: string): Promise<JsonObject> =>
      records.get("Contact", id, { task: task(id), accept: ({ Id }) => Id !== "c" });
    expect(await Promise.all(IDS.map(ask))).toEqual(IDS.map(record));
    expect(bodies(server, "GetContact")).toEqual([{ Id: "c" }]);
  });
});

describe("a joined call that is refused as a whole", () => {
  test.each<[number, string]>([
    [400, "InvalidParameter.Ids"],
    [404, "NotFound.Ids"],
    [403, "AccessDenied"],
  ])("falls back to single reads (%i %s), and one bad id fails alone", async (status, code) => {
    const server = await service({
      ListContacts: (response) => {
        refuse(response, status, code);
      },
    });
    const read = await readAll(open(server), ["gone-a", ...IDS.slice(1)]);
    expect(read).toEqual([
      expect.stringMatching(/^read contact "gone-a": NotFound\.Id: .*\(request req-1\)/),
      ...IDS.slice(1).map(record),
    ]);
    expect(bodies(server, "GetContact")).toHaveLength(IDS.length);
  });

  test.each<[number, string]>([
    [400, "InvalidParameter.Ids"],
    [404, "NotFound.Ids"],
  ])("falls back to single deletes (%i %s)", async (status, code) => {
    const server = await service({
      DeleteContacts: (response, { Ids }) => {
        const ids = Ids as string[];
        if (ids.includes("gone-a")) refuse(response, status, code);
        else ok(response, { SuccessfulItems: ids });
      },
    });
    const records = open(server);
    const deleted = await each(["gone-a", "b", "c"].map((id) => remove(records, id)));
    const bad: unknown =
      status === 404 ? undefined : expect.stringMatching(/^delete contact "gone-a": InvalidParameter/);
    expect(deleted).toEqual([bad, undefined, undefined]);
    expect(bodies(server, "DeleteContacts")).toHaveLength(4);
  });

  test.each<[number, string]>([
    [401, "InvalidAccessKey"],
    [401, "SignatureDoesNotMatch"],
    [403, "ProductUnsubscribed"],
    [400, "ExpiredToken"],
  ])(
    "because of the keys or the account (%i %s) is each one's own error, and nothing more is called",
    async (status, code) => {
      const refused: Answer = (response) => {
        refuse(response, status, code);
      };
      const server = await service({ ListContacts: refused, DeleteContacts: refused });
      const records = open(server);
      const message = (what: string, id: string): unknown =>
        expect.stringMatching(new RegExp(`^${what} contact "${id}": ${code}: No\\. \\(request req-1\\)\\. \\w`));
      expect(await readAll(records)).toEqual(IDS.map((id) => message("read", id)));
      expect(await each(IDS.map((id) => remove(records, id)))).toEqual(IDS.map((id) => message("delete", id)));
      expect(actions(server)).toEqual(["ListContacts", "DeleteContacts"]);
    },
  );

  test("because the keys may not delete is each one's own error", async () => {
    const server = await service({
      DeleteContacts: (response) => {
        refuse(response, 403, "AccessDenied");
      },
    });
    const records = open(server);
    expect(await each(IDS.map((id) => remove(records, id)))).toEqual(
      IDS.map((id) => expect.stringMatching(`^delete contact "${id}": AccessDenied: `) as unknown),
    );
    expect(server.received).toHaveLength(1);
  });
});

describe("a joined call that fails for a passing reason, after its own repetitions", () => {
  const failing: [string, Answer, string][] = [
    ["a broken connection", (response) => response.socket?.resetAndDestroy(), "ConnectionLost"],
    [
      "too many calls",
      (response) => {
        refuse(response, 429, "FlowLimitExceeded");
      },
      "FlowLimitExceeded",
    ],
  ];
  test.each(failing)(
    "%s: each gets an error of its own, and no more calls are made",
    async (_, answer, code) => {
      const server = await service({ ListContacts: answer });
      const records = open(server, { maxRetries: 2, atOnce: 3 });
      const errors = await Promise.allSettled(["a", "b", "c"].map((id) => get(records, id)));
      const reasons = errors.map((error) => (error as PromiseRejectedResult).reason as unknown);
      expect(reasons).toEqual(["a", "b", "c"].map(() => expect.any(VmpError) as unknown));
      expect(reasons).toMatchObject(["a", "b", "c"].map((id) => ({ code, task: task(id), attempts: 3 })));
      expect(new Set(reasons).size).toBe(3);
      expect(actions(server)).toEqual(["ListContacts", "ListContacts", "ListContacts"]);
    },
    20_000,
  );

  test("an error within the service: each gets one try of its own", async () => {
    const broken: Answer = (response, _, count) => {
      if (count <= 3) refuse(response, 500, "InternalError");
      else ok(response, { SuccessfulItems: ["b", "c"] });
    };
    const server = await service({
      ListContacts: broken,
      GetContact: (response, body) => {
        if (body.Id === "a") refuse(response, 500, "InternalError", "Cannot show a.");
        else ok(response, record(body.Id as string));
      },
      DeleteContacts: broken,
    });
    const records = open(server, { maxRetries: 2, atOnce: 3 });
    const read = await readAll(records, ["a", "b", "c"]);
    expect(read).toEqual([
      expect.stringMatching(/^read contact "a": InternalError: Cannot show a\. /),
      record("b"),
      record("c"),
    ]);
    expect(actions(server)).toEqual([...Array<string>(3).fill("ListContacts"), ...Array<string>(3).fill("GetContact")]);
    server.received.length = 0;
    const deleted = await each(["a", "b", "c"].map((id) => remove(records, id)));
    expect(deleted).toEqual([expect.stringMatching(/^delete contact "a": NoResult: /), undefined, undefined]);
    expect(actions(server)).toEqual(Array<string>(6).fill("DeleteContacts"));
  });
});

describe("what a joined delete says of each", () => {
  test("counts for that one", async () => {
    const refusal = (Id: string, Code: string): JsonObject => ({
      Id,
      Error: { Code, Message: `About <b>${Id}</b>.`, Data: {} },
    });
    const server = await service({
      DeleteContacts: (response) => {
        ok(response, {
          SuccessfulItems: ["a"],
          UnsuccessfulItems: [
            refusal("b", " NotFound.Ids"),
            refusal("c", "NotFound.Id"),
            refusal("d", "OperationDenied.InUse"),
            { Id: "e", Error: null },
            null,
          ],
        });
      },
    });
    const records = open(server, { atOnce: 6 });
    expect(await each(IDS.slice(0, 6).map((id) => remove(records, id)))).toEqual([
      undefined,
      undefined,
      undefined,
      expect.stringMatching(/^delete contact "d": OperationDenied\.InUse: About d \./),
      expect.stringMatching(/^delete contact "e": NoResult: the answer names the contact neither/),
      expect.stringMatching(/^delete contact "f": NoResult: the answer names the contact neither/),
    ]);
    expect(server.received).toHaveLength(1);
  });
});

describe("a joined read", () => {
  /** A service whose lists wait until they are let go; whatever is read after that is "new". */
  async function slow(): Promise<{ server: TestServer; release: () => void }> {
    const held: (() => void)[] = [];
    const server = await service({
      ListContacts: (response, { Filter }) => {
        const { Ids } = Filter as { Ids: string[] };
        held.push(() => {
          ok(response, { Items: Ids.map((id) => ({ ...record(id), Email: "listed" })) });
        });
      },
    });
    return {
      server,
      release: () => {
        for (const answer of held.splice(0)) answer();
      },
    };
  }
  const called = async (server: TestServer, count: number): Promise<void> => {
    while (server.received.length < count) await pause(5);
  };

  test("is never older than the read that asked for it", async () => {
    const { server, release } = await slow();
    const records = open(server, { atOnce: 2 });
    const first = readAll(records, ["a", "b"]);
    await called(server, 1);
    const second = readAll(records, ["a", "b"]);
    await called(server, 2);
    release();
    await Promise.all([first, second]);
    expect(actions(server)).toEqual(["ListContacts", "ListContacts"]);
  });

  test.each<[string, JsonObject, string[]]>([
    ["UpdateContact", { Id: "a" }, ["a"]],
    ["DeleteContacts", { Ids: ["x", "b"] }, ["b"]],
    ["UpdateContact", { Id: "x" }, []],
    ["CreateContact", { Name: "x" }, []],
    ["UpdateContactGroup", { Id: "x", ContactIds: ["a"] }, ["a", "b"]],
  ])("does not count where %s %j began and ended while the list was on its way", async (action, body, again) => {
    const { server, release } = await slow();
    const records = open(server, { atOnce: 2 });
    const reading = readAll(records, ["a", "b"]);
    await called(server, 1);
    await records.call({ action, body, task: "t", repeatable: true });
    release();
    const read = await reading;
    expect(read).toEqual(
      ["a", "b"].map((id) => (again.includes(id) ? record(id) : { ...record(id), Email: "listed" })),
    );
    expect(bodies(server, "GetContact")).toEqual(again.map((Id) => ({ Id })));
  });

  test("does not count where a write that began before ended in the meantime", async () => {
    const { server, release } = await slow();
    const records = open(server, { atOnce: 2 });
    const writing = records.call({ action: "UpdateContact", body: { Id: "a" }, task: "t", repeatable: true });
    const reading = readAll(records, ["a", "b"]);
    await writing;
    await called(server, 2);
    release();
    expect(await reading).toEqual([record("a"), { ...record("b"), Email: "listed" }]);
  });

  test("counts where the write was over before", async () => {
    const { server, release } = await slow();
    const records = open(server, { atOnce: 2 });
    await records.call({ action: "UpdateContact", body: { Id: "a" }, task: "t", repeatable: true });
    const reading = readAll(records, ["a", "b"]);
    await called(server, 2);
    release();
    await reading;
    expect(actions(server)).toEqual(["UpdateContact", "ListContacts"]);
  });
});

describe("each caller's own bounds", () => {
  test("a deadline ends one of several", async () => {
    let answer = (): void => undefined;
    const server = await service({
      ListContacts: (response) => {
        answer = () => {
          ok(response, { Items: ["a", "b"].map(record) });
        };
      },
    });
    const records = open(server, { atOnce: 2 });
    const hasty = records.get("Contact", "a", { task: task("a"), deadline: Date.now() + 100 });
    const patient = get(records, "b");
    await expect(hasty).rejects.toThrow(/^read contact "a": TimedOut: no answer within 0 s\./);
    answer();
    expect(await patient).toEqual(record("b"));
  });

  test("vmp:timeout ends all", async () => {
    const server = await service({ ListContacts: () => undefined });
    expect(await readAll(open(server, { timeoutMs: 1_000, atOnce: 2 }), ["a", "b"])).toEqual([
      expect.stringMatching(/^read contact "a": TimedOut: no answer within 1 s/),
      expect.stringMatching(/^read contact "b": TimedOut: no answer within 1 s/),
    ]);
  });

  test("a cancelled run ends those that wait for others, and those under way", async () => {
    const cancel = new AbortController();
    const server = await service({ ListContacts: () => undefined });
    const records = open(server, { signal: cancel.signal, atOnce: 3 });
    const underWay = readAll(records, ["a", "b", "c"]);
    while (server.received.length < 1) await pause(5);
    const waiting = readAll(records, ["d", "e"]);
    cancel.abort();
    const cancelled = (id: string): unknown =>
      expect.stringMatching(`^read contact "${id}": Cancelled: stopped before`);
    expect(await underWay).toEqual(["a", "b", "c"].map(cancelled));
    expect(await waiting).toEqual(["d", "e"].map(cancelled));
    expect(server.received).toHaveLength(1);
  });
});
