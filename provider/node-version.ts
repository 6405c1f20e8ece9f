/**
 * Refuses a Node that is too old, for whoever installs past the warning of the package manager: what fails without this
 * fails somewhere in the middle, and says nothing of Node.
 */

/** As `engines` in package.json. */
const OLDEST = [20, 19] as const;

/**
 * @param version such as `20.19.0`
 * @throws where it is too old
 */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new Error(`pulumi-vmp needs Node ${OLDEST.join(".")} or newer, and this is Node ${version}.`);
}

requireNode(process.versions.node);
