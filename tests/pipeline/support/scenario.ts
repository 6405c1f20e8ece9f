/**
 * Tests of jobs: each is named in jest's output with how it ended, and when a test fails, all that they printed is
 * shown.
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { ROOT } from "../../../tools/engine";
import type { Team } from "./team";

export function scenarios(team: () => Team): (name: string, work: () => Promise<void>) => void {
  return (name, work) => {
    test(name, async () => {
      const before = readFileSync(team().log, "utf8").length;
      try {
        await work();
      } catch (error) {
        process.stderr.write(`\n${name}: what its jobs printed\n${readFileSync(team().log, "utf8").slice(before)}\n`);
        throw error;
      }
    });
  };
}

/** Says how each job ended, and returns the results. */
export function reported<T extends object>(team: Team, what: string, results: T): T {
  const ends = Object.entries(results).map(([job, result]) => {
    const { conclusion, status } = result as { conclusion?: string; status?: string };
    return `${job} ${conclusion ?? status ?? ""}`;
  });
  process.stderr.write(`  ${what}: ${ends.join(", ") || "no job"} (${relative(ROOT, team.log)})\n`);
  return results;
}
