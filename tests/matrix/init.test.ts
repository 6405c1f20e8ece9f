/** `vmp-contacts init` out of the packed package: what it copies can be installed and passes its own check. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { command, installerEnvironment } from "./support/command";
import { temporaryFolder } from "../support/temporary-folder";
import { tarball } from "./support/tarball";

jest.setTimeout(600_000);

test.each(["roster", "gitops", "teams", "contact", "notify"])("%s", async (kind) => {
  const folder = temporaryFolder();
  const env = await installerEnvironment();
  const from = await tarball();
  const npx = ["--yes", "-p", from, "vmp-contacts", "init", kind, "contacts", "--package", from];
  expect(await command(folder, env, "npx", ...npx)).toContain("is ready");
  const project = join(folder, "contacts");
  await command(project, env, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
  await command(project, env, "npm", "run", "check");
  expect(readdirSync(project)).toEqual(
    expect.arrayContaining([".gitignore", "README.md", "README.zh-CN.md", "package-lock.json"]),
  );
});
