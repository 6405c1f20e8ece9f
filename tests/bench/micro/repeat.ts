/** `node repeat.js FOLDER CASE TIMES`: does one case so often; for counting its instructions. */
import { type Case, load } from "./cases";

async function main([folder = "", name = "", times = ""]: string[]): Promise<void> {
  const work = load(folder)[name as Case];
  for (let done = 0; done < Number(times); done++) await work();
}

void main(process.argv.slice(2));
