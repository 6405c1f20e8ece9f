// `npm run build`: the types, the JavaScript without comments, and the packaged provider as one file.
import { transformSync } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { main, spawnCommand } from "./setup.mjs";

await main(async () => {
  const code = await spawnCommand(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
  if (code !== 0) return code;
  await createRequire(import.meta.url)("../dist/tools/plugin/build.js").buildPlugin();
  for (const folder of ["sdk", "provider", "emulator", "cli"]) withoutComments(join("dist", folder));
  return 0;
});

/** What people read of a function is in its declarations, and the compiler takes comments out of both or of none. */
function withoutComments(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".js"));
  for (const file of files.map((name) => join(folder, name))) {
    writeFileSync(file, transformSync(readFileSync(file, "utf8"), { minifyWhitespace: true, lineLimit: 120 }).code);
  }
}
