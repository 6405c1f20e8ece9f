/** What a run was made on. */
import { cpus, release, totalmem } from "node:os";
import { type Engine, ownVersion, run } from "../../tools/engine";

export interface Machine {
  processor: string;
  cores: number;
  memoryBytes: number;
  system: string;
  node: string;
  /** The CLI. */
  pulumi: string;
  /** @pulumi/pulumi. */
  sdk: string;
  /** How many resources the engine works on at once unless it is told otherwise. */
  parallelism: number;
}

export async function describeMachine(engine: Engine): Promise<Machine> {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryBytes: totalmem(),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.versions.node,
    pulumi: engine.version,
    sdk: ownVersion("@pulumi/pulumi"),
    parallelism: readParallelism((await run(engine.path, ["up", "--help"])).stdout),
  };
}

/** The engine takes four times the number of cores (`defaultParallel` in its source), and says so in its help. */
export function readParallelism(help: string): number {
  const parallelism = /--parallel\b.*\(default (\d+)\)/.exec(help)?.[1];
  if (parallelism === undefined) throw new Error("`pulumi up --help` does not tell the default of --parallel.");
  return Number(parallelism);
}
