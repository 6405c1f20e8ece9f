/** Jest's global set-up of this folder: its tests run under the oldest @pulumi/pulumi too. */
import install from "../support/install";
import { installed } from "../support/installed";
import { OLDEST_PULUMI } from "../matrix/support/versions";

export default async function installForBoth(): Promise<void> {
  await install();
  await installed({ pulumi: OLDEST_PULUMI });
}
