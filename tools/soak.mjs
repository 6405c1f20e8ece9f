// `npm run soak`: 1,000 contacts through the real engine while a tenth of all calls meets a fault. `-- --help` says
// more.
import { createRequire } from "node:module";
import { join } from "node:path";
import { main, onStop, root, say, setUp, spawnCommand } from "./setup.mjs";

onStop(() => process.exit(130));

await main(async () => {
  const engine = await setUp();
  const { version, source } = await engine.findEngine({ report: say });
  say(`Pulumi ${version} from ${source}`);
  const code = await spawnCommand(process.execPath, [
    join("node_modules", "typescript", "bin", "tsc"),
    "-p",
    join("tests", "soak", "tsconfig.run.json"),
  ]);
  if (code !== 0) throw new Error("The soak test does not compile.");
  const soak = createRequire(import.meta.url)(join(root, ".vmp", "soak", "tests", "soak", "main.js"));
  return soak.main(process.argv.slice(2));
});
