/** The commands of docs/pipelines.md: a project, its stack, what GitLab is told, and another passphrase. */
import { copyFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { shownBlocks } from "../docs/shell";
import { Program } from "../e2e/program";
import { newcomer } from "../matrix/support/newcomer";
import { tarball } from "../matrix/support/tarball";
import { temporaryFolder } from "../support/temporary-folder";
import { terminalIn, typed } from "../support/typed";
import { json, type Request, serve } from "./support/http";

test("a project from the package, and a stack whose preview lists the secrets that it does not have", async () => {
  const [make = [], fromTarball = [], stack = []] = shownBlocks("docs/pipelines.md", "Set up", 3);
  const home = temporaryFolder();
  const env = await newcomer(home);
  const folder = async (name: string): Promise<string> => {
    const cwd = join(home, name);
    mkdirSync(cwd);
    copyFileSync(await tarball(), join(cwd, basename(await tarball())));
    return cwd;
  };
  expect(await typed(fromTarball, { cwd: await folder("tarball"), env })).toContain("is ready");

  // The package is not on npm yet.
  const instead = {
    "npx -p pulumi-vmp vmp-contacts init gitops .": fromTarball[0]?.text ?? "",
    "PULUMI_BACKEND_URL=…": `PULUMI_BACKEND_URL=file://${home}`,
    "PULUMI_CONFIG_PASSPHRASE=…": "PULUMI_CONFIG_PASSPHRASE=canary-passphrase",
  };
  const terminal = { cwd: await folder("contacts"), env, instead };
  expect(await typed(make, terminal)).toContain("nothing wrong");
  expect(await typed(stack, { ...terminal, fails: true })).toMatch(/pulumi config set --secret oncall-larkBotWebhook/);
});

test("GitLab is told to run no pipeline of a fork here", async () => {
  const requests: Request[] = [];
  const gitlab = await serve((request) => {
    requests.push(request);
    return json(200, {});
  });
  const instead = { "https://gitlab.com": gitlab.url, "PRIVATE-TOKEN: …": "PRIVATE-TOKEN: canary" };
  await typed(shownBlocks("docs/pipelines.md", "Forks").flat(), { cwd: temporaryFolder(), env: process.env, instead });
  await gitlab.close();
  // As "Edit a project" of GitLab's REST API takes it.
  expect(requests).toMatchObject([
    {
      method: "PUT",
      url: { pathname: "/api/v4/projects/team%2Fcontacts" },
      headers: { "private-token": "canary", "content-type": "application/x-www-form-urlencoded" },
    },
  ]);
  expect(String(requests[0]?.body)).toBe("ci_allow_fork_pipelines_to_run_in_parent_project=false");
});

test("another passphrase opens the stack, and the old one does not", async () => {
  const program = await Program.open();
  try {
    const token = "canary-token";
    await program.up({ oncall: { name: "oncall", webhook: { address: "https://example.com/canary", token } } });
    const terminal = await terminalIn(program.workspace);
    await typed(shownBlocks("docs/pipelines.md", "Secrets").flat(), { ...terminal, input: "another\nanother\n" });
    expect(await program.pulumi("preview", { expectFailure: true })).toContain("incorrect passphrase");
    program.workspace.env.PULUMI_CONFIG_PASSPHRASE = "another";
    await program.pulumi("preview --expect-no-changes");
    await program.pulumi("preview --refresh --expect-no-changes");
    expect(program.writes()).toEqual(["CreateContact"]);
    expect(program.printed + (await program.state())).not.toContain(token);
  } finally {
    await program.close();
  }
});
