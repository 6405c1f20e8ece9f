/** The .gitlab-ci.yml of examples/gitops: every command out of the file, with the state in TOS. */
import { readFileSync } from "node:fs";
import { GitLab, type JobResult } from "./support/gitlab";
import { json, serve } from "./support/http";
import { reported, scenarios } from "./support/scenario";
import { Team } from "./support/team";

const ROLE = "trn:iam::2000000001:role/contacts";
const NOTES = "/projects/11/merge_requests/7/notes";
const MERGE_REQUEST = {
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_MERGE_REQUEST_IID: "7",
  CI_MERGE_REQUEST_PROJECT_ID: "11",
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "11",
};
const PUSH = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main" };

let team: Team;
let gitlab: GitLab;

const scenario = scenarios(() => team);

beforeAll(async () => {
  team = await Team.open("gitlab");
  await team.makeStack(team.tosBackend);
  await team.repository.commit("main", "The contacts");
  const { repository, forge, machine, cli } = team;
  // The image has Pulumi in it.
  gitlab = new GitLab(repository, forge, { ...machine, path: [...machine.path, cli] }, [
    { key: "PULUMI_BACKEND_URL", value: team.tosBackend },
    { key: "PULUMI_CONFIG_PASSPHRASE", value: team.passphrase },
    { key: "COMMENT_TOKEN", value: forge.issueToken({ "pull-requests": "write" }, "project_11_bot") },
    { key: "STATE_ROLE_TRN", value: `${ROLE}-state-read` },
    { key: "STATE_ROLE_TRN", value: `${ROLE}-state`, scope: "production" },
    { key: "VOLCENGINE_OIDC_ROLE_TRN", value: ROLE, scope: "production" },
    { key: "VOLCENGINE_OIDC_ROLE_TRN", value: `${ROLE}-read`, scope: "drift" },
  ]);
});

afterAll(async () => {
  // Of everything that any job has printed.
  expect(readFileSync(team.log, "utf8")).not.toMatch(/canary|AKTP/);
  await team.close();
});

async function run(
  what: string,
  commit: string,
  variables: Record<string, string>,
  ours = true,
): Promise<Partial<Record<string, JobResult>>> {
  team.emulator.clearCalls();
  team.sts.exchanges.length = 0;
  return reported(team, what, await gitlab.run({ commit, variables, ours }));
}

/** The roles that were taken on in the last run. */
function roles(): string[] {
  return [...new Set(team.sts.exchanges.map(({ role }) => role))].sort();
}

function notes(): string[] {
  return team.forge.commentsOf(NOTES).map(({ body }) => body ?? "");
}

scenario("a push to another branch starts nothing", async () => {
  const commit = await team.repository.commit("aside", "The same, aside");
  expect(await run("push to another branch", commit, { ...PUSH, CI_COMMIT_BRANCH: "aside" })).toEqual({});
});

scenario("a merge request with bad fields fails, and its comment names them by line", async () => {
  const commit = await team.change("change", "email: oncall@example.com", "emial: canary-mail");
  const jobs = await run("bad change", commit, MERGE_REQUEST);
  expect(jobs).toMatchObject({ check: { status: "failed" }, preview: { status: "failed" } });
  const fault = "contacts.yaml:4:5: contacts[0].emial is not a known property; did you mean email?";
  expect(jobs.check?.output).toContain(fault);
  expect(notes()).toEqual([expect.stringContaining("**Preview of prod: failed**")]);
  expect(notes()[0]).toContain(fault);
});

scenario("a good one updates the comment, with a key that can read the state and no more", async () => {
  await team.repository.backToMain();
  const commit = await team.change("change", "email: oncall@example.com", "email: first-line@example.com");
  const jobs = await run("good change", commit, MERGE_REQUEST);
  expect(jobs).toMatchObject({ check: { status: "success" }, preview: { status: "success" } });
  expect(notes()).toEqual([expect.stringContaining("**Preview of prod: success**")]);
  expect(notes()[0]).toContain("+ 6 to create");
  expect(notes()[0]).not.toContain("canary");
  const { "who.md": who = "", "preview.txt": preview } = jobs.preview?.artifacts ?? {};
  expect(notes()[0]).toContain(`\n\n${who.split("\n\n")[0] ?? ""}\n\n\`\`\`text\n`);
  expect(who).toMatch(/^- group `database`: is new\n/);
  expect(preview).toContain("+ 6 to create");
  expect(roles()).toEqual([`${ROLE}-state-read`]);
  expect(team.calls().filter((action) => action !== "AssumeRoleWithOIDC")).toEqual([]);
});

scenario("the merge request of a fork gets its check, in the fork and in the project", async () => {
  const commit = await team.repository.commit("fork", "From a fork");
  const fork = { ...MERGE_REQUEST, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "12" };
  const inFork = await run("fork", commit, { ...fork, CI_PROJECT_ID: "12" }, false);
  expect(inFork).toEqual({ check: expect.objectContaining({ status: "success" }) as unknown });
  const inProject = await run("fork, run in the project by a member", commit, fork);
  expect(inProject).toEqual(inFork);
  expect(notes()).toHaveLength(1);
});

scenario("a merge applies, with keys for a token of the job, and leaves no key in the state", async () => {
  const commit = await team.repository.merge("change");
  const jobs = await run("merge", commit, PUSH);
  expect(jobs).toEqual({ apply: expect.objectContaining({ status: "success" }) as unknown });
  expect(jobs.apply?.artifacts["who.md"]).toMatch(/^- group `database`: is new\n/);
  expect(roles()).toEqual([ROLE, `${ROLE}-state`]);
  expect(team.forge.audiences).toContain("volcengine");
  expect(team.emulator.contacts()).toHaveLength(3);
  expect(team.emulator.contacts()).toContainEqual(expect.objectContaining({ Email: "first-line@example.com" }));
  expect(team.emulator.groups()).toHaveLength(2);
  const state = team.store.objects.get(".pulumi/stacks/contacts/prod.json")?.toString() ?? "";
  expect(state).toContain("first-line@example.com");
  expect([...team.store.objects.values()].join()).not.toMatch(/canary|AKTP/);
});

scenario("the night finds what somebody did in the console, and changes nothing", async () => {
  const commit = await team.repository.commit("main", "The same");
  const oncall = team.emulator.contacts().find(({ Name }) => Name === "oncall");
  await team.emulator.act("UpdateContact", { Id: oncall?.Id, Email: "console@example.com" });
  const messages: string[] = [];
  const bot = await serve(({ body }) => {
    messages.push(body.toString());
    return json(200, { errcode: 0 });
  });
  const told = [
    { key: "DRIFT_BOT", value: "wecom" },
    { key: "DRIFT_BOT_ADDRESS", value: `${bot.url}/canary` },
  ];
  gitlab.variables.push(...told);
  const { drift, ...others } = await run("night after a change by hand", commit, { CI_PIPELINE_SOURCE: "schedule" });
  expect(others).toEqual({});
  expect(drift?.status).toBe("failed");
  expect(drift?.output).toMatch(/email +: "console@example.com" => "first-line@example.com"/);
  expect(roles()).toEqual([`${ROLE}-read`, `${ROLE}-state-read`]);
  expect(team.calls().filter((action) => !/^(AssumeRole|Get|List)/.test(action))).toEqual([]);
  await team.emulator.act("UpdateContact", { Id: oncall?.Id, Email: "first-line@example.com" });
  const nothing = await run("night", commit, { CI_PIPELINE_SOURCE: "schedule" });
  expect(nothing).toEqual({ drift: expect.objectContaining({ status: "success" }) as unknown });
  expect(messages).toEqual([expect.stringContaining("Drift check of prod failed")]);
  await bot.close();
});
