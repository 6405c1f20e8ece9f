/** Type-checks the programs that the documentation shows, as a user's compiler would. */
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./markdown";

const IMPORTS = 'import * as pulumi from "@pulumi/pulumi";\nimport * as vmp from "pulumi-vmp";\nvoid pulumi;\n';

/** Every complaint of the compiler; a snippet without imports gets those of a program. */
export function complaints(programs: string[]): string[] {
  const files = new Map(
    programs.map((code, index) => [
      join(ROOT, "tests", "docs", `shown-${index}.ts`),
      code.includes("import ") ? code : IMPORTS + code,
    ]),
  );
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    strict: true,
    exactOptionalPropertyTypes: true,
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
    baseUrl: ROOT,
    paths: { "pulumi-vmp": ["sdk"], "pulumi-vmp/plugin": ["sdk/plugin"], "pulumi-vmp/emulator": ["emulator"] },
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    getSourceFile: (path, version) => {
      const code = files.get(path);
      return code === undefined ? disk.getSourceFile(path, version) : ts.createSourceFile(path, code, version);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  });
}
