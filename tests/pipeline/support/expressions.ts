/** Asks GitHub's own library for workflow files and their expressions: github-expressions.mjs, a process of its own. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface Evaluation {
  contexts: object;
  /** Whether all steps of the job have succeeded so far. */
  status: boolean;
  /** Each has `${{ }}` in it, or is a condition. */
  texts: Record<string, { text: string; condition?: boolean }>;
}

export class GitHubExpressions {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;

  constructor() {
    this.child = spawn(process.execPath, [join(__dirname, "github-expressions.mjs")]);
    this.child.stderr.pipe(process.stderr);
    this.answers = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  /** The values, by the names of the texts. */
  async evaluate(evaluation: Evaluation): Promise<Record<string, unknown>> {
    return (await this.ask({ evaluate: evaluation })) as Record<string, unknown>;
  }

  /** The faults that GitHub would find in a workflow file. */
  async faultsIn(workflow: string): Promise<string[]> {
    return (await this.ask({ check: workflow })) as string[];
  }

  close(): void {
    this.child.stdin.end();
  }

  private async ask(request: object): Promise<unknown> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.answers.next();
    if (answer.done === true) throw new Error("GitHub's library did not take this; its reason is on stderr.");
    return JSON.parse(answer.value);
  }
}
