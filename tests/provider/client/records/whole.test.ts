/** A refresh of many is answered from the whole list, where that says beyond doubt what there is. */
import { type Clock, systemClock } from "../../../../provider/client/clock";
import type { Records } from "../../../../provider/client/records/records";
import type { JsonObject } from "../../../../provider/client/types";
import { CONTACT } from "../../../../provider/resources/contact";
import { closeAll, ok, refuse, type TestServer } from "../server";
import { virtualClock } from "../virtual-clock";
import { actions, type Answer, bodies, open, record, service, task } from "./service";

afterEach(closeAll);

/** A deadline that is never reached. */
const LATER = 1_000_000_000;

const idsUpTo = (count: number): string[] => Array.from({ length: count }, (_, at) => `id-${at}`);
const refresh = (
  records: Records,
  id: string,
  accept: (listed: JsonObject) => boolean = () => true,
): Promise<JsonObject> => records.refresh(CONTACT, id, { task: task(id), accept });

/** Asks for all, so many at once as the engine does. */
async function refreshAll(records: Records, ids: string[], atOnce: number): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  const waiting = [...ids.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) found[next[0]] = await refresh(records, next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return found;
}

/** Lists an account page by page, and by ids. */
function listing(items: JsonObject[], perPage = 100): Answer {
  return (response, { Filter, PageNumber }) => {
    const ids = (Filter as { Ids: string[] } | undefined)?.Ids;
    const start = perPage * ((PageNumber as number) - 1);
    const page = ids ? items.filter(({ Id }) => ids.includes(Id as string)) : items.slice(start, start + perPage);
    ok(response, { Total: ids ? page.length : items.length, Items: page });
  };
}

/** What was listed, each as its page or the number of its ids. */
function lists(server: TestServer): string[] {
  return bodies(server, "ListContacts").map(({ Filter, PageNumber }) =>
    Filter ? `${(Filter as { Ids: string[] }).Ids.length} ids` : `page ${PageNumber as number}`,
  );
}

/** Asks for two first, so that the whole list is read for what comes. */
async function warm(records: Records): Promise<void> {
  await refreshAll(records, ["id-0", "id-1"], 2);
}

describe("a refresh of 300", () => {
  const ids = idsUpTo(300);

  test.each([8, 16, 64])("in an account of 300, %i at once, reads some by ids and each page once", async (atOnce) => {
    const server = await service({ ListContacts: listing(ids.map(record)) });
    expect(await refreshAll(open(server), ids, atOnce)).toEqual(ids.map(record));
    expect(lists(server).sort()).toEqual([`${atOnce} ids`, "page 1", "page 2", "page 3"]);
    expect(server.received).toHaveLength(4);
  });

  test("where fewer come on a page than were asked for, reads as many pages as that takes", async () => {
    const server = await service({ ListContacts: listing(ids.map(record), 40) });
    expect(await refreshAll(open(server), ids, 8)).toEqual(ids.map(record));
    expect(server.received).toHaveLength(1 + 8);
  });

  test("in an account of 5,000 goes by ids", async () => {
    const server = await service({ ListContacts: listing(idsUpTo(5_000).map(record)) });
    const records = open(server);
    await warm(records);
    expect(await refreshAll(records, ids, 300)).toEqual(ids.map(record));
    expect(lists(server)).toEqual(["2 ids", "page 1", "100 ids", "100 ids", "100 ids"]);
  });
});

test("one by one, each is asked for by itself", async () => {
  const server = await service();
  const records = open(server);
  for (const id of idsUpTo(3)) expect(await refresh(records, id)).toEqual(record(id));
  expect(actions(server)).toEqual(["GetContact", "GetContact", "GetContact"]);
});

describe("asked for by itself is", () => {
  const odd: [string, (others: JsonObject[]) => JsonObject[]][] = [
    ["what the list does not have", (others) => others],
    ["what it has twice", (others) => [record("id-2"), ...others, record("id-2")]],
    ["what it has only half", (others) => [{ Id: "id-2" }, ...others]],
    ["what has another id", (others) => [{ ...record("id-2"), Id: ["id-2"] }, ...others]],
  ];
  test.each(odd)("%s", async (_, items) => {
    const server = await service({ ListContacts: listing(items(["id-0", "id-1", "id-3"].map(record))) });
    const records = open(server);
    await warm(records);
    expect(await refreshAll(records, ["id-2", "id-3"], 2)).toEqual(["id-2", "id-3"].map(record));
    expect(bodies(server, "GetContact")).toEqual([{ Id: "id-2" }]);
  });

  test("what the caller does not accept", async () => {
    const server = await service({ ListContacts: listing(idsUpTo(4).map(record)) });
    const records = open(server);
    await warm(records);
    const accept = ({ Email }: JsonObject): boolean => Email === "another";
    expect(await Promise.all([refresh(records, "id-2", accept), refresh(records, "id-3")])).toHaveLength(2);
    expect(bodies(server, "GetContact")).toEqual([{ Id: "id-2" }]);
  });

  test("all, where the list cannot be had", async () => {
    const server = await service({
      ListContacts: (response) => {
        refuse(response, 403, "AccessDenied");
      },
    });
    const records = open(server);
    const ids = idsUpTo(6);
    expect(await refreshAll(records, ids, 2)).toEqual(ids.map(record));
    expect(lists(server).filter((list) => list.startsWith("page"))).toEqual(["page 1"]);
  });
});

describe("what changed since the list was read", () => {
  /** The service has what is in the map by the time that it is asked. */
  async function changing(
    clock: Clock = systemClock,
  ): Promise<{ server: TestServer; records: Records; there: JsonObject[] }> {
    const there = idsUpTo(6).map(record);
    const server = await service({
      ListContacts: (...asked) => {
        listing(there.map((one) => ({ ...one })))(...asked);
      },
      GetContact: (response, { Id }) => {
        ok(response, there.find((one) => one.Id === Id) ?? {});
      },
    });
    const records = open(server, { clock });
    await warm(records);
    await refreshAll(records, ["id-2"], 1);
    expect(lists(server)).toEqual(["2 ids", "page 1"]);
    server.received.length = 0;
    return { server, records, there };
  }
  const byHand = (there: JsonObject[], at: number): void => void (there[at] = { ...there[at], Email: "by hand" });

  test("is seen by who asks for it a second time", async () => {
    const { server, records, there } = await changing();
    byHand(there, 2);
    expect(await refresh(records, "id-2")).toMatchObject({ Email: "by hand" });
    expect(actions(server)).toEqual(["GetContact"]);
  });

  test("is seen by who has to know what there is now, as an update has", async () => {
    const { server, records, there } = await changing();
    byHand(there, 3);
    expect(await records.get(CONTACT, "id-3", { task: "t" })).toMatchObject({ Email: "by hand" });
    expect(actions(server)).toEqual(["GetContact"]);
  });

  test("is no reason to say that there is none of a name that was read before", async () => {
    const { server, records } = await changing();
    const named = { name: "name-of-id-2", accept: () => true };
    const alone = (): Promise<string> => Promise.resolve("asked for by itself");
    expect(await records.find(CONTACT, named, LATER, alone)).toBe("asked for by itself");
    expect(await records.find(CONTACT, { ...named, name: "name-of-id-3" }, LATER, alone)).toEqual(record("id-3"));
    expect(await records.find(CONTACT, { ...named, name: "nobody" }, LATER, alone)).toBeUndefined();
    expect(bodies(server, "GetContact")).toEqual([{ Id: "id-3" }]);
    expect(server.received).toHaveLength(1);
  });

  test("is not in doubt for the others", async () => {
    const { server, records } = await changing();
    await records.call({ action: "UpdateContact", body: { Id: "id-3" }, task: "t", repeatable: true });
    expect(await refreshAll(records, ["id-3", "id-4"], 2)).toEqual(["id-3", "id-4"].map(record));
    expect(actions(server)).toEqual(["UpdateContact", "GetContact"]);
  });

  test("is seen after a minute", async () => {
    let more = 0;
    const { server, records, there } = await changing({ ...systemClock, uptime: () => systemClock.uptime() + more });
    byHand(there, 3);
    more = 59_000;
    expect(await refresh(records, "id-4")).toEqual(record("id-4"));
    expect(server.received).toEqual([]);
    more = 60_001;
    expect(await refresh(records, "id-3")).toMatchObject({ Email: "by hand" });
    expect(lists(server)).toEqual(["page 1"]);
  });
});

describe("what a list goes on showing", () => {
  const ids = idsUpTo(40);
  /** As a program with `adopt` does: looks for all by their names. */
  async function findAll(records: Records, atOnce = 8): Promise<string[]> {
    const waiting = [...ids];
    const found: string[] = [];
    const worker = async (): Promise<void> => {
      for (let id = waiting.shift(); id; id = waiting.shift()) {
        const named = { name: `name-of-${id}`, accept: () => true };
        const there = await records.find(CONTACT, named, LATER, () => Promise.resolve("looked for alone"));
        found[ids.indexOf(id)] = typeof there === "object" ? there.Id : String(there);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return found;
  }
  const lagging = (get: Answer): Promise<TestServer> =>
    service({ ListContacts: listing(ids.map(record)), GetContact: get });

  test.each([8, 1])("is believed when the first ones are there, %i at once", async (atOnce) => {
    const server = await lagging((response, { Id }) => {
      ok(response, record(Id as string));
    });
    const [first, ...others] = await findAll(open(server), atOnce);
    expect([first, others]).toEqual(["looked for alone", ids.slice(1)]);
    expect(actions(server).sort()).toEqual(["GetContact", "GetContact", "ListContacts"]);
  });

  test("is not believed on what proved the list before it", async () => {
    const clock = virtualClock();
    const server = await lagging((response, { Id }) => {
      if (clock.uptime() === 0) ok(response, record(Id as string));
      else refuse(response, 404, "NotFound.Id");
    });
    const records = open(server, { clock });
    const find = (id: string): Promise<unknown> =>
      records.find(CONTACT, { name: `name-of-${id}`, accept: () => true }, LATER, () => Promise.resolve("alone"));
    await find("id-0");
    expect([await find("id-1"), await find("id-2")]).toEqual([record("id-1"), record("id-2")]);
    clock.pass(60_001);
    expect(await find("id-3")).toBe("alone");
  });

  const gone: Answer = (response) => {
    refuse(response, 404, "NotFound.Id");
  };
  const renamed: Answer = (response, { Id }) => {
    ok(response, { ...record(Id as string), Name: "other" });
  };
  const firstAlone: Answer = (response, body, count) => {
    if (count === 1) ok(response, record(body.Id as string));
    else gone(response, body, count);
  };

  test.each([
    ["are gone", gone, []],
    ["have another name by now", renamed, []],
    ["are there but for one", firstAlone, ["id-1"]],
  ])("is nobody's proof when the first ones %s", async (_, get, there) => {
    const found = await findAll(open(await lagging(get)));
    expect(found.filter((one) => one !== "looked for alone")).toEqual(there);
  });
});

test("who looks for a name waits no longer than until its deadline, for the list and its proof together", async () => {
  const clock = virtualClock();
  const server = await service({
    ListContacts: (...asked) => {
      clock.pass(1_800);
      listing(idsUpTo(2).map(record))(...asked);
    },
    GetContact: (response, { Id }) => {
      clock.pass(200);
      setImmediate(() => {
        clock.pass(1_700);
        ok(response, record(Id as string));
      });
    },
  });
  const records = open(server, { clock, timeoutMs: 2_000 });
  const find = (id: string): Promise<unknown> => {
    const named = { name: `name-of-${id}`, accept: () => true };
    return records.find(CONTACT, named, 2_000, () => Promise.resolve(`alone at ${clock.uptime()}`));
  };
  expect(await find("id-0")).toBe("alone at 0");
  expect(await find("id-1")).toBe("alone at 2000");
});
