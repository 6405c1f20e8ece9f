// What a command printed, for the summary of a run, behind what ci/who.sh says, where that was asked.
// Usage: node ci/summary.mjs <file> [<file of ci/who.sh>] >> "$GITHUB_STEP_SUMMARY"
import { affected, block } from "./block.mjs";

const LIMIT = 300_000; // GitHub takes 1 MiB, and a character has up to three bytes, or four as two
const [, , output, who] = process.argv;
process.stdout.write((who === undefined ? "" : affected(who)) + block(output, LIMIT));
