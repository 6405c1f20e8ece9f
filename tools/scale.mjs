// `npm run scale`: what thousands of contacts cost the engine, in one stack and in many. `-- --help` says more.
import { compiled, main, onStop, say, setUp } from "./setup.mjs";

onStop(() => process.exit(130));

await main(async () => {
  const engine = await setUp();
  const { version, source } = await engine.findEngine({ report: say });
  say(`Pulumi ${version} from ${source}`);
  const scale = await compiled("scale");
  return scale.main(process.argv.slice(2));
});
