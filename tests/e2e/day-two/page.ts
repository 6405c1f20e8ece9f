/** docs/day-two.md as what can be run: its sections, and in each the programs, their changes and the commands. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/engine";
import { type Command, commandsIn } from "../../docs/shell";

/** A program, a change of the first one, or commands. */
export type Block = { program: string } | { change: string } | { commands: Command[] };

/** The blocks of each section, by its title. */
export function readSections(): Map<string, Block[]> {
  const text = readFileSync(join(ROOT, "docs", "day-two.md"), "utf8");
  const [, ...parts] = text.split(/^## /m);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), blocksIn(part)]));
}

function blocksIn(part: string): Block[] {
  return Array.from(part.matchAll(/^```(ts|diff|console)\n([^]*?)^```$/gm), ([, language, code = ""]) => {
    if (language === "ts") return { program: code };
    return language === "diff" ? { change: code } : { commands: commandsIn(code) };
  });
}

/** The program with the change: a line that goes is in it once, and what comes stands beside what goes. */
export function changed(program: string, change: string): string {
  const lines = program.split("\n");
  const waiting: string[] = [];
  let at: number | undefined;
  for (const [mark, line] of change
    .trimEnd()
    .split("\n")
    .map((each) => [each[0], each.slice(1)] as const)) {
    if (mark === "+") {
      if (at === undefined) waiting.push(line);
      else lines.splice(at++, 0, line);
      continue;
    }
    at = lines.indexOf(line);
    if (at < 0 || lines.lastIndexOf(line) !== at) throw new Error(`the program does not have this line once: ${line}`);
    lines.splice(at, 1, ...waiting);
    at += waiting.splice(0).length;
  }
  return lines.join("\n");
}
