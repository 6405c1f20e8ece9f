import { run } from "../../engine/process";

const node = (script: string, options: Parameters<typeof run>[2] = {}) =>
  run(process.execPath, ["-e", script], options);

test("what a command says on either stream, and its exit code, come back", async () => {
  const lines: string[] = [];
  const result = await node("console.log('out'); console.error('err'); process.exitCode = 3", {
    onLine: (line, stream) => lines.push(`${stream}: ${line}`),
  });
  expect(result).toEqual({ code: 3, signal: null, stdout: "out\n", stderr: "err\n", timedOut: false });
  expect(lines.sort()).toEqual(["stderr: err", "stdout: out"]);
});

test("a command that does not exist is an error", async () => {
  await expect(run("no-such-command", [])).rejects.toThrow("ENOENT");
});

test("a command that takes too long is ended, and its children with it", async () => {
  const script = `const child = require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    console.log(child.pid); setTimeout(() => {}, 60000)`;
  const result = await node(script, { timeoutMs: 1_000, ownGroup: true });
  expect(result).toMatchObject({ timedOut: true, signal: "SIGINT" });
  // Gone, or dead and only not yet collected.
  const { stdout: state } = await run("ps", ["-o", "stat=", "-p", result.stdout.trim()]);
  expect(state.trim()).toMatch(/^(Z.*)?$/);
});

test("a command that does not mind SIGINT is killed 5 s later", async () => {
  const result = await node("process.on('SIGINT', () => {}); setTimeout(() => {}, 60000)", { timeoutMs: 500 });
  expect(result).toMatchObject({ timedOut: true, signal: "SIGKILL" });
}, 10_000);

test("an abort ends a command", async () => {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, 500);
  const result = await node("setTimeout(() => {}, 60000)", { signal: controller.signal });
  expect(result).toMatchObject({ timedOut: false, signal: "SIGINT" });
});
