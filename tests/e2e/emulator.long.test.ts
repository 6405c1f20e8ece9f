/** docs/emulator.md, "In one minute": the command of the packed package, and a project that uses it. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { shownBlocks } from "../docs/shell";
import { terminalIn, typed } from "../support/typed";
import { Program } from "./program";

let emulator: ChildProcess | undefined;
let program: Program;

beforeEach(async () => {
  program = await Program.open({ configured: false });
});

afterEach(async () => {
  emulator?.kill();
  await program.close();
});

test("the emulator starts, and an up of a project reaches it", async () => {
  const [[start] = [], use = []] = shownBlocks("docs/emulator.md", "In one minute", 2);
  const terminal = await terminalIn(program.workspace);
  const [, command = "", port = ""] = /^npx -p pulumi-vmp (vmp-emulator --port (\d+))$/.exec(start?.text ?? "") ?? [];
  const started = spawn("sh", ["-c", `exec ${command.replace(port, "0")}`], {
    ...terminal,
    stdio: ["ignore", "pipe", "inherit"],
  });
  emulator = started;
  const line = await new Promise<string>((resolve) => createInterface(started.stdout).once("line", resolve));
  const { url } = JSON.parse(line) as { url: string };
  expect([line.replace(new URL(url).port, port)]).toEqual(start?.shown);

  program.write({ oncall: { name: "oncall", email: "oncall@example.com" } });
  const output = await typed(use, { ...terminal, instead: { [`http://127.0.0.1:${port}`]: url } });
  expect(output).toMatch(/"Name": ?"oncall"/);
});
