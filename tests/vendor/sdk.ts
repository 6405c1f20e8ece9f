/** The vendor's Go SDK, built once and run as a process: a call a line. Go keeps what it has built. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Emulator } from "../../emulator";
import { run } from "../../tools/engine";
import { temporaryFolder } from "../support/temporary-folder";

/** What the SDK made of an answer. */
export type Output = Record<string, unknown>;

/** The paths of the members that the SDK knows, such as `Items[].Levels[].Level`. */
export interface Members {
  Asks: string[];
  Answers: string[];
}

/** What the SDK says of a refusal: `Code`, `Message`, `Status` and `RequestID`. */
export class SdkError extends Error {
  constructor(readonly refused: Record<string, unknown>) {
    super(JSON.stringify(refused));
  }
}

export class Sdk {
  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly answers: AsyncIterator<string>,
  ) {}

  static async open({ url, region, accessKey, secretKey }: Emulator): Promise<Sdk> {
    const program = join(temporaryFolder(), "vendor");
    const built = await run("go", ["build", "-o", program, "."], { cwd: __dirname, timeoutMs: 580_000 });
    if (built.code !== 0) throw new Error(`go build: ${built.stderr}`);
    const child = spawn(program, [new URL(url).host, region, accessKey, secretKey]);
    child.stderr.pipe(process.stderr);
    return new Sdk(child, createInterface(child.stdout)[Symbol.asyncIterator]());
  }

  /** Calls an action. A member that the SDK does not know is an error. */
  async call(action: string, input: object = {}): Promise<Output> {
    return (await this.ask({ Action: action, Input: input })).Output as Output;
  }

  async members(action: string): Promise<Members> {
    const { Asks = [], Answers = [] } = (await this.ask({ Action: action })) as Partial<Members>;
    return { Asks, Answers };
  }

  close(): void {
    this.child.stdin.end();
  }

  private async ask(call: object): Promise<Record<string, unknown>> {
    this.child.stdin.write(`${JSON.stringify(call)}\n`);
    const answer = await this.answers.next();
    if (answer.done) throw new Error("The program with the SDK has ended.");
    const outcome = JSON.parse(answer.value) as Record<string, unknown>;
    if (outcome.Error) throw new SdkError(outcome.Error as Record<string, unknown>);
    return outcome;
  }
}
