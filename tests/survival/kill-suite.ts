/** The tests of some kills, one after the other in one stack. */
import type { Program } from "../e2e/program";
import type { HostName } from "../support/hosts";
import { AGREED } from "./agreement";
import { type Kill, killOnce, openVictim, type Victim } from "./kills";
import { pendingOperations } from "./state";

/** @returns the kills, once they have been done */
export function testKills(
  planned: readonly (readonly [victim: Victim, seed: number])[],
  host: HostName = "dynamic",
): readonly Kill[] {
  const kills: Kill[] = [];
  let program: Program;

  beforeAll(async () => {
    program = await openVictim(host);
  });

  afterAll(() => program.close());

  test.each(planned)("the %s is killed (seed %i): the next up has every contact, once", async (victim, seed) => {
    const kill = await killOnce(program, victim, seed);
    kills.push(kill);
    expect(kill).toMatchObject({ seed, agreement: AGREED });
  });

  test("a refresh then clears what the engine takes for interrupted, and finds nothing to change", async () => {
    const { workspace } = program;
    await workspace.pulumi(["refresh", "--yes", "--skip-preview", "--clear-pending-creates", "--expect-no-changes"]);
    expect(await pendingOperations(workspace)).toEqual([]);
    await workspace.pulumi(["preview", "--expect-no-changes"]);
  });

  return kills;
}
