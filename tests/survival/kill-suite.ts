/** The tests of one victim. Each has a file of its own, so that two run side by side. */
import type { Program } from "../e2e/program";
import { AGREED } from "./agreement";
import { killOnce, openVictim, type Victim } from "./kills";
import { pendingOperations } from "./state";

/** @param seeds the first and the last; each is a kill */
export function testKills(victim: Victim, { from, to }: { from: number; to: number }): void {
  const seeds = Array.from({ length: to - from + 1 }, (_unused, index) => from + index);
  let program: Program;
  let takenOver = 0;

  beforeAll(async () => {
    program = await openVictim();
  });

  afterAll(() => program.close());

  test.each(seeds)(`the ${victim} is killed (seed %i): the next up has every contact, once`, async (seed) => {
    const kill = await killOnce(program, victim, seed);
    takenOver += kill.takenOver;
    expect(kill).toMatchObject({ seed, agreement: AGREED });
  });

  test("a refresh then clears what the engine takes for interrupted, and finds nothing to change", async () => {
    const { workspace } = program;
    await workspace.pulumi(["refresh", "--yes", "--skip-preview", "--clear-pending-creates", "--expect-no-changes"]);
    expect(await pendingOperations(workspace)).toEqual([]);
    await workspace.pulumi(["preview", "--expect-no-changes"]);
  });

  test("some of these kills left contacts at the service that no state had", () => {
    expect(takenOver).toBeGreaterThan(0);
  });
}
