/** docs/troubleshooting.md, "After a killed run", as the page says it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { shownBlocks } from "../docs/shell";
import { until } from "../support/until";
import { terminalIn, typed } from "../support/typed";
import { descendants, kill } from "../survival/processes";
import { Program } from "./program";

let program: Program;

beforeEach(async () => {
  program = await Program.open();
});

afterEach(() => program.close());

test("the next run says that the stack is locked, and the commands bring it back, each contact once", async () => {
  const { workspace, emulator } = program;
  const names = ["ada", "bo"];
  program.write(Object.fromEntries(names.map((name) => [name, { name, email: `${name}@example.com` }])));
  emulator.faults.set([{ fault: "hang", action: "CreateContact", act: true }]);
  const options = { cwd: workspace.dir, env: workspace.env, stdio: "ignore" } as const;
  const up = spawn(workspace.engine.path, ["up", "--yes", "--skip-preview"], options);
  const ended = once(up, "exit");
  await until(() => emulator.contacts().length === names.length);
  const processes = [up.pid ?? 0, ...descendants(up.pid ?? 0).map(({ pid }) => pid)];
  for (const pid of processes) kill(pid);
  await ended;
  emulator.faults.clear();

  const terminal = await terminalIn(workspace);
  const [locked = [], back = []] = shownBlocks("docs/troubleshooting.md", "After a killed run", 2);
  await typed(locked, terminal);
  expect(await typed(back, terminal)).toContain("took over the contact of this name that exists already");
  expect(
    emulator
      .contacts()
      .map(({ Name }) => Name)
      .sort(),
  ).toEqual(names);
  await workspace.pulumi(["preview", "--refresh", "--expect-no-changes"]);
});
