// `npm run scale`: what thousands of contacts cost the engine, in one stack and in many. `-- --help` says more.
import { createRequire } from "node:module";
import { join } from "node:path";
import { main, onStop, root, say, setUp, spawnCommand } from "./setup.mjs";

onStop(() => process.exit(130));

await main(async () => {
  const engine = await setUp();
  const { version, source } = await engine.findEngine({ report: say });
  say(`Pulumi ${version} from ${source}`);
  const project = join("tests", "scale", "tsconfig.run.json");
  const code = await spawnCommand(process.execPath, [join("node_modules", "typescript", "bin", "tsc"), "-p", project]);
  if (code !== 0) throw new Error("The measuring does not compile.");
  const scale = createRequire(import.meta.url)(join(root, ".vmp", "scale", "tests", "scale", "main.js"));
  return scale.main(process.argv.slice(2));
});
