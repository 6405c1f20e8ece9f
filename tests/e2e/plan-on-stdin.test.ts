/** `pulumi preview --json … | vmp-contacts who --plan -` in a shell: the plan comes after the reader. */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { built } from "../../tools/engine/root";
import { ALL, plan } from "../cli/who/plans";

test("a plan that comes late on stdin is waited for", async () => {
  const command = spawn(process.execPath, [built("cli/main.js"), "who", "--plan", "-"]);
  const said = Promise.all([text(command.stdout), text(command.stderr)]);
  await sleep(1000);
  command.stdin.end(JSON.stringify(plan({}, ALL)));
  const [stdout, stderr] = await said;
  expect(stderr).toBe("");
  expect(stdout).toContain("contact ada: is new");
});
