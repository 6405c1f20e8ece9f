/** One section of docs/day-two.md: a stack in which the page's program was applied, and what the section does. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator";
import type { Command } from "../../docs/shell";
import { terminalIn, typed } from "../../support/typed";
import { Program } from "../program";
import { type Block, changed, readSections } from "./page";

const HEAD = 'const pulumi = require("@pulumi/pulumi");\nconst vmp = require("pulumi-vmp");\n';
const OTHER = "payments";
const DATA = "vmp.json";
const KEYS = { accessKey: "AKLTcanary", secretKey: "canary-secret" };
const SECTIONS = readSections();

/** What the commands ask for on stdin. */
export type Answers = Record<string, string>;

export const oldBot = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary-old";

export class Stage {
  /** What is typed in the place of a text of the page. */
  instead: Record<string, string> = {};
  private readonly blocks: Block[];
  private second: Emulator | undefined;

  private constructor(
    readonly program: Program,
    private readonly folder: string,
    private text: string,
    blocks: readonly Block[],
  ) {
    this.blocks = [...blocks];
  }

  static titles(): string[] {
    return [...SECTIONS.keys()];
  }

  /** Applies the page's program for a section. */
  static async open(title: string): Promise<Stage> {
    const [first] = SECTIONS.get("The program") ?? [];
    const blocks = SECTIONS.get(title);
    if (!first || !("program" in first) || !blocks) throw new Error(`the page has no section "${title}"`);
    const folder = mkdtempSync(join(tmpdir(), "vmp-day-two-"));
    const config = { "e2e:bo-wecom": oldBot };
    const data = join(folder, DATA);
    const program = await Program.open({ index: HEAD + first.program, config, data, emulatorKeys: KEYS });
    await program.up();
    program.calls();
    return new Stage(program, folder, first.program, blocks);
  }

  /** Has another VMP, or the same account in another state, where the first one was. */
  async moveTo(options: EmulatorOptions, account?: "the same account"): Promise<void> {
    const { emulator } = this.program;
    const port = Number(new URL(emulator.url).port);
    await emulator.close();
    const data = account && { data: join(this.folder, DATA) };
    this.second = await startEmulator({ port, ...data, ...KEYS, ...options });
  }

  async close(): Promise<void> {
    await this.second?.close();
    await this.program.close();
    rmSync(this.folder, { recursive: true });
  }

  contact(name: string) {
    const found = this.program.emulator.contacts().find(({ Name }) => Name === name);
    if (!found) throw new Error(`there is no contact ${name}`);
    return found;
  }

  /** The names of the team's members, in the order of the alphabet. */
  team(): string[] {
    const { emulator } = this.program;
    const ids = emulator.groups().find(({ Name }) => Name === "team")?.ContactIds;
    const members = emulator.contacts().filter(({ Id }) => ids?.includes(Id));
    return members.map(({ Name }) => Name).sort();
  }

  /** How many blocks the page has beyond those that were run. */
  get left(): number {
    return this.blocks.length;
  }

  /** Does what the next blocks say, up to the next commands and with these, or with the first so many of them. */
  async next(answers: Answers = {}, count = Infinity): Promise<void> {
    for (let block = this.blocks.shift(); block; block = this.blocks.shift()) {
      if ("program" in block) this.writeOther(block.program);
      else if ("change" in block) this.write(changed(this.text, block.change));
      else {
        for (const command of block.commands.slice(0, count)) await this.command(command, answers);
        const rest = block.commands.slice(count);
        if (rest.length > 0) this.blocks.unshift({ commands: rest });
        return;
      }
    }
    throw new Error("the section has no more commands");
  }

  private write(text: string): void {
    this.text = text;
    writeFileSync(join(this.program.workspace.dir, "index.js"), HEAD + text);
  }

  private writeOther(text: string): void {
    const folder = join(this.program.workspace.dir, OTHER);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "index.js"), HEAD + text);
    const runtime = "runtime: { name: nodejs, options: { typescript: false } }";
    writeFileSync(join(folder, "Pulumi.yaml"), `name: ${OTHER}\n${runtime}\n`);
  }

  private async command(command: Command, answers: Answers): Promise<void> {
    const [, key = ""] = /config set --secret (\S+)$/.exec(command.text) ?? [];
    const terminal = await terminalIn(this.program.workspace);
    await typed([command], { ...terminal, input: answers[key] ?? "", instead: this.instead });
  }
}
