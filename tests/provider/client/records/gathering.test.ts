import { Gathering } from "../../../../provider/client/records/gathering";
import { type VirtualClock, virtualClock } from "../virtual-clock";

/** What the engine does between the operations, in milliseconds: it writes its state, one write after the other. */
interface Engine {
  atOnce: number;
  /** Of one write. Halfway through a destroy of 1,000 it is some 40. */
  writeMs: number;
  /** A destroy writes before each operation too; a refresh does not. */
  before: boolean;
}

interface Run {
  calls: number;
  ms: number;
}

/** Runs operations as the engine does, through a gathering, or each by itself. */
async function run(operations: number, engine: Engine, usual: number | undefined, latencyMs = 2): Promise<Run> {
  const clock = virtualClock();
  const gathering = usual === undefined ? undefined : new Gathering(usual);
  const call = gathering ? join(clock, gathering, latencyMs) : counted(clock, latencyMs);
  let left = operations;
  let writing = Promise.resolve();
  const write = (): Promise<void> =>
    (writing = writing.then(() => clock.sleep(engine.writeMs * (0.7 + 0.6 * clock.random()))));
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      if (engine.before) await write();
      await call.once();
      await write();
    }
  };
  await clock.until(Promise.all(Array.from({ length: engine.atOnce }, worker)));
  return { calls: call.calls, ms: clock.uptime() };
}

function counted(clock: VirtualClock, latencyMs: number): { calls: number; once(): Promise<void> } {
  return {
    calls: 0,
    once() {
      this.calls++;
      return clock.sleep(latencyMs);
    },
  };
}

function join(clock: VirtualClock, gathering: Gathering, latencyMs: number): { calls: number; once(): Promise<void> } {
  const call = counted(clock, latencyMs);
  let waiting: (() => void)[] = [];
  let latest = 0;
  const look = (): void => {
    const mine = ++latest;
    if (waiting.length === 0) return;
    const ms = gathering.wait(clock.uptime());
    if (ms > 0) {
      void clock.sleep(ms).then(() => {
        if (mine === latest) look();
      });
      return;
    }
    const batch = waiting;
    waiting = [];
    gathering.sent();
    void call.once().then(() => {
      for (const answer of batch) answer();
    });
  };
  return {
    get calls() {
      return call.calls;
    },
    once: async () => {
      const answered = new Promise<void>((resolve) => waiting.push(resolve));
      gathering.came("delete", clock.uptime());
      look();
      await answered;
      gathering.left(clock.uptime());
      look();
    },
  };
}

const ENGINES: [string, Engine][] = [
  ["a refresh", { atOnce: 8, writeMs: 4, before: false }],
  ["a destroy of few", { atOnce: 8, writeMs: 5, before: true }],
  ["a destroy of many", { atOnce: 8, writeMs: 70, before: true }],
  ["a destroy on a busy machine", { atOnce: 8, writeMs: 300, before: true }],
];

describe.each(ENGINES)("%s", (_, engine) => {
  test.each([1, 10, 64, 100, 1_000])(
    "of %i takes at most an eighth of the calls and five, and hardly more time",
    async (operations) => {
      const joined = await run(operations, engine, 8);
      const alone = await run(operations, engine, undefined);
      expect(joined.calls).toBeLessThanOrEqual(operations / 8 + 5);
      // What the service takes for a batch is not hidden behind the engine's work; the rest is what was waited in vain.
      expect(joined.ms - alone.ms).toBeLessThanOrEqual(0.03 * alone.ms + 2 * joined.calls + 25 * engine.writeMs);
    },
  );
});

describe("an engine that runs another number at once than it usually does", () => {
  test.each([1, 2, 4])("%i: is not waited for in vain for long", async (atOnce) => {
    const engine = { atOnce, writeMs: 20, before: true };
    const joined = await run(500, engine, 8);
    const alone = await run(500, engine, undefined);
    expect(joined.calls).toBeLessThanOrEqual(500 / atOnce + 5);
    expect(joined.ms - alone.ms).toBeLessThanOrEqual(0.05 * alone.ms + 2 * joined.calls + 25 * engine.writeMs);
  });

  test("32: no call is for fewer than usual", async () => {
    const { calls } = await run(1_000, { atOnce: 32, writeMs: 20, before: true }, 8);
    expect(calls).toBeLessThanOrEqual(1_000 / 8 + 5);
  });
});

describe("one by one", () => {
  test("a first one waits 10 ms for others", () => {
    const gathering = new Gathering(8);
    gathering.came("read", 100);
    expect(gathering.wait(100)).toBe(10);
    expect(gathering.wait(110)).toBe(0);
  });

  test("as many as are expected are sent at once", () => {
    const gathering = new Gathering(3);
    for (const now of [0, 1, 2]) gathering.came("read", now);
    expect(gathering.wait(2)).toBe(0);
  });

  test("with others under way, more are waited for, a second at most", () => {
    const gathering = new Gathering(3);
    gathering.came("read", 0);
    gathering.sent();
    gathering.came("read", 5);
    expect(gathering.wait(5)).toBe(1_000);
    gathering.left(20);
    // Nobody is under way any more: it has to be quiet for longer than between the two.
    expect(gathering.wait(20)).toBe(10);
  });

  test("what another verb has taught is forgotten", () => {
    const gathering = new Gathering(8);
    for (const now of [0, 500, 1_000]) {
      gathering.came("read", now);
      gathering.sent();
      gathering.left(now + 1);
    }
    gathering.came("delete", 2_000);
    expect(gathering.wait(2_000)).toBeGreaterThan(0);
    expect(gathering.wait(2_000)).toBeLessThanOrEqual(10);
  });
});
