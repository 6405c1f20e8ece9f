/**
 * Runs the workflow files of a commit as GitHub would for an event, as far as examples/gitops goes; what it does not
 * know is an error. A `uses:` step is replaced by what it does here.
 */
import { parse } from "yaml";
import { type JobResult, JobRun, type JobText, refuseOthers, type Surroundings } from "./github-job";

type Values = Record<string, string>;

/** Settings > Secrets and variables: of the repository, and of its environments. */
export interface Settings {
  vars: Values;
  secrets: Values;
  environments: Record<string, { vars: Values }>;
}

export interface GitHubEvent {
  name: "pull_request" | "push" | "schedule" | "workflow_dispatch";
  commit: string;
  /** Of a push. */
  branch?: string;
  /** The workflow that somebody starts by hand. */
  workflow?: string;
  /** Of a pull request. */
  number?: number;
  /** The repository that a pull request comes from. Default: this one. */
  from?: string;
  actor?: string;
}

interface Workflow {
  name: string;
  on: string | Record<string, { branches?: string[] } | null>;
  env: Values;
  defaults: { run: { shell: string } };
  jobs: Record<string, JobText>;
}

const KEYS = ["name", "on", "permissions", "concurrency", "env", "defaults", "jobs"];
const NAME = "team/contacts";

export class GitHub {
  constructor(
    private readonly around: Pick<Surroundings, "repository" | "forge" | "machine" | "expressions" | "cli">,
    readonly settings: Settings,
  ) {}

  /** Every job that the event leads to, as `<workflow>.<job>`. */
  async run(event: GitHubEvent): Promise<Partial<Record<string, JobResult>>> {
    const { repository } = this.around;
    const results: Partial<Record<string, JobResult>> = {};
    for (const file of await repository.files(event.commit, ".github/workflows")) {
      const workflow = parse(await repository.read(event.commit, file)) as Workflow;
      refuseOthers(workflow, KEYS);
      if (workflow.defaults.run.shell !== "bash") throw new Error("only `shell: bash` is known here");
      if (!isTriggered(workflow.on, event) || (event.workflow ?? workflow.name) !== workflow.name) continue;
      for (const [id, text] of Object.entries(workflow.jobs)) {
        const name = `${workflow.name}.${id}`;
        results[name] = await new JobRun(name, text, this.surroundings(event, workflow, text)).run();
      }
    }
    return results;
  }

  private surroundings(event: GitHubEvent, { env }: Workflow, { environment }: JobText): Surroundings {
    const { vars, secrets, environments } = this.settings;
    if (environment !== undefined && !environments[environment]) throw new Error(`no environment ${environment}`);
    const from = event.from ?? NAME;
    const github = {
      actor: event.actor ?? "somebody",
      repository: NAME,
      event: { number: event.number ?? null, pull_request: { head: { repo: { full_name: from } } } },
      // What GitHub gives to the pull request of a fork: variables, no secret, and a token that can only read.
      ...(from !== NAME && { token: this.around.forge.issueToken({ contents: "read" }) }),
    };
    const contexts = {
      github,
      vars: { ...vars, ...environments[environment ?? ""]?.vars },
      secrets: from === NAME ? secrets : {},
    };
    return { ...this.around, commit: event.commit, contexts, env };
  }
}

function isTriggered(on: Workflow["on"], { name, branch = "" }: GitHubEvent): boolean {
  if (typeof on === "string") return on === name;
  if (!(name in on)) return false;
  const { branches } = on[name] ?? {};
  return branches === undefined || branches.includes(branch);
}
