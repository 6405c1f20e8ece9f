// `npm run bench`: what contacts cost beside the least that Pulumi can cost. `-- --quick` takes under three minutes.
import { createRequire } from "node:module";
import { join } from "node:path";
import { main, onStop, root, say, setUp, spawnCommand } from "./setup.mjs";

await main(async () => {
  await setUp();
  const compiler = join("node_modules", "typescript", "bin", "tsc");
  const code = await spawnCommand(process.execPath, [compiler, "-p", join("tests", "bench", "tsconfig.run.json")]);
  if (code !== 0) throw new Error("The benchmark does not compile.");
  const bench = createRequire(import.meta.url)(join(root, ".vmp", "bench", "build", "tests", "bench", "main.js"));
  return bench.main(process.argv.slice(2), say, onStop);
});
