import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What the language host needs of the program's own `@pulumi/pulumi`. */
export interface Sdk {
  grpc: typeof import("@grpc/grpc-js");
  services: typeof import("@pulumi/pulumi/proto/language_grpc_pb");
  messages: typeof import("@pulumi/pulumi/proto/language_pb");
  plugin: typeof import("@pulumi/pulumi/proto/plugin_pb");
  empty: typeof import("google-protobuf/google/protobuf/empty_pb");
}

/**
 * Loads gRPC and the protocol from the `@pulumi/pulumi` that the program in `programFolder` would load.
 *
 * The engine starts the language host in the program's folder, and a program without `@pulumi/pulumi` cannot run
 * anyway: so nothing has to be installed beside the engine, and the engine's cache needs no clone to stay alive.
 */
export function loadSdk(programFolder: string): Sdk {
  const requireFromSdk = createRequire(join(sdkFolder(programFolder), "package.json"));
  return {
    grpc: requireFromSdk("@grpc/grpc-js") as Sdk["grpc"],
    services: requireFromSdk("./proto/language_grpc_pb.js") as Sdk["services"],
    messages: requireFromSdk("./proto/language_pb.js") as Sdk["messages"],
    plugin: requireFromSdk("./proto/plugin_pb.js") as Sdk["plugin"],
    empty: requireFromSdk("google-protobuf/google/protobuf/empty_pb.js") as Sdk["empty"],
  };
}

/** The file that `@pulumi/pulumi` runs programs with, as seen from the program's folder. */
export function findRunner(programFolder: string): string {
  return createRequire(join(programFolder, "package.json")).resolve("@pulumi/pulumi/cmd/run");
}

function sdkFolder(programFolder: string): string {
  const requireFromProgram = createRequire(join(programFolder, "package.json"));
  try {
    // The real path, so that pnpm's layout finds the packages that lie beside it.
    return dirname(realpathSync(requireFromProgram.resolve("@pulumi/pulumi/package.json")));
  } catch {
    throw new Error(
      `There is no @pulumi/pulumi in ${programFolder} or above it. Install the program's packages first: npm install`,
    );
  }
}
