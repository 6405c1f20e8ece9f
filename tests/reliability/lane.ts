/** A provider host and an emulator of its own, and how a scenario is run with them. */
import { type ContactSnapshot, type Emulator, startEmulator } from "../../emulator";
import { ProviderHost } from "../host/provider-host";
import { type Cell, countCalls, describeService, describeState, faultsOfService, type Known } from "./cell";
import type { Operation, Scenario } from "./scenarios";
import { KEYS, newSubject, type Subject } from "./subject";

export const MAX_RETRIES = 2;
export const TIMEOUT_SECONDS = 36;

interface Running {
  subject: Subject;
  known: Known;
  cell: Cell;
}

export class Lane {
  private host: ProviderHost | undefined;
  private adoptingHost: ProviderHost | undefined;
  /** All that the hosts of this lane printed or had shown. */
  output = "";

  private constructor(
    private readonly folder: string,
    readonly emulator: Emulator,
  ) {}

  static async open(folder: string): Promise<Lane> {
    return new Lane(folder, await startEmulator(KEYS));
  }

  async close(): Promise<void> {
    await this.stopHosts();
    await this.emulator.close();
  }

  async run(scenario: Scenario): Promise<Cell[]> {
    const { emulator } = this;
    if (scenario.ownHost) await this.stopHosts();
    this.host ??= await this.start();
    const shownBefore = this.host.shown.length;
    const running: Running[] = [];
    for (const operation of scenario.operations) running.push(await this.prepare(operation, scenario));

    emulator.clearCalls();
    emulator.faults.set(scenario.rules);
    if (scenario.offline) await emulator.goOffline();
    await Promise.all(running.map((one) => this.meetFault(one)));
    emulator.faults.clear();
    if (scenario.offline) await emulator.goOnline();

    const calls = [...emulator.calls];
    for (const { cell, subject, known } of running) {
      cell.calls = countCalls(calls, subject.operation);
      cell.warnings = this.host.shown.slice(shownBefore).filter((line) => line.includes(`"${subject.name}"`));
      cell.state = describeState(subject, known);
      cell.service = describeService(subject, this.named(subject.name));
    }
    for (const one of running) await this.followUp(one);
    const left = emulator.contacts().map(({ Id }) => Id);
    if (left.length > 0) await emulator.act("DeleteContacts", { Ids: left });
    if (scenario.ownHost) await this.stopHosts();
    return running.map(({ cell }) => cell);
  }

  private start(more: Record<string, string> = {}): Promise<ProviderHost> {
    return ProviderHost.start(this.folder, {
      "vmp:endpoint": this.emulator.url,
      "vmp:accessKey": KEYS.accessKey,
      "vmp:secretKey": KEYS.secretKey,
      "vmp:maxRetries": String(MAX_RETRIES),
      "vmp:timeout": String(TIMEOUT_SECONDS),
      ...more,
    });
  }

  private async stopHosts(): Promise<void> {
    for (const host of [this.host, this.adoptingHost]) {
      await host?.stop();
      if (host) this.output += `${host.stderr}\n${host.shown.join("\n")}\n`;
    }
    this.host = this.adoptingHost = undefined;
  }

  /** What was there before the fault. */
  private async prepare(operation: Operation, { label, reach }: Scenario): Promise<Running> {
    const subject = newSubject(operation);
    const known = operation === "create" ? undefined : await this.host?.create(subject.inputs);
    if (known && operation === "read") {
      await this.emulator.act("UpdateContact", { Id: known.id, Email: String(subject.target.email) });
      // A warning of an address that nobody confirmed would stand in every row.
      this.emulator.confirmEmail(String(subject.target.email));
    }
    const cell = { warnings: [], state: "", service: "", next: "", calls: {}, elapsedMs: 0, wrong: [] };
    return { subject, known, cell: { operation, scenario: { label, reach }, name: subject.name, ...cell } };
  }

  private async meetFault(running: Running): Promise<void> {
    const start = performance.now();
    try {
      running.known = await operate(this.host, running);
    } catch (error) {
      running.cell.error = messageOf(error);
    }
    running.cell.elapsedMs = performance.now() - start;
  }

  /** What the next `pulumi up`, `refresh` or `destroy` does, now that all is well. */
  private async followUp(running: Running): Promise<void> {
    const { subject, cell } = running;
    const { operation, target } = subject;
    const failed = cell.error !== undefined;
    try {
      if (failed && operation === "create") {
        this.adoptingHost ??= await this.start({ "vmp:adoptExisting": "true" });
        const before = this.adoptingHost.shown.length;
        running.known = await operate(this.adoptingHost, running);
        const adopted = this.adoptingHost.shown.slice(before).some((line) => line.includes("took over"));
        cell.next = adopted ? "takes it over" : "makes it";
      } else if (failed) {
        running.known = await operate(this.host, running);
        cell.next = `${operation}s it`;
      } else {
        cell.next = "has nothing to do";
      }
      const { known } = running;
      if (!known || !this.host) return;
      if (await this.host.changes(known.id, known.state, target))
        cell.wrong.push("the state is not what was asked for");
      const read = await this.host.read(known.id, known.state);
      if (read.id !== known.id || read.inputs) cell.wrong.push("the state is not what the service has");
    } catch (error) {
      cell.wrong.push(`the next run fails: ${messageOf(error)}`);
    } finally {
      cell.wrong.push(...faultsOfService(subject, running.known, this.named(subject.name)));
    }
  }

  private named(name: string): ContactSnapshot[] {
    return this.emulator.contacts().filter(({ Name }) => Name === name);
  }
}

async function operate(host: ProviderHost | undefined, { subject, known }: Running): Promise<Known> {
  const { operation, inputs, target } = subject;
  if (!host) throw new Error("no host");
  if (operation === "create") return host.create(inputs);
  if (!known) throw new Error("no contact");
  const { id, state } = known;
  if (operation === "read") return host.read(id, state);
  if (operation === "update") return { id, state: await host.update(id, state, target) };
  await host.delete(id, state);
  return undefined;
}

/** What the engine is told, without the name of gRPC's status. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/^\d+ [A-Z_]+: /, "");
}
