/**
 * Runs the jobs of a commit's .gitlab-ci.yml as GitLab would for a pipeline, as far as examples/gitops goes; what it
 * does not know is an error.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Forge } from "./forge";
import { Job, type Machine } from "./job";
import type { Repository } from "./repository";

type Values = Record<string, string>;

/** Settings > CI/CD > Variables; one with a scope is for jobs of that environment alone. */
export interface Variable {
  key: string;
  value: string;
  scope?: string;
}

/** What starts a pipeline, by GitLab's predefined variables. */
export interface Pipeline {
  commit: string;
  variables: Values;
  /** Whether it has the project's variables; the pipeline of a fork has not. Default true. */
  ours?: boolean;
}

export interface JobResult {
  status: "success" | "failed";
  output: string;
  /** The files that are kept, by their names. */
  artifacts: Record<string, string>;
}

interface Rule {
  if: string;
}

interface JobText {
  rules: Rule[];
  script: string[];
  after_script?: string[];
  artifacts?: { paths: string[] };
  id_tokens?: Record<string, { aud: string }>;
  environment?: string | { name: string };
}

interface File extends Record<string, unknown> {
  workflow: { rules: Rule[] };
  variables: Values;
  default: { before_script: string[]; tags: string[]; cache: { paths: string[] } };
}

const KNOWN_JOB_KEYS = [
  "stage",
  "rules",
  "interruptible",
  "timeout",
  "id_tokens",
  "script",
  "after_script",
  "artifacts",
];
const KNOWN_OTHERS = ["resource_group", "environment"];

export class GitLab {
  constructor(
    private readonly repository: Repository,
    private readonly forge: Forge,
    private readonly machine: Machine,
    readonly variables: Variable[],
  ) {}

  /** Every job of the pipeline that its rules let in, by name; none when there is no pipeline. */
  async run(pipeline: Pipeline): Promise<Partial<Record<string, JobResult>>> {
    const file = parse(await this.repository.read(pipeline.commit, ".gitlab-ci.yml")) as File;
    const { workflow, variables, default: shared, ...jobs } = file;
    const given = { ...variables, ...this.predefined(), ...pipeline.variables };
    if (!workflow.rules.some((rule) => matches(rule, given))) return {};
    const results: Partial<Record<string, JobResult>> = {};
    for (const [name, text] of Object.entries(jobs as Record<string, JobText>)) {
      const strange = Object.keys(text).filter((key) => ![...KNOWN_JOB_KEYS, ...KNOWN_OTHERS].includes(key));
      if (strange.length > 0) throw new Error(`the job ${name} has ${strange.join(", ")}, which is not known here`);
      if (!text.rules.some((rule) => matches(rule, given))) continue;
      results[name] = await this.job(name, text, shared.before_script, pipeline, given);
    }
    return results;
  }

  private async job(
    name: string,
    text: JobText,
    before: string[],
    pipeline: Pipeline,
    given: Values,
  ): Promise<JobResult> {
    const environment = typeof text.environment === "object" ? text.environment.name : text.environment;
    const ours = (pipeline.ours ?? true) ? this.variables : [];
    const own = ours.filter(({ scope }) => scope === undefined || scope === environment);
    const job = new Job(`gitlab.${name}`, this.machine);
    const env: NodeJS.ProcessEnv = {
      ...job.baseEnv(),
      TMPDIR: job.temp,
      ...given,
      ...Object.fromEntries(own.map(({ key, value }) => [key, value])),
      ...Object.fromEntries(Object.keys(text.id_tokens ?? {}).map((key) => [key, "canary-oidc-token"])),
    };
    for (const { aud } of Object.values(text.id_tokens ?? {})) this.forge.audiences.push(aud);
    await job.checkout(this.repository.path, pipeline.commit);
    const succeeded = await job.script([...before, ...text.script].join("\n"), "gitlab", env);
    const status = succeeded ? "success" : "failed";
    const after = text.after_script ?? [];
    if (after.length > 0) await job.script(after.join("\n"), "gitlab", { ...env, CI_JOB_STATUS: status });
    const kept = (text.artifacts?.paths ?? []).filter((path) => existsSync(join(job.workspace, path)));
    const artifacts = kept.map((path) => [path, readFileSync(join(job.workspace, path), "utf8")] as const);
    return { status, output: job.output, artifacts: Object.fromEntries(artifacts) };
  }

  private predefined(): Values {
    return {
      GITLAB_CI: "true",
      CI_API_V4_URL: `${this.forge.url}/api/v4`,
      CI_DEFAULT_BRANCH: "main",
      CI_PROJECT_ID: "11",
      CI_JOB_URL: "https://gitlab.example.com/team/contacts/-/jobs/1",
    };
  }
}

/** A rule of comparisons that are joined by `&&`; a variable that is not set equals nothing. */
function matches(rule: Rule, variables: Values): boolean {
  const value = (operand: string): string | undefined =>
    operand.startsWith("$") ? variables[operand.slice(1)] : /^"(.*)"$/.exec(operand)?.[1];
  return rule.if.split("&&").every((comparison) => {
    const [, left, right] = /^\s*(\S+) == (\S+)\s*$/.exec(comparison) ?? [];
    if (left === undefined || right === undefined) throw new Error(`a rule that is not known here: ${rule.if}`);
    return value(left) !== undefined && value(left) === value(right);
  });
}
