// `npm run bench`: what contacts cost beside the least that Pulumi can cost. `-- --quick` takes under three minutes.
import { compiled, main, onStop, say, setUp } from "./setup.mjs";

await main(async () => {
  await setUp();
  const bench = await compiled("bench", "bench/build");
  return bench.main(process.argv.slice(2), say, onStop);
});
