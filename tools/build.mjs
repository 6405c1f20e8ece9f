// `npm run build`: the types, the JavaScript, and the packaged provider as one file.
import { createRequire } from "node:module";
import { main, spawnCommand } from "./setup.mjs";

await main(async () => {
  const code = await spawnCommand(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
  if (code === 0) await createRequire(import.meta.url)("../dist/tools/plugin/build.js").buildPlugin();
  return code;
});
