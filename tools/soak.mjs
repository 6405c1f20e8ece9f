// `npm run soak`: 1,000 contacts through the real engine while a tenth of all calls meets a fault. `-- --help` says
// more.
import { compiled, main, onStop, say, setUp } from "./setup.mjs";

onStop(() => process.exit(130));

await main(async () => {
  const engine = await setUp();
  const { version, source } = await engine.findEngine({ report: say });
  say(`Pulumi ${version} from ${source}`);
  const soak = await compiled("soak");
  return soak.main(process.argv.slice(2));
});
