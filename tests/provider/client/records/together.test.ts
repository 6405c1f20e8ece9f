import type { Asked, Joined } from "../../../../provider/client/records/joined";
import { createTogether } from "../../../../provider/client/records/together";
import { virtualClock } from "../virtual-clock";

/** What the engine does between the operations, in milliseconds: it writes its state, one write after the other. */
interface Engine {
  atOnce: number;
  /** Of one write. Halfway through a destroy of 1,000 it is some 40. */
  writeMs: number;
  latencyMs: number;
}

/** Runs operations as the engine does, joined or each by itself. */
async function run(
  operations: number,
  { atOnce, writeMs, latencyMs }: Engine,
  isJoined: boolean,
): Promise<{ calls: number; ms: number }> {
  const clock = virtualClock();
  let calls = 0;
  const send = async (asked: readonly Asked[]): Joined<void> => {
    calls++;
    await clock.sleep(latencyMs);
    return asked.map(() => Promise.resolve());
  };
  const together = createTogether(send, clock, undefined);
  const one = { id: "a", task: "delete a", deadline: Infinity };
  let left = operations;
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    writing = writing.then(() => clock.sleep(writeMs * (0.7 + 0.6 * clock.random())));
    await writing;
  };
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      await write();
      if (isJoined) await together(one);
      else await Promise.all(await send([one]));
      await write();
    }
  };
  await clock.until(Promise.all(Array.from({ length: atOnce }, worker)));
  return { calls, ms: clock.uptime() };
}

const WRITES = [
  ["that writes its state at the end", 0.5],
  ["with few resources", 5],
  ["with many", 20],
  ["with a thousand", 40],
] as const;

describe.each(WRITES)("an engine %s", (_, writeMs) => {
  test.each([
    [64, 8, 0],
    [1_000, 8, 0],
    [1_000, 8, 50],
    [1_000, 8, 200],
    [1_000, 16, 0],
    [1_000, 16, 200],
  ])("has %i done, %i at once, with a third of the calls at most, at %i ms", async (operations, atOnce, latencyMs) => {
    const engine = { atOnce, writeMs, latencyMs: latencyMs + 2 };
    const joined = await run(operations, engine, true);
    const alone = await run(operations, engine, false);
    expect(joined.calls).toBeLessThanOrEqual(operations / 3 + 2);
    // The fourth comes six writes after the first. While the other half of them keeps the engine writing, that costs
    // nothing.
    const isWriting = writeMs * atOnce > engine.latencyMs;
    const waited = isWriting ? 25 * writeMs : (6 * writeMs * operations) / atOnce;
    expect(joined.ms - alone.ms).toBeLessThanOrEqual(0.02 * alone.ms + waited);
  });
});

describe("an engine that runs fewer than four at once", () => {
  test.each([1, 2, 3])("%i: is waited for in vain for little more than a tenth of its time", async (atOnce) => {
    const engine = { atOnce, writeMs: 20, latencyMs: 2 };
    const joined = await run(500, engine, true);
    const alone = await run(500, engine, false);
    expect(joined.calls).toBeGreaterThan(0.9 * 500);
    expect(joined.ms - alone.ms).toBeLessThanOrEqual(0.15 * alone.ms + (500 / atOnce) * 5 + 8 * 20);
  });
});
