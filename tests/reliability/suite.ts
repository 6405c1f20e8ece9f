/** Every operation on a contact meets faults, through one of the hosts: what it promises, it keeps. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/engine";
import type { HostName } from "../support/hosts";
import { installed } from "../support/installed";
import { type Cell, differences } from "./cell";
import { messagesOf, normalized, page } from "./page";
import { promised } from "./promises";
import { type Run, runAll } from "./run";
import { MAX_RETRIES, OPERATIONS, type Scene } from "./scenes";
import { CANARY } from "./subject";

const FILE = join(ROOT, "docs", "reliability.md");

/** @param scenes what is met: all scenes, or some */
export function testReliability(host: HostName, scenes: readonly Scene[]): void {
  let run: Run;

  beforeAll(async () => {
    run = await runAll(host, await installed(), scenes);
  });

  /** The cells that break a promise, and how. */
  function violations(broken: (cell: Cell) => unknown): string[] {
    return run.cells.flatMap((cell) => {
      const how = broken(cell);
      return how ? [`${cell.operation}, ${cell.scene.label}, ${cell.scene.reach}: ${JSON.stringify(how)}`] : [];
    });
  }

  test.each(OPERATIONS)("%s keeps its promises, whatever it meets", (operation) => {
    const broken = violations((cell) => {
      const found = cell.operation === operation ? differences(cell, promised(operation, cell.scene)) : [];
      return found.length > 0 && found;
    });
    expect(broken).toEqual([]);
  });

  test("after one more run without the fault: lost 0, doubled 0, orphaned 0, and the state is what the service has", () => {
    expect(violations(({ wrong }) => wrong.length > 0 && wrong)).toEqual([]);
  });

  test("no call is sent more often than vmp:maxRetries allows", () => {
    const tooMany = ({ calls, scene }: Cell): boolean => {
      const allowed = 1 + MAX_RETRIES + (scene.kind === "wrong clock" ? 2 : 0);
      return Object.values(calls).some((count) => count > allowed);
    };
    expect(violations((cell) => tooMany(cell) && cell.calls)).toEqual([]);
  });

  test("no error, warning or output holds a secret", () => {
    const holds = (text: string): boolean => text.toLowerCase().includes(CANARY);
    expect(violations(({ error = "", warnings }) => [error, ...warnings].find(holds))).toEqual([]);
    expect(run.output.split("\n").filter(holds)).toEqual([]);
  });

  test("every error is one sentence shape, without a stack", () => {
    const shape = /^(create|read|update|delete) contact "[\w-]+"( \(id [\w-]+\))?: [\w.]+: .*\.$/;
    expect(violations(({ error }) => error !== undefined && !shape.test(error) && error)).toEqual([]);
    expect(run.output.split("\n").filter((line) => /^\s+at /.test(line))).toEqual([]);
  });

  test("no redirect is followed", () => {
    expect(run.redirectsFollowed).toBe(0);
  });

  test("docs/reliability.md has every message that is shown (UPDATE_DOCS=1 writes it anew)", () => {
    const messages = new Set(run.cells.flatMap(({ error }) => (error === undefined ? [] : [normalized(error)])));
    if (process.env.UPDATE_DOCS === "1" && host === "dynamic") writeFileSync(FILE, page(messages));
    const known = messagesOf(readFileSync(FILE, "utf8"));
    expect([...messages].filter((message) => !known.has(message))).toEqual([]);
  });
}
