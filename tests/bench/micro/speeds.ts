/** `node speeds.js FOLDER ROUNDS`: how often a second each case can be done, the cases turn by turn; prints JSON. */
import { rotate } from "../plan";
import { type Case, CASES, compare, load } from "./cases";

/** What it prints. */
export interface Speeds {
  /** Requests for which both signers gave the same bytes. */
  compared: number;
  /** Per second, one number a round. */
  perSecond: Record<Case, number[]>;
}

const BATCH = 300;
const WARM_UP = 3;

async function main([folder = "", rounds = "1"]: string[]): Promise<void> {
  const cases = load(folder);
  const speeds: Speeds = {
    compared: compare(),
    perSecond: { sign: [], "sign, vendor": [], check: [], diff: [] },
  };
  for (let round = 0; round < Number(rounds) + WARM_UP; round++) {
    for (const name of rotate(CASES, round)) {
      const start = performance.now();
      for (let done = 0; done < BATCH; done++) await cases[name]();
      const perSecond = (BATCH / (performance.now() - start)) * 1000;
      if (round >= WARM_UP) speeds.perSecond[name].push(perSecond);
    }
  }
  console.log(JSON.stringify(speeds));
}

void main(process.argv.slice(2));
