/**
 * Canaries: recognizable values in every secret and credential, taken through the whole lifecycle while every call
 * meets another fault. None may sing anywhere: output, debug output, the engine's log files, the state, the emulator's
 * log.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FAULT_NAMES, type FaultRule } from "../../emulator";
import { type Contacts, Program } from "../e2e/program";
import type { HostName } from "../support/hosts";

const CANARY = "canary";

/** Its secrets are different ones in each generation, so that an update sends all of them. */
function contact(index: number, generation: string): object {
  const canary = (what: string): string => `${CANARY}-${what}-${index}-${generation}`;
  return {
    name: `contact-${index}-${generation}`,
    email: `contact-${index}@example.com`,
    webhook: { address: `https://example.com/${canary("address")}?key=${canary("query")}`, token: canary("token") },
    larkBotWebhook: {
      address: `https://open.feishu.cn/open-apis/bot/v2/hook/${canary("lark")}`,
      secretKey: canary("larkKey"),
    },
    dingTalkBotWebhook: {
      address: `https://oapi.dingtalk.com/robot/send?access_token=${canary("ding")}`,
      secretKey: canary("SEC"),
    },
    weComBotWebhook: { address: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${canary("wecom")}` },
  };
}

/** Whether the service has acted when the fault comes. */
const ACTS = [false, true];

/** One call of the action after the other meets a fault, each of them. */
function faults(action: string): FaultRule[] {
  const own: Record<string, object> = {
    slow: { ms: 100 },
    huge: { bytes: 8_000_000 },
    wrongClock: { minutes: 60 },
    staleList: { ms: 1000 },
  };
  return FAULT_NAMES.flatMap((fault) =>
    ACTS.map((act) => ({ fault, action, times: 1, ...(act && { act }), ...own[fault] }) as FaultRule),
  );
}

function contacts(count: number, generation: string): Contacts {
  return Object.fromEntries(
    Array.from({ length: count }, (_unused, index) => [`c${index}`, contact(index, generation)]),
  );
}

let program: Program;
let logs: string;

/**
 * With `--debug`, @pulumi/pulumi itself prints the outputs of every resource of every provider in the clear, in this
 * one line, which no provider has a say in (docs/troubleshooting.md warns of it). Everything else is ours to keep
 * silent.
 */
const PULUMIS_OWN = /^.*RegisterResource RPC finished: .*$/gm;

/** Runs a command with all the engine's talk of its own. */
async function attempt(command: string): Promise<boolean> {
  try {
    await program.pulumi(`${command} --yes --skip-preview --debug -v=3`, { env: { TMPDIR: logs } });
    return true;
  } catch (error) {
    program.printed += (error as Error).message;
    return false;
  }
}

function unmet(action: string): string[] {
  const met = new Set(program.emulator.calls.filter((call) => call.action === action).map(({ fault }) => fault));
  return FAULT_NAMES.filter((fault) => !met.has(fault));
}

/**
 * Runs a command until it succeeds, as a pipeline would, and until each fault was met: where one call is made for
 * several contacts, one run does not meet them all.
 */
async function run(command: string, action: string): Promise<void> {
  program.emulator.faults.set(faults(action));
  for (let attempts = 0; attempts < 20; attempts++) {
    const done = await attempt(command);
    if (done && unmet(action).length === 0) return;
    if (done && command === "destroy") await attempt("up");
  }
  throw new Error(`pulumi ${command} did not get through, or did not meet ${unmet(action).join(", ")}`);
}

export function testCanaries(host: HostName): void {
  const count = ACTS.length * FAULT_NAMES.length;

  beforeAll(async () => {
    program = await Program.open({
      host,
      emulatorKeys: { accessKey: `${CANARY}-access-key`, secretKey: `${CANARY}-secret-key` },
      config: { "vmp:timeout": "8", "vmp:maxRetries": "2", "vmp:adoptExisting": "true" },
    });
    logs = join(program.workspace.dir, "engine-logs");
    mkdirSync(logs);
  });

  afterAll(() => program.close());

  test("no canary is printed, logged or stored in the clear, whatever fault a call meets", async () => {
    program.write(contacts(count, "one"));
    await run("up", "CreateContact");
    expect(program.emulator.contacts()).toHaveLength(count);
    program.write(contacts(count, "two"));
    await run("up", "UpdateContact");
    await run("refresh", "ListContacts");
    const state = await program.state();
    await run("destroy", "DeleteContacts");
    expect(program.emulator.contacts()).toEqual([]);

    const files = readdirSync(logs).filter((file) => file.startsWith("pulumi"));
    expect(files.length).toBeGreaterThan(0);
    const places: [string, string][] = [
      ["printed", program.printed],
      ["the state", state],
      ["the emulator's log", readFileSync(program.emulatorLog, "utf8")],
      ...files.map((file): [string, string] => [file, readFileSync(join(logs, file), "utf8")]),
    ];
    for (const [place, text] of places) {
      const ours = text.replace(PULUMIS_OWN, "");
      const at = ours.indexOf(CANARY);
      expect(`${place}: ${at < 0 ? "silent" : ours.slice(Math.max(0, at - 200), at + 100)}`).toBe(`${place}: silent`);
    }
  });
}
