/** The declarations in the package, as strict and as old compilers read them. */
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";
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

type Compiler = typeof ts;

function oldCompiler(): Compiler {
  const old = createRequire(join(folder, "node_modules", "@pulumi", "pulumi", "package.json"));
  return old("./vendor/typescript@3.8.3/typescript.js") as Compiler;
}

function declarationsIn(compiler: Compiler): { program: ts.Program; main: string } {
  const sdk = createRequire(join(folder, "package.json"))("pulumi-vmp/package.json") as { types: string };
  const main = join(folder, "node_modules", "pulumi-vmp", sdk.types);
  return { program: compiler.createProgram([main], { strict: true, types: [] }), main };
}

function there<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("The compiler does not find what is declared.");
  return thing;
}

test.each([
  ["new", () => ts],
  ["old", oldCompiler],
])("every property has its documentation, whatever the compiler: the %s one", (_name, load) => {
  const compiler = load();
  const { program, main } = declarationsIn(compiler);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(main);
  const exported = checker.getExportsOfModule(there(checker.getSymbolAtLocation(there<ts.Node>(source))));
  const documented = [
    "ContactArgs",
    "Contact",
    "ContactGroupArgs",
    "ContactGroup",
    "GetContactsArgs",
    "GetContactResult",
  ];
  for (const name of documented) {
    const symbol = there(exported.find((each) => each.name === name));
    const type = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(symbol));
    const texts = type.getProperties().map((property) => property.getDocumentationComment(checker));
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.filter((text) => compiler.displayPartsToString(text) === "")).toEqual([]);
  }
});

describe("the old TypeScript in @pulumi/pulumi, which runs programs that have none of their own", () => {
  test("understands the declarations", () => {
    const compiler = oldCompiler();
    const { program } = declarationsIn(compiler);
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
