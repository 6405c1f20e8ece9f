/** Jest's global set-up: what test files that run side by side share is installed before the first of them. */
import { installed } from "./installed";
import keepToThisMachine from "./this-machine/once";

export default async function install(): Promise<void> {
  keepToThisMachine();
  await installed();
}
