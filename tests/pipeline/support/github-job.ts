/** One job of a workflow of GitHub's. Its expressions are evaluated by GitHub's own library (expressions.ts). */
import type { Forge, Permissions } from "./forge";
import type { Evaluation, GitHubExpressions } from "./expressions";
import { Job, type Machine } from "./job";
import type { Repository } from "./repository";

type Texts = Record<string, string | number | boolean>;
type Values = Record<string, string>;

/** A job as the workflow file has it. */
export interface JobText {
  if?: string;
  "runs-on": string;
  permissions: Permissions;
  environment?: string;
  env?: Texts;
  steps: StepText[];
}

interface StepText {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  with?: Texts;
  run?: string;
  env?: Texts;
}

/** What there is around a job. */
export interface Surroundings {
  repository: Repository;
  forge: Forge;
  machine: Machine;
  expressions: GitHubExpressions;
  /** The folder with `pulumi`, which pulumi/actions installs. */
  cli: string;
  /** The commit that is checked out. */
  commit: string;
  /** The contexts `github`, `vars` and `secrets`. */
  contexts: { github: object; vars: Values; secrets: Values };
  /** Of the workflow. */
  env: Texts;
}

export interface JobResult {
  conclusion: "success" | "failure" | "skipped";
  runsOn: string;
  output: string;
  /** What `$GITHUB_STEP_SUMMARY` holds. */
  summary: string;
}

const JOB_KEYS = ["if", "runs-on", "timeout-minutes", "permissions", "environment", "env", "steps"];
const STEP_KEYS = ["id", "name", "if", "uses", "with", "run", "env"];

export class JobRun {
  private readonly steps: Record<string, { outcome: string }> = {};
  private readonly path: string[] = [];
  private env: NodeJS.ProcessEnv = {};
  private succeeded = true;

  constructor(
    private readonly name: string,
    private readonly text: JobText,
    private readonly around: Surroundings,
  ) {
    refuseOthers(text, JOB_KEYS);
  }

  async run(): Promise<JobResult> {
    const { condition, runsOn } = await this.evaluate({
      condition: { text: this.text.if ?? "true", condition: true },
      runsOn: { text: this.text["runs-on"] },
    });
    const result = { conclusion: "skipped", runsOn: String(runsOn), output: "", summary: "" } as const;
    if (condition !== true) return result;
    const job = new Job(this.name, this.around.machine);
    const own = (await this.evaluate(wrapped({ ...this.around.env, ...this.text.env }))) as Values;
    this.env = { ...this.runnerEnv(job), ...own };
    for (const step of this.text.steps) await this.step(job, step);
    const conclusion = this.succeeded ? "success" : "failure";
    return { ...result, conclusion, output: job.output, summary: job.read("summary") };
  }

  private async step(job: Job, step: StepText): Promise<void> {
    refuseOthers(step, STEP_KEYS);
    const condition = { text: step.if ?? "success()", condition: true };
    const { condition: wanted, ...values } = await this.evaluate({
      ...wrapped({ ...step.with, ...step.env }),
      condition,
    });
    let outcome = "skipped";
    if (wanted === true) {
      job.say(`--- ${step.name ?? step.uses ?? step.run ?? ""} ---\n`);
      outcome = (await this.execute(job, step, values as Values)) ? "success" : "failure";
    }
    if (step.id !== undefined) this.steps[step.id] = { outcome };
    if (outcome === "failure") this.succeeded = false;
  }

  private async execute(job: Job, step: StepText, values: Values): Promise<boolean> {
    if (step.uses !== undefined) {
      await this.use(job, step.uses, values);
      return true;
    }
    // An expression inside of a script would be a way in for whoever names a branch.
    if (step.run === undefined || step.run.includes("${{")) throw new Error(`a step that cannot be run: ${this.name}`);
    const env = { ...job.baseEnv(this.path), ...this.env, ...assignments(job.read("env")), ...values };
    return job.script(step.run, "github", env);
  }

  /** Does what the action does here. */
  private async use(job: Job, action: string, values: Values): Promise<void> {
    const [, name, commit = ""] = /^([\w/-]+)@(.+)$/.exec(action) ?? [];
    if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`${action} is not pinned to a commit`);
    switch (name) {
      case "actions/checkout":
        if (values["persist-credentials"] !== "false") throw new Error("the checkout leaves its token behind");
        await job.checkout(this.around.repository.path, this.around.commit);
        return;
      case "actions/setup-node":
        if (values.cache !== "npm") throw new Error("the job does not keep npm's packages");
        return;
      case "pulumi/actions":
        this.path.unshift(this.around.cli);
        return;
      default:
        throw new Error(`an action that is not known here: ${action}`);
    }
  }

  private runnerEnv(job: Job): NodeJS.ProcessEnv {
    const { forge } = this.around;
    return {
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: forge.url,
      GITHUB_SERVER_URL: "https://github.example.com",
      GITHUB_REPOSITORY: "team/contacts",
      GITHUB_RUN_ID: "1",
      GITHUB_ENV: job.file("env"),
      GITHUB_STEP_SUMMARY: job.file("summary"),
      RUNNER_TEMP: job.temp,
      ...(this.text.permissions["id-token"] === "write" && {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${forge.url}/oidc?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: forge.issueToken({ "id-token": "write" }),
      }),
    };
  }

  private evaluate(texts: Evaluation["texts"]): Promise<Record<string, unknown>> {
    const { contexts, expressions, forge } = this.around;
    const github = { token: forge.issueToken(this.text.permissions), ...contexts.github };
    return expressions.evaluate({
      contexts: { ...contexts, github, steps: this.steps },
      status: this.succeeded,
      texts,
    });
  }
}

/** What these tests do not know of a workflow, they must not pass over. */
export function refuseOthers(value: object, known: string[]): void {
  const others = Object.keys(value).filter((key) => !known.includes(key));
  if (others.length > 0) throw new Error(`${others.join(", ")}: not known here`);
}

function wrapped(texts: Texts): Evaluation["texts"] {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, { text: String(text) }]));
}

/** The lines of `$GITHUB_ENV`. */
function assignments(text: string): Values {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}
