/** Jest's global set-up of this folder: its tests run under the oldest @pulumi/pulumi too. */
import { installed } from "../support/installed";
import { OLDEST_PULUMI } from "../matrix/support/versions";

export default async function install(): Promise<void> {
  await installed();
  await installed({ pulumi: OLDEST_PULUMI });
}
