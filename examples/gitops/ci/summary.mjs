// What a command printed, for the summary of a run. Usage: node ci/summary.mjs <file> >> "$GITHUB_STEP_SUMMARY"
import { block } from "./block.mjs";

const LIMIT = 300_000; // GitHub takes 1 MiB, and a character has up to three bytes, or four as two
process.stdout.write(block(process.argv[2], LIMIT));
