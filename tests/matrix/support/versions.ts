/** What the package is tried with. */
import { ROOT } from "../../../tools/engine";
import { readManifest } from "./tarball";

/** The oldest @pulumi/pulumi that package.json allows. */
export const OLDEST_PULUMI = oldest(readManifest(ROOT).peerDependencies["@pulumi/pulumi"]);

/** The last @pulumi/pulumi for Node 20. */
export const NEWEST_PULUMI_FOR_NODE_20 = "3.248.0";

export const NEWEST_PULUMI = "3.270.0";

/** Each version of Node with an @pulumi/pulumi: the oldest of both, and the newest that each Node allows. */
export const RUNTIMES: readonly { node: string; pulumi: string }[] = [
  { node: "20.19.0", pulumi: OLDEST_PULUMI },
  { node: "20.20.2", pulumi: NEWEST_PULUMI_FOR_NODE_20 },
  { node: "22.23.3", pulumi: NEWEST_PULUMI },
  { node: "24.21.0", pulumi: NEWEST_PULUMI },
];

function oldest(range: string | undefined): string {
  const version = /^>=(\d+\.\d+\.\d+) /.exec(range ?? "")?.[1];
  if (version === undefined) throw new Error(`package.json allows @pulumi/pulumi "${String(range)}": which is oldest?`);
  return version;
}
