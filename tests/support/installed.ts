/** The package as a user has it: packed once, and installed into the folder of a program. */
import { join } from "node:path";
import { installInto, ownVersion, packPackage, ROOT } from "../../tools/engine";

/** Where the packed package and each @pulumi/pulumi are installed. Kept for the next run. */
const KEPT = join(ROOT, ".vmp", "tests");
/** The versions of @pulumi/pulumi that are installed: a global set-up of jest's hands them to its workers. */
const DONE = "VMP_TESTS_INSTALLED";

const running = new Map<string, Promise<string>>();

export interface Wanted {
  /** The version of @pulumi/pulumi. Default: the clone's own. */
  pulumi?: string;
}

/**
 * Installs the packed tarball and what a program needs beside it, once in a run. Programs have folders of their own in
 * it, and find the packages above them.
 *
 * @returns the folder
 */
export function installed({ pulumi = ownVersion("@pulumi/pulumi") }: Wanted = {}): Promise<string> {
  const installation = running.get(pulumi) ?? install(pulumi);
  running.set(pulumi, installation);
  return installation;
}

async function install(pulumi: string): Promise<string> {
  const folder = join(KEPT, `pulumi-${pulumi}`);
  const done = process.env[DONE]?.split(" ") ?? [];
  if (done.includes(pulumi)) return folder;
  const tarball = await packPackage(join(KEPT, "pack"));
  const compiler = [`typescript@${ownVersion("typescript")}`, "ts-node@10.9.2"];
  await installInto(folder, [tarball, `@pulumi/pulumi@${pulumi}`, ...compiler]);
  process.env[DONE] = [...done, pulumi].join(" ");
  return folder;
}
