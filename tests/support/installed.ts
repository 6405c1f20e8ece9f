/** The package as a user has it: packed once, and installed into the folder of a program. */
import { join } from "node:path";
import { installInto, ownVersion, packPackage, ROOT } from "../../tools/engine";

let packed: Promise<string> | undefined;

/**
 * Installs the packed tarball and what a program needs beside it. Folders are kept for the next run.
 *
 * @param name of the folder
 * @param pulumi the version of @pulumi/pulumi; default the clone's own
 * @returns the folder
 */
export async function installed(name: string, pulumi = ownVersion("@pulumi/pulumi")): Promise<string> {
  // Test files that run side by side do not install into one folder.
  const workers = join(ROOT, ".vmp", "tests", process.env.JEST_WORKER_ID ?? "1");
  const folder = join(workers, name);
  packed ??= packPackage(join(workers, "pack"));
  const compiler = [`typescript@${ownVersion("typescript")}`, "ts-node@10.9.2"];
  await installInto(folder, [await packed, `@pulumi/pulumi@${pulumi}`, ...compiler]);
  return folder;
}
