/**
 * A team with a repository, a stack and a machine that runs its jobs, against the emulator. What the jobs print goes
 * into `.vmp/pipeline/<name>.log`.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Emulator, startEmulator } from "../../../emulator";
import { findEngine, ROOT, run, Workspace } from "../../../tools/engine";
import { Forge } from "./forge";
import type { Machine } from "./job";
import { ObjectStore } from "./object-store";
import { Repository } from "./repository";
import { Sts } from "./sts";

const PASSPHRASE = "canary-passphrase";
const BUCKET = "team-state";
const TOS = "tos-s3-cn-beijing.volces.com";

/** For every program of every job: their types are checked once, in a test of its own. */
const WITHOUT_TYPE_CHECK = { PULUMI_NODEJS_TRANSPILE_ONLY: "true", TS_NODE_TRANSPILE_ONLY: "true" };

/** What the roster's secrets are set to. */
const SECRETS = {
  "oncall-larkBotWebhook-address": "https://open.feishu.cn/open-apis/bot/v2/hook/canary-lark",
  "oncall-larkBotWebhook-secretKey": "canary-lark-key",
  "值班-webhook-address": "https://alerts.example.com/canary-webhook",
  "值班-webhook-token": "canary-token",
  "database-team-dingTalkBotWebhook-address": "https://oapi.dingtalk.com/robot/send?access_token=canary-ding",
};

export class Team {
  readonly log: string;
  private readonly home = mkdtempSync(join(tmpdir(), "pipeline-machine-"));
  private engine = "";

  private constructor(
    name: string,
    readonly emulator: Emulator,
    readonly forge: Forge,
    readonly sts: Sts,
    readonly store: ObjectStore,
    readonly repository: Repository,
  ) {
    const folder = join(ROOT, ".vmp", "pipeline");
    mkdirSync(folder, { recursive: true });
    this.log = join(folder, `${name}.log`);
    writeFileSync(this.log, "");
  }

  static async open(name: string): Promise<Team> {
    const { path } = await findEngine({ onlyInstalled: true });
    const emulator = await startEmulator();
    const sts = await Sts.start(emulator.url);
    const store = await ObjectStore.start(BUCKET, TOS, (key) => sts.roleOf(key));
    const team = new Team(name, emulator, await Forge.start(), sts, store, await Repository.create());
    team.engine = path;
    team.command("pulumi", "pulumi", `#!/bin/sh\nexec ${path} "$@"\n`);
    const npm = (await run("sh", ["-c", "command -v npm"])).stdout.trim();
    team.command("npm", "npm", npmThatKeepsPackages(npm));
    return team;
  }

  /** Where a state in files is: the disk of the machine. */
  get fileBackend(): string {
    const folder = join(this.home, "state");
    mkdirSync(folder, { recursive: true });
    return pathToFileURL(folder).href;
  }

  /** Where a state in TOS is. Over http, since the stand-in has no certificate for that name. */
  get tosBackend(): string {
    return `s3://${BUCKET}?endpoint=http://${TOS}&region=cn-beijing`;
  }

  get passphrase(): string {
    return PASSPHRASE;
  }

  /** The folder with `pulumi`. */
  get cli(): string {
    return join(this.home, "pulumi");
  }

  get machine(): Machine {
    return {
      path: [join(this.home, "npm")],
      env: {
        PIPELINE_PACKAGES: join(this.home, "packages"),
        ...WITHOUT_TYPE_CHECK,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        VOLCENGINE_ECS_METADATA_DISABLED: "true",
        VOLCENGINE_OIDC_STS_ENDPOINT: this.sts.url,
        // To the object storage, and to nothing else: what is on this machine is called directly.
        HTTP_PROXY: this.store.proxy,
      },
      log: this.log,
      folder: this.home,
    };
  }

  /** Runs Pulumi in the clone, as somebody of the team who has the passphrase and keys for the state. */
  async pulumi(backend: string, ...args: string[]): Promise<string> {
    const { PATH } = process.env;
    const own = { PULUMI_HOME: join(this.home, "pulumi-home"), PULUMI_BACKEND_URL: backend, HOME: this.home, PATH };
    const { accessKeyId, secretKey, sessionToken } = this.emulator.issueKeys();
    this.sts.grant(accessKeyId, "somebody");
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretKey, AWS_SESSION_TOKEN: sessionToken };
    const all = { ...own, PULUMI_CONFIG_PASSPHRASE: PASSPHRASE, ...this.machine.env, ...keys };
    const workspace = new Workspace(this.repository.clone, all, { path: this.engine, version: "", source: "" });
    return (await workspace.pulumi(args)).stdout;
  }

  /** Makes the stack, with every secret of the roster. */
  async makeStack(backend: string): Promise<void> {
    await this.pulumi(backend, "stack", "init", "prod");
    const secrets = Object.entries(SECRETS).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
    const plain = ["--plaintext", `vmp:endpoint=${this.emulator.url}`];
    await this.pulumi(backend, "config", "set-all", "--stack", "prod", ...plain, ...secrets);
  }

  /** Changes the contacts in a branch, and returns the commit. */
  async change(branch: string, from: string, to: string): Promise<string> {
    const text = readFileSync(join(this.repository.clone, "contacts.yaml"), "utf8");
    expect(text).toContain(from);
    this.repository.write("contacts.yaml", text.replace(from, to));
    return this.repository.commit(branch, `Change ${branch}`);
  }

  /** The actions of VMP that were called since the last look. */
  calls(): string[] {
    const actions = this.emulator.calls.map(({ action }) => action);
    this.emulator.clearCalls();
    return actions;
  }

  async close(): Promise<void> {
    await Promise.all([this.emulator, this.forge, this.sts, this.store].map((server) => server.close()));
    this.repository.remove();
    rmSync(this.home, { recursive: true, force: true });
  }

  private command(folder: string, name: string, text: string): void {
    mkdirSync(join(this.home, folder));
    writeFileSync(join(this.home, folder, name), text);
    chmodSync(join(this.home, folder, name), 0o755);
  }
}

/**
 * `npm`, on a machine that keeps packages: what the first `npm ci` of a package-lock.json has installed is there for
 * the next ones. Everything else is npm's.
 */
const npmThatKeepsPackages = (npm: string): string => `#!/bin/sh
[ "$1" = ci ] || exec ${npm} "$@"
kept="$PIPELINE_PACKAGES/$(cksum < package-lock.json | tr -d ' ')"
if [ -d "$kept" ]; then
  echo "(the packages are there from an earlier run)"
else
  # Packages come from this machine's own cache, wherever the job keeps its own.
  ${npm} "$@" --cache "$npm_config_cache" && mkdir -p "$kept" && mv node_modules "$kept" || exit
fi
ln -s "$kept/node_modules" node_modules
`;
