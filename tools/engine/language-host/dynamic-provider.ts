/**
 * `pulumi-resource-pulumi-nodejs` for an engine that was built from source: runs the dynamic provider host of the
 * program's own `@pulumi/pulumi`. The engine starts it in the program's folder.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
// The provider host never asks whether the engine is still there.
import "./exit-with-parent";

const requireFromProgram = createRequire(join(process.cwd(), "package.json"));
requireFromProgram("@pulumi/pulumi/cmd/dynamic-provider");
