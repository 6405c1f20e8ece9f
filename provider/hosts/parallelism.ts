import { availableParallelism } from "node:os";

/**
 * How many operations the engine runs at once, unless `--parallel` says otherwise, which nobody tells a provider.
 *
 * Source: `defaultParallel` of the Pulumi CLI.
 */
export function engineParallelism({ PULUMI_PARALLEL }: NodeJS.ProcessEnv): number {
  const asked = Number(PULUMI_PARALLEL);
  return asked >= 1 ? Math.floor(asked) : 4 * availableParallelism();
}
