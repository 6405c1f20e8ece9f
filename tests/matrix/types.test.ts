/** The declarations in the package, as strict and as old compilers read them. */
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ownVersion, ROOT } from "../../tools/engine";
import { command } from "./support/command";
import { removeTemporaryFolders, say, temporaryFolder } from "./support/folders";
import { npm } from "./support/installers";
import { Program } from "./support/program";
import { tarball } from "./support/tarball";
import { PROGRAMS } from "./support/texts";

const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: "es2022",
  types: ["node"],
  noEmit: true,
};

/** A folder with the package and no TypeScript: the compilers are the clone's own, and the one in @pulumi/pulumi. */
const folder = temporaryFolder();

beforeAll(async () => {
  const more = { "@types/node": ownVersion("@types/node") };
  await npm(folder, { tarball: await tarball(), pulumi: ownVersion("@pulumi/pulumi"), more });
  copyFileSync(join(__dirname, "programs", "every-argument.ts"), join(folder, "every-argument.ts"));
  copyFileSync(join(folder, "every-argument.ts"), join(folder, "every-argument.mts"));
  say("types", "installed");
});

afterAll(removeTemporaryFolders);

test.each([
  ["CommonJS, as node10 resolves it", { module: "commonjs", moduleResolution: "node10" }, "every-argument.ts"],
  ["CommonJS, declarations and all", { module: "node16", moduleResolution: "node16" }, "every-argument.ts", false],
  ["an ES module, as Node resolves it", { module: "nodenext", moduleResolution: "nodenext" }, "every-argument.mts"],
  ["an ES module, as a bundler resolves it", { module: "esnext", moduleResolution: "bundler" }, "every-argument.mts"],
])("every argument, in strict TypeScript: %s", async (_name, modules, file, skipLibCheck = true) => {
  const config = join(folder, "tsconfig.strict.json");
  const compilerOptions = { ...STRICT, ...modules, skipLibCheck };
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [file] }));
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  await command(folder, process.env, process.execPath, tsc, "-p", config);
});

describe("the old TypeScript in @pulumi/pulumi, which runs programs that have none of their own", () => {
  test("understands the declarations", () => {
    const sdk = createRequire(join(folder, "package.json"))("pulumi-vmp/package.json") as { types: string };
    const old = createRequire(join(folder, "node_modules", "@pulumi", "pulumi", "package.json"));
    const compiler = old("./vendor/typescript@3.8.3/typescript.js") as typeof import("typescript");
    const program = compiler.createProgram([join(folder, "node_modules", "pulumi-vmp", sdk.types)], {
      strict: true,
      types: [],
    });
    const own = program.getSourceFiles().filter(({ fileName }) => fileName.includes("/pulumi-vmp/"));
    expect(own.length).toBeGreaterThan(1);
    const faults = own.flatMap((file) => compiler.getPreEmitDiagnostics(program, file));
    expect(faults.map(({ messageText }) => messageText)).toEqual([]);
  });

  test("runs a program", async () => {
    const program = await Program.open(folder, join(folder, "program"), PROGRAMS.TypeScript ?? {});
    try {
      await program.pulumi("up", "--yes", "--skip-preview");
      expect(await program.contactsInState()).toHaveLength(1);
      await program.pulumi("destroy", "--yes", "--skip-preview");
    } finally {
      await program.close();
    }
    say("types", "ran with the old TypeScript");
  });
});
