import type { JsonObject } from "../../../../provider/client/types";
import { CONTACT } from "../../../../provider/resources/contact";
import { until } from "../../../support/until";
import { closeAll, ok } from "../server";
import { each, get, open, readAll, record, service, task } from "./service";
import { virtualClock } from "../virtual-clock";

afterEach(closeAll);

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
    const clock = virtualClock();
    const records = open(server, { atOnce: 2, clock });
    const hasty = records.get(CONTACT, "a", { task: task("a"), deadline: clock.uptime() + 100 });
    const patient = get(records, "b");
    await until(() => server.received.length > 0);
    clock.pass(2_000);
    await expect(hasty).rejects.toThrow(/^read contact "a": TimedOut: no answer within 0 s\./);
    answer();
    expect(await patient).toEqual(record("b"));
  });

  test("none waits for others until its time is over, however many of them keep coming", async () => {
    const server = await service();
    const clock = virtualClock();
    const records = open(server, { timeoutMs: 1_000, atOnce: 64, clock });
    const ids = Array.from({ length: 25 }, (_, i) => `id-${i}`);
    const reads: Promise<JsonObject>[] = [];
    for (const id of ids) {
      reads.push(get(records, id));
      const before = server.received.length;
      clock.pass(80);
      // Three of them wait for a quarter of the time.
      if (reads.length % 4 === 0) await until(() => server.received.length > before);
    }
    clock.pass(250);
    expect(await each(reads)).toEqual(ids.map(record));
    expect(server.received.length).toBeLessThan(ids.length);
  });

  test("vmp:timeout ends all", async () => {
    const clock = virtualClock();
    const server = await service({
      ListContacts: () => {
        clock.pass(1_000);
      },
    });
    expect(await readAll(open(server, { timeoutMs: 1_000, atOnce: 2, clock }), ["a", "b"])).toEqual([
      expect.stringMatching(/^read contact "a": TimedOut: no answer within 1 s/),
      expect.stringMatching(/^read contact "b": TimedOut: no answer within 1 s/),
    ]);
  });

  test("a cancelled run ends those that wait for others, and those under way", async () => {
    const cancel = new AbortController();
    const server = await service({ ListContacts: () => undefined });
    const records = open(server, { signal: cancel.signal, atOnce: 3 });
    const underWay = readAll(records, ["a", "b", "c"]);
    await until(() => server.received.length > 0);
    const waiting = readAll(records, ["d", "e"]);
    cancel.abort();
    const cancelled = (id: string): unknown =>
      expect.stringMatching(`^read contact "${id}": Cancelled: stopped before`);
    expect(await underWay).toEqual(["a", "b", "c"].map(cancelled));
    expect(await waiting).toEqual(["d", "e"].map(cancelled));
    expect(server.received).toHaveLength(1);
  });
});
