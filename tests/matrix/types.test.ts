/** The declarations in the package, as strict and as old compilers read them. */
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import { ownVersion, ROOT } from "../../tools/engine";
import { command } from "./support/command";
import { say } from "./support/folders";
import { temporaryFolder } from "../support/temporary-folder";
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

const STRICT_PROGRAMS = ["every-argument", "packaged-provider", "emulator"];

/** A folder with the package and no TypeScript: the compilers are the clone's own, and the one in @pulumi/pulumi. */
const folder = temporaryFolder();

beforeAll(async () => {
  const more = { "@types/node": ownVersion("@types/node") };
  await npm(folder, { tarball: await tarball(), pulumi: ownVersion("@pulumi/pulumi"), more });
  for (const program of STRICT_PROGRAMS) {
    for (const kind of ["ts", "mts"]) {
      copyFileSync(join(__dirname, "programs", `${program}.ts`), join(folder, `${program}.${kind}`));
    }
  }
  say("types", "installed");
});

test.each([
  ["CommonJS, as node10 resolves it", { module: "commonjs", moduleResolution: "node10" }, "ts"],
  ["CommonJS, declarations and all", { module: "node16", moduleResolution: "node16" }, "ts", false],
  ["an ES module, as Node resolves it", { module: "nodenext", moduleResolution: "nodenext" }, "mts"],
  ["an ES module, as a bundler resolves it", { module: "esnext", moduleResolution: "bundler" }, "mts"],
])("every argument, in strict TypeScript: %s", async (_name, modules, kind, skipLibCheck = true) => {
  const config = join(folder, "tsconfig.strict.json");
  const compilerOptions = { ...STRICT, ...modules, skipLibCheck };
  const files = STRICT_PROGRAMS.map((program) => `${program}.${kind}`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  await command(folder, process.env, process.execPath, tsc, "-p", config);
});

type Compiler = typeof ts;

function oldCompiler(): Compiler {
  const old = createRequire(join(folder, "node_modules", "@pulumi", "pulumi", "package.json"));
  return old("./vendor/typescript@3.8.3/typescript.js") as Compiler;
}

/** What a program imports: the classes of the dynamic provider, those of the packaged one, and rosters. */
const ENTRIES = [".", "./plugin", "./roster"] as const;

function declarationsIn(compiler: Compiler, entry: (typeof ENTRIES)[number]): { program: ts.Program; main: string } {
  const { exports: entries } = createRequire(join(folder, "package.json"))("pulumi-vmp/package.json") as {
    exports: Record<typeof entry, { types: string }>;
  };
  const main = join(folder, "node_modules", "pulumi-vmp", entries[entry].types);
  return { program: compiler.createProgram([main], { strict: true, types: [] }), main };
}

function there<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("The compiler does not find what is declared.");
  return thing;
}

test.each([
  ["new", ".", () => ts],
  ["new", "./plugin", () => ts],
  ["old", ".", oldCompiler],
  ["old", "./plugin", oldCompiler],
] as const)("every property has its documentation, whatever the compiler: the %s one, of %s", (_name, entry, load) => {
  const compiler = load();
  const { program, main } = declarationsIn(compiler, entry);
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
    ...(entry === "./plugin" ? ["ProviderArgs"] : []),
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
  test.each(ENTRIES)("understands the declarations of %s", (entry) => {
    const compiler = oldCompiler();
    const { program } = declarationsIn(compiler, entry);
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
