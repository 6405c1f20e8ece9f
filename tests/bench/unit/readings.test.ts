/** What other programs print, and what is read out of it. */
import { HostWatch, usageOf } from "../host-watch";
import { readPerf, readValgrind } from "../instructions";
import { childrenMs, shortError } from "../lane";
import { readParallelism } from "../machine";
import { count } from "../service";

test("the shell's `times`: the second line is that of the children, user and system together", () => {
  expect(childrenMs("0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n")).toBe(62_750);
  expect(() => childrenMs("0m0.010s 0m0.020s\n")).toThrow("something else");
});

test("perf: the counter's number, and nothing where the machine has no counter", () => {
  expect(readPerf("123456789;;instructions:u;1000000;100.00;;\n")).toBe(123_456_789);
  expect(readPerf("<not supported>;;instructions:u;0;100.00;;\n")).toBeUndefined();
});

test("valgrind: the number of instructions", () => {
  expect(readValgrind("==12== Cachegrind\n==12== \n==12== I   refs:      2,833,843,947\n")).toBe(2_833_843_947);
  expect(readValgrind("valgrind: not found\n")).toBeUndefined();
});

test("the engine's help: how many resources it works on at once", () => {
  const help =
    "  -p, --parallel int32    Allow P resource operations to run in parallel at once (1 for no parallelism). (default 8)\n";
  expect(readParallelism(help)).toBe(8);
  expect(() => readParallelism("")).toThrow("--parallel");
});

test("the emulator's calls: those above the limit are not among the served ones", () => {
  const calls = ["", "FlowLimitExceeded", "", "Conflict.Name"].map((code) => ({ action: "CreateContact", code }));
  expect(count([...calls, { action: "GetContact", code: "" }])).toEqual({
    served: { CreateContact: 3, GetContact: 1 },
    refused: 1,
  });
});

test("a failed command: how many errors it showed, and the first", () => {
  const output =
    "Diagnostics:\n  Contact (a):\n    error: CreateContact: too often\n\n  Contact (b):\n    error: other\n";
  expect(shortError(output)).toBe("2 errors, first: CreateContact: too often");
  expect(shortError("\nno such command\n")).toBe("0 errors, first: no such command");
});

const linux = process.platform === "linux" ? test : test.skip;

linux("/proc: a process's peak memory and processor time", () => {
  const ownMs = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
  const before = ownMs();
  const usage = usageOf(process.pid);
  const after = ownMs();
  expect(usage?.peakBytes).toBeGreaterThanOrEqual(process.memoryUsage.rss() / 2);
  // It is counted in hundredths of a second, for the user and the system each.
  expect(usage?.cpuMs).toBeGreaterThanOrEqual(before - 20);
  expect(usage?.cpuMs).toBeLessThanOrEqual(after + 20);
});

test("a process that is gone, and a folder without a provider host, have no usage", () => {
  expect(usageOf(2 ** 30)).toBeUndefined();
  expect(new HostWatch(__dirname).stop()).toBeUndefined();
});
