/** The tests of one victim. Each has a file of its own, so that two run side by side. */
import type { Program } from "../e2e/program";
import { AGREED } from "./agreement";
import { killOnce, openVictim, type Victim } from "./kills";

export function testKills(victim: Victim, seeds: readonly number[]): void {
  let program: Program;
  let takenOver = 0;

  beforeAll(async () => {
    program = await openVictim();
  });

  afterAll(() => program.close());

  test.each(seeds)(`the ${victim} is killed (seed %i): the next up has every contact, once`, async (seed) => {
    const kill = await killOnce(program, victim, seed);
    takenOver += kill.takenOver;
    expect(kill).toMatchObject({ seed, agreement: AGREED, pending: [] });
  });

  test(`some of these kills left contacts at the service that no state had`, () => {
    expect(takenOver).toBeGreaterThan(0);
  });
}
