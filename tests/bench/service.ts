/** The emulator as a process of its own, behaving as the plan says, and what was called there. */
import { type Emulator, startEmulator } from "../../tools/engine";
import type { Service } from "./plan";

/** How often an action was called. */
export type Calls = Record<string, number>;

export interface Called {
  /** Those that the service served. */
  served: Calls;
  /** How many it refused because they were too many in a second. */
  refused: number;
}

interface Call {
  action: string;
  code: string;
}

/** The code of a call above the limit. */
const REFUSED = "FlowLimitExceeded";

export class ServiceUnderTest {
  private seen = 0;

  private constructor(readonly emulator: Emulator) {}

  static async start({ latencyMs, callsPerSecond }: Service): Promise<ServiceUnderTest> {
    const emulator = await startEmulator();
    const service = new ServiceUnderTest(emulator);
    await service.ask("POST", "behaviour", { latencyMs, callsPerSecond });
    return service;
  }

  /** Does what the owners of all e-mail addresses do; otherwise a refresh warns of each of them. */
  async confirmEmails(): Promise<void> {
    for (const { Email } of (await this.ask("GET", "contacts")) as { Email?: string }[]) {
      if (Email !== undefined) await this.ask("POST", "confirm", { email: Email });
    }
  }

  /** The calls since the last look. */
  async called(): Promise<Called> {
    const all = (await this.ask("GET", "calls")) as Call[];
    const fresh = all.slice(this.seen);
    this.seen = all.length;
    return count(fresh);
  }

  stop(): Promise<void> {
    return this.emulator.stop();
  }

  private async ask(method: "GET" | "POST", what: string, body?: object): Promise<unknown> {
    const url = new URL(`/_emulator/${what}`, this.emulator.url);
    const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`The emulator refused ${method} ${what}: ${await answer.text()}`);
    return answer.json();
  }
}

export function count(calls: readonly Call[]): Called {
  const served: Calls = {};
  for (const { action, code } of calls) {
    if (code !== REFUSED) served[action] = (served[action] ?? 0) + 1;
  }
  return { served, refused: calls.filter(({ code }) => code === REFUSED).length };
}
