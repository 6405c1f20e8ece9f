/** `npm run scale`: measures, shows the tables, and writes them into docs/scale.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findEngine, ROOT } from "../../tools/engine";
import { FULL, measure, QUICK } from "./measure";
import { blocks, fillPage } from "./page";

const HELP = `npm run scale [-- --quick]

  Measures what a stack of many contacts costs, and what it costs to split it, and writes the numbers into
  docs/scale.md. Takes about ten minutes, on Linux; leave the machine alone meanwhile.

  --quick  fewer contacts, in about four minutes; the numbers are shown and not written
`;

const PAGE = join(ROOT, "docs", "scale.md");

/** @returns the exit code */
export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { quick: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const start = Date.now();
  const report = (line: string): void => {
    const passed = new Date(Date.now() - start).toISOString().slice(11, 19);
    console.error(`${passed} ${line}`);
  };
  const { version } = await findEngine({ onlyInstalled: true });
  const measured = await measure(values.quick === true ? QUICK : FULL, report);
  const all = blocks(measured, version, new Date().toISOString().slice(0, 10));
  const page = fillPage(readFileSync(PAGE, "utf8"), all);
  for (const [name, block] of Object.entries(all)) console.log(`\n${name}\n\n${block}`);
  if (values.quick === true) return 0;
  writeFileSync(PAGE, page);
  report(`wrote ${PAGE}`);
  return 0;
}
