import type { JsonObject } from "../../../../provider/client/types";
import { CONTACT } from "../../../../provider/resources/contact";
import { until } from "../../../support/until";
import { closeAll, ok, type TestServer } from "../server";
import { actions, type Answer, bodies, IDS, open, readAll, record, service, task } from "./service";

afterEach(closeAll);

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
      records.get(CONTACT, id, { task: task(id), accept: ({ Id }) => Id !== "c" });
    expect(await Promise.all(IDS.map(ask))).toEqual(IDS.map(record));
    expect(bodies(server, "GetContact")).toEqual([{ Id: "c" }]);
  });
});

describe("a joined read", () => {
  /** A service whose lists wait until they are let go; whatever is read after that is "new". */
  async function slow(others: Record<string, Answer> = {}): Promise<{ server: TestServer; release: () => void }> {
    const held: (() => void)[] = [];
    const server = await service({
      ListContacts: (response, { Filter }) => {
        const { Ids } = Filter as { Ids: string[] };
        held.push(() => {
          ok(response, { Items: Ids.map((id) => ({ ...record(id), Email: "listed" })) });
        });
      },
      ...others,
    });
    return {
      server,
      release: () => {
        for (const answer of held.splice(0)) answer();
      },
    };
  }
  const called = (server: TestServer, count: number): Promise<void> => until(() => server.received.length >= count);

  test("is never older than the read that asked for it", async () => {
    const { server, release } = await slow();
    const records = open(server);
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
    const records = open(server);
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
    let written = (): void => undefined;
    const { server, release } = await slow({
      UpdateContact: (response) => {
        written = () => {
          ok(response, {});
        };
      },
    });
    const records = open(server);
    const writing = records.call({ action: "UpdateContact", body: { Id: "a" }, task: "t", repeatable: true });
    const reading = readAll(records, ["a", "b"]);
    await called(server, 2);
    written();
    await writing;
    release();
    expect(await reading).toEqual([record("a"), { ...record("b"), Email: "listed" }]);
  });

  test("counts where the write was over before", async () => {
    const { server, release } = await slow();
    const records = open(server);
    await records.call({ action: "UpdateContact", body: { Id: "a" }, task: "t", repeatable: true });
    const reading = readAll(records, ["a", "b"]);
    await called(server, 2);
    release();
    await reading;
    expect(actions(server)).toEqual(["UpdateContact", "ListContacts"]);
  });
});
