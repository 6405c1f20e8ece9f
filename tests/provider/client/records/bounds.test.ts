import { CONTACT } from "../../../../provider/resources/contact";
import { until } from "../../../support/until";
import { closeAll, ok } from "../server";
import { get, open, readAll, record, service, task } from "./service";
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
    const records = open(server, { clock });
    const hasty = records.get(CONTACT, "a", { task: task("a"), deadline: clock.uptime() + 100 });
    const patient = get(records, "b");
    clock.pass(5);
    await until(() => server.received.length > 0);
    clock.pass(2_000);
    await expect(hasty).rejects.toThrow(
      /^read contact "a": TimedOut: no answer within the time allowed \(20 s in all\)\./,
    );
    answer();
    expect(await patient).toEqual(record("b"));
  });

  test.each([1_000, 100_000])(
    "none waits for others for long, however slow they come (vmp:timeout %i ms)",
    async (timeoutMs) => {
      const server = await service();
      const clock = virtualClock();
      const records = open(server, { timeoutMs, clock });
      const longest = Math.min(500, timeoutMs / 10);
      for (const id of ["a", "b", "c"]) {
        const read = get(records, id);
        const before = server.received.length;
        clock.pass(longest);
        await until(() => server.received.length > before);
        await read;
        clock.pass(100_000);
      }
    },
  );

  test("vmp:timeout ends all", async () => {
    const clock = virtualClock();
    const server = await service({
      ListContacts: () => {
        clock.pass(1_000);
      },
    });
    const read = readAll(open(server, { timeoutMs: 1_000, clock }), ["a", "b"]);
    clock.pass(5);
    expect(await read).toEqual([
      expect.stringMatching(/^read contact "a": TimedOut: no answer within the time allowed \(1 s in all\)/),
      expect.stringMatching(/^read contact "b": TimedOut: no answer within the time allowed \(1 s in all\)/),
    ]);
  });

  test("a cancelled run ends those that wait for others, and those under way", async () => {
    const cancel = new AbortController();
    const server = await service({ ListContacts: () => undefined });
    const records = open(server, { signal: cancel.signal });
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
