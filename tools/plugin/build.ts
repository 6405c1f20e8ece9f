/** Builds the packaged provider: one file that needs nothing but Node. */
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import * as esbuild from "esbuild";
import { ROOT } from "../engine/root";
import { packageSchema } from "./schema";

/** Where the build lies; and where the package has it, beside the files that tell Pulumi and npm what it is. */
const [BUILT, PACKED] = ["dist/plugin", "plugin"];
const EXECUTABLE = "pulumi-resource-vmp";

export async function buildPlugin(): Promise<void> {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  const schema = JSON.stringify(packageSchema(version));
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ["provider/hosts/plugin/main.ts"],
    outfile: join(BUILT, EXECUTABLE),
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    banner: { js: "#!/usr/bin/env node" },
    define: { VERSION: JSON.stringify(version), SCHEMA: JSON.stringify(brotliCompressSync(schema).toString("base64")) },
    // grpc-js loads it for statistics that nobody asks for.
    external: ["@grpc/proto-loader"],
    plugins: [shorterStubs, oneParser],
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  chmodSync(join(ROOT, BUILT, EXECUTABLE), 0o755);
  writeFileSync(join(ROOT, BUILT, "LICENSES.txt"), licences(Object.keys(metafile.inputs)));
  mkdirSync(join(ROOT, PACKED), { recursive: true });
  cpSync(join(ROOT, BUILT), join(ROOT, PACKED), { recursive: true });
}

/**
 * Leaves out of the stubs what is for debugging, and what turns messages into plain objects, which nobody does here.
 */
const shorterStubs: esbuild.Plugin = {
  name: "shorter-stubs",
  setup(build) {
    build.onLoad({ filter: /@pulumi\/pulumi\/proto\/\w+_pb\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(/jspb\.Message\.GENERATE_TO_OBJECT|goog\.DEBUG/g, "false"),
    }));
  },
};

/** Of undici's two builds of its parser takes the one that runs on every processor: the answers here are small. */
const oneParser: esbuild.Plugin = {
  name: "one-parser",
  setup(build) {
    build.onLoad({ filter: /undici\/lib\/llhttp\/llhttp_simd-wasm\.js$/ }, () => ({
      contents: 'module.exports = require("./llhttp-wasm.js");',
    }));
  },
};

/** The licences of the packages whose files are in the bundle. */
function licences(inputs: string[]): string {
  const packages = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(packages)]
    .sort()
    .map((folder) => {
      const { name, version } = JSON.parse(read(join(folder, "package.json"))) as { name: string; version: string };
      const file = readdirSync(join(ROOT, folder)).find((each) => /^licen[cs]e/i.test(each));
      if (file === undefined) throw new Error(`${name} has no licence to put beside the bundle.`);
      return `${name} ${version}\n\n${read(join(folder, file)).trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
