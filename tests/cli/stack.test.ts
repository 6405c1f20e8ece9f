/** What `pulumi` prints is read, whoever wraps it. */
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportStack, openStack } from "../../cli/account/stack";
import { temporaryFolder } from "../support/temporary-folder";

/** A folder with a project, and a `pulumi` that prints this. */
function printing(text: string): { cwd: string; env: NodeJS.ProcessEnv } {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
  writeFileSync(join(cwd, "pulumi"), `#!/bin/sh\necho '${text}'\n`);
  chmodSync(join(cwd, "pulumi"), 0o755);
  return { cwd, env: { PATH: `${cwd}:/usr/bin:/bin` } };
}

test("what is no JSON is named by its command, and not shown", async () => {
  const wrapped = printing('warning: canary {"resources": []}');
  await expect(exportStack("dev", wrapped)).rejects.toThrow(
    /^pulumi stack export --stack dev: it printed no JSON, or more than that\. If something wraps/,
  );
  await expect(openStack(join(wrapped.cwd, "Pulumi.yaml"), "dev", wrapped)).rejects.toThrow(
    /^pulumi config --json --show-secrets --stack dev: it printed no JSON, or more than that\. If something wraps/,
  );
});

test("what is JSON is read", async () => {
  const { cwd, ...surroundings } = printing('{"test:key": {"value": "here"}}');
  expect(await exportStack("dev", { cwd, ...surroundings })).toEqual({ "test:key": { value: "here" } });
  const stack = await openStack(join(cwd, "Pulumi.yaml"), undefined, { cwd, ...surroundings });
  expect([stack.own("key"), stack.own("other")]).toEqual(["here", undefined]);
});
