/** A copy of examples/teams with the package installed, run as its README says, against an emulator. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type Behaviour, type Emulator, startEmulator } from "../../emulator";
import { findEngine, type Finished, openWorkspace, ROOT, run, type Workspace } from "../../tools/engine";
import { installed } from "../support/installed";

const EXAMPLE = join(ROOT, "examples", "teams");

export interface TeamsProjectOptions {
  behaviour?: Partial<Behaviour>;
  /** Files in place of the example's own in `teams/`, by the team's name. */
  teams?: Record<string, string>;
  /** Added to the environment of every command. */
  env?: NodeJS.ProcessEnv;
}

export class TeamsProject {
  private constructor(
    readonly workspace: Workspace,
    readonly emulator: Emulator,
  ) {}

  static async open({ behaviour = {}, teams, env = {} }: TeamsProjectOptions = {}): Promise<TeamsProject> {
    const dir = mkdtempSync(join(await installed(), "project-"));
    cpSync(EXAMPLE, dir, { recursive: true, filter: (path) => !path.includes("node_modules") });
    const emulator = await startEmulator({ behaviour });
    const engine = await findEngine({ onlyInstalled: true });
    const workspace = await openWorkspace({
      dir,
      engine,
      stack: "unused",
      env: {
        // As a user has it: on the PATH.
        PATH: [dirname(engine.path), process.env.PATH].join(delimiter),
        VOLCENGINE_ENDPOINT: emulator.url,
        VOLCENGINE_ACCESS_KEY: emulator.accessKey,
        VOLCENGINE_SECRET_KEY: emulator.secretKey,
        ...env,
      },
    });
    const project = new TeamsProject(workspace, emulator);
    if (teams) project.replaceTeams(teams);
    return project;
  }

  /** Writes a team's file. */
  write(team: string, text: string): void {
    writeFileSync(this.file(team), text);
  }

  /** Takes a team's file away. */
  remove(team: string): void {
    rmSync(this.file(team));
  }

  /** Does what `npm start -- <args>` does, without its type check. Any exit code is fine. */
  run(args: string, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const { dir, env: always } = this.workspace;
    const tsNode = require.resolve("ts-node/dist/bin.js", { paths: [dir] });
    const command = [tsNode, "--transpile-only", join("run", "main.ts"), ...args.split(" ")];
    return run(process.execPath, command, { cwd: dir, env: { ...always, ...env } });
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.workspace.dir, { recursive: true, force: true });
  }

  private replaceTeams(teams: Record<string, string>): void {
    rmSync(dirname(this.file("any")), { recursive: true });
    mkdirSync(dirname(this.file("any")));
    for (const [team, text] of Object.entries(teams)) this.write(team, text);
  }

  private file(team: string): string {
    return join(this.workspace.dir, "teams", `${team}.yaml`);
  }
}
