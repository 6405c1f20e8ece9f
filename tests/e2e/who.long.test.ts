/** `vmp-contacts who` of what the real CLI prints: the plan of a change, and a stack's state. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type Command, shownBlocks } from "../docs/shell";
import { terminalIn, typed } from "../support/typed";
import { Program } from "./program";

/** @param other the arguments of the second contact, which is called by its name */
const index = (other: { name: string }): string => `
const vmp = require("pulumi-vmp");
const ada = new vmp.Contact("ada", { name: "ada", email: "ada@example.com" });
const other = new vmp.Contact("${other.name}", ${JSON.stringify(other)});
const team = new vmp.ContactGroup("team", { name: "team", contactIds: [ada.id, other.id] });
const levels = [{ level: "P0", contactGroupIds: [team.id], channels: ["Email", "WeComBotWebhook"] }];
new vmp.NotifyPolicy("payments", { name: "payments", levels });
`;

const BO = { name: "bo", weComBotWebhook: { address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary" } };
const CY = { name: "cy", email: "cy@example.com" };

let program: Program;

beforeAll(async () => {
  program = await Program.open({ index: index(BO) });
});

afterAll(() => program.close());

function run(...args: string[]): { stdout: string; stderr: string } {
  const { dir, env, engine } = program.workspace;
  const command = join(dir, "..", "node_modules", "pulumi-vmp", "dist", "cli", "main.js");
  const path = `${dirname(engine.path)}${delimiter}${env.PATH ?? ""}`;
  return spawnSync(process.execPath, [command, ...args], { cwd: dir, env: { ...env, PATH: path }, encoding: "utf8" });
}

function who(...args: string[]): string {
  const { stdout, stderr } = run("who", ...args);
  expect(stderr).toBe("");
  return stdout;
}

test("a plan says who is lost, who comes and which channel is left empty; the state says who is told now", async () => {
  await program.pulumi("up --yes --skip-preview");
  writeFileSync(join(program.workspace.dir, "index.js"), index(CY));
  const { stdout: half } = await program.workspace.pulumi(["preview", "--json"]);
  writeFileSync(join(program.workspace.dir, "half.json"), half);
  expect(run("who", "--plan", "half.json").stderr).toContain("pulumi preview --json --show-sames");
  const { stdout } = await program.workspace.pulumi(["preview", "--json", "--show-sames"]);
  writeFileSync(join(program.workspace.dir, "plan.json"), stdout);
  const planned = who("--plan", "plan.json");
  expect(planned).toMatch(
    /^payments, P0: loses bo, gains cy, nobody left on WeCom\ncontact cy: is new, in team\ncontact bo: goes, was in team\n\npolicy payments\n/,
  );
  const now = who("--stack", "dev");
  expect(now).toBe("policy payments\n  P0: group team\n    ada: e-mail\n    bo: WeCom\n");
  expect(planned + now).not.toMatch(/canary|@/);
});

test("the pages' commands, of a plan, of two sources, and with a picture", async () => {
  const terminal = await terminalIn(program.workspace);
  const { url, accessKey, secretKey } = program.emulator;
  const keys = { VOLCENGINE_ENDPOINT: url, VOLCENGINE_ACCESS_KEY: accessKey, VOLCENGINE_SECRET_KEY: secretKey };
  const type = (page: readonly Command[][]): Promise<string> =>
    typed(page.flat(), { ...terminal, env: { ...terminal.env, ...keys }, instead: { "--stack prod": "--stack dev" } });
  await type(shownBlocks("README.md", "Who is alerted"));
  expect(await type(shownBlocks("docs/who.md", "What a change means"))).toContain("\npolicy payments\n");
  expect(await type(shownBlocks("docs/who.md", "Two of them"))).toMatch(
    /^group example: goes\ngroup second: goes\n\npolicy payments\n/,
  );
  await type(shownBlocks("docs/who.md", "As a picture"));
  for (const [file, shown] of [
    ["who.html", "bo"],
    ["change.html", "loses bo, gains cy"],
  ] as const) {
    expect(readFileSync(join(program.workspace.dir, file), "utf8")).toMatch(
      RegExp(`^<!doctype html>[^]*${shown}`, "i"),
    );
  }
});
