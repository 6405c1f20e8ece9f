/** The version of the CLI that is downloaded or built where none is installed; `go/go.mod` locks the same one. */
export const ENGINE_VERSION = "3.259.0";

/** The version of the language host for YAML that is built beside a CLI that was built; `go-yaml/` locks it. */
export const YAML_VERSION = "1.25.0";

/** The oldest CLI that this package is meant for. */
export const OLDEST_VERSION = "3.200.0";

/** Whether one version (`3.200.1`, `v3.259.0-dev`) is as new as another, by its three numbers. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [have, want] = [numbers(version), numbers(oldest)];
  for (const index of [0, 1, 2]) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version: string): number[] {
  return (/\d+(?:\.\d+){0,2}/.exec(version)?.[0] ?? "0").split(".").map(Number);
}
