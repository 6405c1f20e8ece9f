import { run } from "../../../tools/engine/process";

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

/** Time passes only when a test says so; everything else goes on. */
function stopTimers(): void {
  jest.useFakeTimers({ doNotFake: ["Date", "hrtime", "nextTick", "performance", "queueMicrotask", "setImmediate"] });
}

afterEach(() => {
  jest.useRealTimers();
});

test("a command that takes too long is ended", async () => {
  stopTimers();
  const onLine = (): void => {
    jest.advanceTimersByTime(60_000);
  };
  const result = await node("console.log('ready'); setTimeout(() => {}, 60000)", { timeoutMs: 60_000, onLine });
  expect(result).toMatchObject({ timedOut: true, signal: "SIGINT" });
});

/** Runs a command, and aborts it when it has written a line. */
function abortedAtFirstLine(script: string, options: Parameters<typeof run>[2] = {}): ReturnType<typeof run> {
  const controller = new AbortController();
  const onLine = (): void => {
    controller.abort();
  };
  return node(`${script}; setTimeout(() => {}, 60000)`, { ...options, signal: controller.signal, onLine });
}

test("an abort ends a command", async () => {
  const result = await abortedAtFirstLine("console.log('ready')");
  expect(result).toMatchObject({ timedOut: false, signal: "SIGINT" });
});

test("a command's children end with it when it has a group of its own", async () => {
  const script = `const { spawn } = require("node:child_process");
    console.log(spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]).pid)`;
  const result = await abortedAtFirstLine(script, { ownGroup: true });
  // Gone, or dead and only not yet collected.
  const { stdout: state } = await run("ps", ["-o", "stat=", "-p", result.stdout.trim()]);
  expect(state.trim()).toMatch(/^(Z.*)?$/);
});

test("a command that does not mind SIGINT is killed 5 s later", async () => {
  stopTimers();
  const controller = new AbortController();
  const left: number[] = [];
  const onLine = (line: string): void => {
    if (line === "ready") {
      controller.abort();
      return;
    }
    jest.advanceTimersByTime(4_999);
    left.push(jest.getTimerCount());
    jest.advanceTimersByTime(1);
    left.push(jest.getTimerCount());
  };
  const script = "process.on('SIGINT', () => console.log('no')); console.log('ready'); setTimeout(() => {}, 60000)";
  const result = await node(script, { signal: controller.signal, onLine });
  expect(result).toMatchObject({ timedOut: false, signal: "SIGKILL" });
  expect(left).toEqual([1, 0]);
});
