/** Builds the packaged provider: one file that needs nothing but Node. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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
  const provider = await bundled("main.ts", {
    VERSION: version,
    SCHEMA: brotliCompressSync(schema).toString("base64"),
  });
  const launch = await bundled("launch.ts");
  mkdirSync(join(ROOT, BUILT), { recursive: true });
  // Node takes three times as long to read what is not ASCII. esbuild escapes it in texts, and leaves patterns alone.
  const strange = /.{0,30}[^\0-\x7f].{0,30}/.exec(provider.code);
  if (strange) throw new Error(`A pattern has a character that needs \\u there: ${strange[0]}`);
  const comment = provider.code.replaceAll(/^/gm, "//");
  writeFileSync(join(ROOT, BUILT, EXECUTABLE), `#!/usr/bin/env node\n${launch.code}${comment}`, { mode: 0o755 });
  writeFileSync(join(ROOT, BUILT, "LICENSES.txt"), licences(provider.files));
  cpSync(join(ROOT, BUILT), join(ROOT, PACKED), { recursive: true });
}

/** @param constants what is put in for the names that the file only declares */
async function bundled(
  file: string,
  constants: Record<string, string> = {},
): Promise<{ code: string; files: string[] }> {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [join("provider/hosts/plugin", file)],
    write: false,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
    // grpc-js loads it for statistics that nobody asks for.
    external: ["@grpc/proto-loader"],
    plugins: [shorterStubs, plainStruct, oneParser],
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return { code: outputFiles.map(({ text }) => text).join(""), files: Object.keys(metafile.inputs) };
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

/** Takes our Struct for google-protobuf's, in the stubs too. */
const plainStruct: esbuild.Plugin = {
  name: "plain-struct",
  setup(build) {
    build.onResolve({ filter: /^google-protobuf\/google\/protobuf\/struct_pb(\.js)?$/ }, () => ({
      path: join(ROOT, "provider/hosts/plugin/struct.ts"),
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
