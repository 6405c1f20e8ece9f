/**
 * The workflows of examples/gitops on GitHub: every command out of the workflow files, first with the state in files.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GitHub, type GitHubEvent } from "./support/github";
import { GitHubExpressions } from "./support/expressions";
import type { JobResult } from "./support/github-job";
import { json, serve } from "./support/http";
import { Job } from "./support/job";
import { reported, scenarios } from "./support/scenario";
import { Team } from "./support/team";

const ROLE = "trn:iam::2000000001:role/contacts";
const PULL_REQUEST = { name: "pull_request", number: 7 } as const;
const COMMENTS = "/issues/7/comments";

let team: Team;
let github: GitHub;
const expressions = new GitHubExpressions();

const scenario = scenarios(() => team);

beforeAll(async () => {
  team = await Team.open("github");
  await team.makeStack(team.fileBackend);
  const { repository, forge, machine, cli } = team;
  await repository.commit("main", "The contacts");
  const settings = {
    vars: { PULUMI_BACKEND_URL: team.fileBackend, STATE_ROLE_TRN: `${ROLE}-state-read` },
    secrets: { PULUMI_CONFIG_PASSPHRASE: team.passphrase },
    environments: {
      production: { vars: { VOLCENGINE_OIDC_ROLE_TRN: ROLE, STATE_ROLE_TRN: `${ROLE}-state` } },
      drift: { vars: { VOLCENGINE_OIDC_ROLE_TRN: `${ROLE}-read` } },
    },
  };
  github = new GitHub({ repository, forge, machine, expressions, cli }, settings);
});

afterAll(async () => {
  // Of everything that any job has printed.
  expect(readFileSync(team.log, "utf8")).not.toMatch(/canary|AKTP/);
  expressions.close();
  await team.close();
});

async function run(what: string, event: GitHubEvent): Promise<Record<string, JobResult>> {
  team.emulator.clearCalls();
  team.sts.exchanges.length = 0;
  return reported(team, what, (await github.run(event)) as Record<string, JobResult>);
}

function comments(): string[] {
  return team.forge.commentsOf(COMMENTS).map(({ body }) => body ?? "");
}

test("GitHub finds no fault in the workflow files, and would find one", async () => {
  const commit = await team.repository.commit("main", "The same");
  for (const file of await team.repository.files(commit, ".github/workflows")) {
    const text = await team.repository.read(commit, file);
    expect({ file, faults: await expressions.faultsIn(text) }).toEqual({ file, faults: [] });
    expect(await expressions.faultsIn(text.replaceAll("timeout-minutes", "timeout-minute"))).not.toEqual([]);
    expect(await expressions.faultsIn(text.replaceAll("vars.", "variables."))).not.toEqual([]);
    // What Pulumi prints goes through ci/pulumi.sh and ci/summary.mjs.
    expect(text.replaceAll("bash ci/pulumi.sh", "")).not.toMatch(/\bpulumi (up|preview)|```/);
  }
});

scenario(
  "with the packages of a job, the types of its programs are right, and would not be with a mistake",
  async () => {
    const job = new Job("types", team.machine);
    await job.checkout(team.repository.path, await team.repository.commit("main", "The same"));
    const check = (command: string): Promise<boolean> => job.script(command, "github", job.baseEnv());
    expect(await check("npm ci --ignore-scripts && npx tsc")).toBe(true);
    expect(await check("sed -i.bak 's/new vmp.Contact(/new vmp.Kontact(/' index.ts && npx tsc")).toBe(false);
    expect(job.output).toMatch(/^index\.ts.*Kontact/m);
  },
);

scenario("a push to another branch starts nothing", async () => {
  const commit = await team.repository.commit("aside", "The same, aside");
  expect(await run("push to another branch", { name: "push", branch: "aside", commit })).toEqual({});
});

scenario("a pull request with bad fields fails, and its comment names them by line", async () => {
  const commit = await team.change(
    "change",
    "email: oncall@example.com",
    "emial: canary-mail\n    webhook: { address: https://canary }",
  );
  const jobs = await run("bad change", { ...PULL_REQUEST, commit });
  expect(jobs).toMatchObject({
    "Preview.check": { conclusion: "failure", runsOn: "ubuntu-24.04" },
    "Preview.preview": { conclusion: "failure", runsOn: "self-hosted" },
  });
  expect(jobs["Preview.check"]?.output).toContain(
    "::error file=contacts.yaml,line=4,col=5::contacts[0].emial is not a known property; did you mean email?",
  );
  const [comment = "", ...more] = comments();
  expect(more).toEqual([]);
  expect(comment).toContain("**Preview of prod: failure**");
  expect(comment).toContain("contacts.yaml:4:5: contacts[0].emial is not a known property; did you mean email?");
  expect(comment).toContain("contacts.yaml:5:25: contacts[0].webhook.address is a secret and must not be in this file");
  expect(comment).not.toMatch(/\n\s+at |canary/);
  expect(team.calls()).toEqual([]);
});

scenario("a secret that the stack does not have comes into the same comment, with the line to run", async () => {
  await team.repository.backToMain();
  const missing = `webhook: { address: { secret: oncall-webhook-address }, token: { secret: "it's;$(rm)" } }`;
  const commit = await team.change("change", "email: oncall@example.com", `email: oncall@example.com\n    ${missing}`);
  const jobs = await run("missing secret", { ...PULL_REQUEST, commit });
  expect(jobs["Preview.check"]?.conclusion).toBe("success");
  expect(jobs["Preview.preview"]?.conclusion).toBe("failure");
  const [comment = ""] = comments();
  expect(comment).toContain("contacts.yaml:5:25: contacts[0].webhook.address names the secret oncall-webhook-address");
  expect(comment).toContain("pulumi config set --secret oncall-webhook-address\n");
  expect(comment).toContain(`pulumi config set --secret 'it'\\''s;$(rm)'\n`);
});

scenario("a good pull request shows what it changes, without a key and without a call", async () => {
  await team.repository.backToMain();
  const commit = await team.change("change", "email: oncall@example.com", "email: first-line@example.com");
  const jobs = await run("good change", { ...PULL_REQUEST, commit });
  expect(jobs).toMatchObject({
    "Preview.check": { conclusion: "success" },
    "Preview.preview": { conclusion: "success" },
  });
  const [comment = "", ...more] = comments();
  expect(more).toEqual([]);
  expect(team.forge.changes).toEqual([
    expect.stringMatching(/^POST /),
    expect.stringMatching(/^PATCH /),
    expect.stringMatching(/^PATCH /),
  ]);
  expect(comment).toMatch(/^.*\n\*\*Preview of prod: success\*\* .*\n\n- group `database`: is new\n/);
  expect(comment).toContain("- contact `oncall`: is new, in `database`, `first-line`\n");
  expect(comment.endsWith(`\n\n${jobs["Preview.preview"]?.summary ?? ""}`)).toBe(true);
  expect(jobs["Preview.preview"]?.summary).toMatch(/^- group `database`: is new\n[^]*\n\n```text\n/);
  expect(comment).toContain('email         : "first-line@example.com"');
  expect(comment).toContain("+ 6 to create");
  expect(comment).toContain("secretKey: [secret]");
  expect(comment).not.toContain("canary");
  expect(team.emulator.calls).toEqual([]);
});

scenario("the pull request of a fork gets its check, and nothing else", async () => {
  const commit = await team.repository.commit("fork", "From a fork");
  const jobs = await run("fork", { ...PULL_REQUEST, commit, from: "somebody/contacts" });
  expect(jobs).toMatchObject({
    "Preview.check": { conclusion: "success" },
    "Preview.preview": { conclusion: "skipped" },
  });
  const dependabot = await run("Dependabot", { ...PULL_REQUEST, commit, actor: "dependabot[bot]" });
  expect(dependabot["Preview.preview"]?.conclusion).toBe("skipped");
  expect(team.emulator.calls).toEqual([]);
});

scenario("a merge applies, with keys for a token of the job, and leaves no key in the state", async () => {
  const commit = await team.repository.merge("change");
  const { "Apply.apply": apply, ...others } = await run("merge", { name: "push", branch: "main", commit });
  expect(others).toEqual({});
  expect(apply).toMatchObject({ conclusion: "success", runsOn: "self-hosted" });
  expect(apply?.summary).toContain("+ 6 created");
  expect(apply?.summary).toMatch(
    /^- group `database`: is new\n[^]*\n- contact `oncall`: is new, in `[^]*\n\n```text\n/,
  );
  expect(roles()).toEqual([ROLE]);
  expect(team.sts.exchanges).toContainEqual({ role: ROLE, token: "canary-oidc-token" });
  expect(team.forge.audiences).toEqual(["volcengine"]);
  expect(names(team.emulator.contacts())).toEqual(["database-team", "oncall", "值班"]);
  expect(team.emulator.contacts()).toContainEqual(expect.objectContaining({ Email: "first-line@example.com" }));
  expect(names(team.emulator.groups())).toEqual(["database", "first-line"]);
  const state = await team.pulumi(team.fileBackend, "stack", "export", "--stack", "prod");
  expect(state).toContain("first-line@example.com");
  expect(state).not.toMatch(/canary|AKTP|accessKey|sessionToken/);
});

scenario("the night finds what somebody did in the console, and an apply by hand puts it back", async () => {
  const commit = await team.repository.commit("main", "The same");
  const oncall = team.emulator.contacts().find(({ Name }) => Name === "oncall");
  await team.emulator.act("UpdateContact", { Id: oncall?.Id, Email: "console@example.com" });
  await team.emulator.act("DeleteContactGroups", {
    Ids: team.emulator
      .groups()
      .filter(({ Name }) => Name === "database")
      .map(({ Id }) => Id),
  });
  const before = await team.pulumi(team.fileBackend, "stack", "export", "--stack", "prod");
  const messages: string[] = [];
  const bot = await serve(({ body }) => {
    messages.push(body.toString());
    return json(200, { code: 0 });
  });
  github.settings.vars.DRIFT_BOT = "lark";
  github.settings.secrets.DRIFT_BOT_ADDRESS = `${bot.url}/canary`;
  const drift = await run("night after a change by hand", { name: "schedule", commit });
  expect(drift).toMatchObject({ "Drift.drift": { conclusion: "failure" } });
  expect(drift["Drift.drift"]?.summary).toMatch(/email +: "console@example.com" => "first-line@example.com"/);
  expect(drift["Drift.drift"]?.summary).toMatch(/ContactGroup::database/);
  expect(drift["Drift.drift"]?.summary).toContain("no changes were expected");
  expect(messages).toEqual([expect.stringContaining("Drift check of prod failed")]);
  const writes = team.calls().filter((action) => !/^(AssumeRole|Get|List)/.test(action));
  expect(writes).toEqual([]);
  expect(await team.pulumi(team.fileBackend, "stack", "export", "--stack", "prod")).toBe(before);

  const apply = await run("apply by hand", { name: "workflow_dispatch", workflow: "Apply", commit });
  expect(apply["Apply.apply"]?.conclusion).toBe("success");
  expect(apply["Apply.apply"]?.summary).toMatch(
    /^- group `database`: is new\n- contact `oncall`: changes email\n\n```/,
  );
  expect(team.emulator.contacts()).toContainEqual(expect.objectContaining({ Email: "first-line@example.com" }));
  expect(names(team.emulator.groups())).toEqual(["database", "first-line"]);
  const nothing = await run("night", { name: "schedule", commit });
  expect(nothing).toMatchObject({ "Drift.drift": { conclusion: "success" } });
  expect(messages).toHaveLength(1);
  await bot.close();
});

scenario(
  "with the state in TOS, a pull request reads it with a key that can only read, and a merge writes it",
  async () => {
    // The way that docs/pipelines.md describes.
    const [files, tos] = [team.fileBackend, team.tosBackend];
    const file = join(team.repository.clone, "..", "state.json");
    await team.pulumi(files, "stack", "export", "--stack", "prod", "--file", file);
    await team.pulumi(tos, "stack", "init", "prod");
    await team.pulumi(tos, "stack", "import", "--stack", "prod", "--file", file);
    github.settings.vars.PULUMI_BACKEND_URL = tos;
    team.store.calls.length = 0;

    await team.repository.backToMain();
    const change = await team.change("tos", "email: first-line@example.com", "email: oncall@example.com");
    const { "Preview.preview": preview } = await run("good change, state in TOS", { ...PULL_REQUEST, commit: change });
    expect(preview).toMatchObject({ conclusion: "success", runsOn: "ubuntu-24.04" });
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toMatch(/email +: "first-line@example.com" => "oncall@example.com"/);
    expect(roles()).toEqual([`${ROLE}-state-read`]);
    expect(team.store.calls.length).toBeGreaterThan(0);
    expect(team.calls().filter((action) => action !== "AssumeRoleWithOIDC")).toEqual([]);

    const commit = await team.repository.merge("tos");
    const { "Apply.apply": apply } = await run("merge, state in TOS", { name: "push", branch: "main", commit });
    expect(apply).toMatchObject({ conclusion: "success", runsOn: "ubuntu-24.04" });
    expect(roles()).toEqual([ROLE, `${ROLE}-state`]);
    expect(team.emulator.contacts()).toContainEqual(expect.objectContaining({ Email: "oncall@example.com" }));
    expect(team.store.objects.get(".pulumi/stacks/contacts/prod.json")?.toString()).toContain("oncall@example.com");
    expect([...team.store.objects.values()].join()).not.toMatch(/canary|AKTP/);
  },
);

/** The roles that were taken on in the last run. */
function roles(): string[] {
  return [...new Set(team.sts.exchanges.map(({ role }) => role))].sort();
}

function names(things: { Name: string }[]): string[] {
  return things.map(({ Name }) => Name).sort();
}
