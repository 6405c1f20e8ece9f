/**
 * Counts the instructions that a command executes: by the processor's own counter where the machine lets perf read it,
 * else by valgrind, which runs the command some twenty times as slowly. A count hardly depends on what else the machine
 * does.
 */
import { run } from "../../tools/engine";
import { lastLines } from "../../tools/engine/process";

export interface Counter {
  name: "perf" | "valgrind";
  /** Instructions in user space. */
  count(command: string, args: readonly string[]): Promise<number>;
}

const PERF = ["stat", "-x", ";", "-e", "instructions:u", "--"];
// V8 writes machine code while it runs: valgrind has to look whether it changed.
const VALGRIND = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", "--smc-check=all-non-file"];

/** `undefined` where neither can count. */
export async function findCounter(): Promise<Counter | undefined> {
  const candidates: [Counter["name"], readonly string[], (output: string) => number | undefined][] = [
    ["perf", PERF, readPerf],
    ["valgrind", VALGRIND, readValgrind],
  ];
  for (const [name, options, read] of candidates) {
    const count = async (command: string, args: readonly string[]): Promise<number> => {
      const { code, stderr } = await run(name, [...options, command, ...args], { ownGroup: true });
      const counted = code === 0 ? read(stderr) : undefined;
      if (counted === undefined) throw new Error(`${name} counted no instructions: ${lastLines(stderr)}`);
      return counted;
    };
    const works = await count("true", []).then(
      () => true,
      () => false,
    );
    if (works) return { name, count };
  }
  return undefined;
}

/** `123456;;instructions:u;…`, or `<not supported>` in place of the number. */
export function readPerf(output: string): number | undefined {
  const counted = /^(\d+);[^;]*;instructions/m.exec(output)?.[1];
  return counted === undefined ? undefined : Number(counted);
}

/** `==12== I   refs:      2,833,843,947` */
export function readValgrind(output: string): number | undefined {
  const counted = /^==\d+== I +refs: +([\d,]+)$/m.exec(output)?.[1];
  return counted === undefined ? undefined : Number(counted.replaceAll(",", ""));
}
