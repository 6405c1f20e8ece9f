/** A provider host and an emulator of its own, and how a scene is run with them. */
import { type ContactSnapshot, type Emulator, startEmulator } from "../../emulator";
import type { HostName } from "../support/hosts";
import { until } from "../support/until";
import { type Cell, countCalls, describeService, describeState, faultsOfService, type Known } from "./cell";
import { type Host, startHost } from "./hosts";
import { ACTIONS, MAX_RETRIES, type Operation, type Scene, SILENCE_SECONDS } from "./scenes";
import { KEYS, newSubject, type Subject } from "./subject";

interface Running {
  subject: Subject;
  /** What is known before the fault. */
  before: Known;
  known: Known;
  cell: Cell;
}

export class Lane {
  /** All that the hosts of this lane printed or had shown. */
  output = "";

  private constructor(
    readonly emulator: Emulator,
    private readonly host: Host,
    /** With settings beside the usual ones. */
    private readonly start: (more: Record<string, string>) => Promise<Host>,
  ) {}

  static async open(name: HostName, folder: string): Promise<Lane> {
    const emulator = await startEmulator(KEYS);
    const { url: endpoint } = emulator;
    const silence = SILENCE_SECONDS * 1000;
    const start = (more: Record<string, string> = {}): Promise<Host> => {
      // Each read is a call of its own: how often each is called is the same in every run.
      const options = { limits: { headers: silence, body: silence, aloneMs: 0, longestMs: 0, most: 1 } };
      const settings = { endpoint, ...KEYS, maxRetries: String(MAX_RETRIES), ...more };
      return startHost(name, folder, settings, options);
    };
    return new Lane(emulator, await start(), start);
  }

  async close(): Promise<void> {
    await this.stop(this.host);
    await this.emulator.close();
  }

  async run(scene: Scene): Promise<Cell[]> {
    const { emulator } = this;
    // A call that goes well, as what the client learnt in the scene before, such as a wrong time, is not of this one.
    await this.host.read("no-such-id", { name: "nobody" });
    const running: Running[] = [];
    for (const operation of scene.operations) running.push(await this.prepare(operation, scene));
    const host = scene.freshHost ? await this.start(scene.freshHost) : this.host;
    const shownBefore = host.shown.length;

    emulator.clearCalls();
    emulator.faults.set(scene.rules);
    if (scene.offline) await emulator.goOffline();
    await this.meetFaults(host, scene, running);
    emulator.faults.clear();
    if (scene.offline) await emulator.goOnline();

    const calls = [...emulator.calls];
    for (const { cell, subject, known, before } of running) {
      const ids = [before, known].flatMap((one) => one?.id ?? []);
      const named = this.named(subject.name).map(({ Id }) => Id);
      cell.calls = countCalls(calls, scene, [subject.name, ...ids, ...named]);
      cell.warnings = host.shown.slice(shownBefore).filter((line) => line.includes(`"${subject.name}"`));
      cell.state = describeState(subject, known);
      cell.service = describeService(subject, this.named(subject.name));
    }
    if (host !== this.host) await this.stop(host);
    for (const one of running) await this.followUp(one);
    const left = emulator.contacts().map(({ Id }) => Id);
    if (left.length > 0) await emulator.act("DeleteContacts", { Ids: left });
    return running.map(({ cell }) => cell);
  }

  /** A create reads what it made: the fault that one call meets is for the read, whose call comes first. */
  private async meetFaults(host: Host, { reach, operations }: Scene, running: readonly Running[]): Promise<void> {
    const isCreate = ({ subject }: Running): boolean => subject.operation === "create";
    const others = running.filter((one) => !isCreate(one)).map((one) => meetFault(host, one));
    if (reach === "once" && operations.includes("read")) {
      await until(() => this.emulator.calls.some(({ action }) => action === ACTIONS.read));
    }
    await Promise.all([...others, ...running.filter(isCreate).map((one) => meetFault(host, one))]);
  }

  private async stop(host: Host): Promise<void> {
    await host.stop();
    this.output += `${host.stderr}\n${host.shown.join("\n")}\n`;
  }

  /** What was there before the fault. */
  private async prepare(operation: Operation, scene: Scene): Promise<Running> {
    const subject = newSubject(operation);
    const known = operation === "create" ? undefined : await this.host.create(subject.inputs);
    if (known && operation === "read") {
      await this.emulator.act("UpdateContact", { Id: known.id, Email: String(subject.target.email) });
      // A warning of an address that nobody confirmed would stand in every row.
      this.emulator.confirmEmail(String(subject.target.email));
    }
    const cell = { warnings: [], state: "", service: "", next: "", calls: {}, wrong: [] };
    return { subject, before: known, known, cell: { operation, scene, name: subject.name, ...cell } };
  }

  /** What the next `pulumi up`, `refresh` or `destroy` does, now that all is well. */
  private async followUp(running: Running): Promise<void> {
    const { host } = this;
    const { subject, cell } = running;
    try {
      cell.next = cell.error === undefined ? "has nothing to do" : await this.goOn(running);
      const { known } = running;
      if (!known) return;
      if (await host.changes(known.id, known.state, subject.target)) {
        cell.wrong.push("the state is not what was asked for");
      }
      const read = await host.read(known.id, known.state);
      if (read.id !== known.id || read.inputs) cell.wrong.push("the state is not what the service has");
    } catch (error) {
      cell.wrong.push(`the next run fails: ${messageOf(error)}`);
    } finally {
      cell.wrong.push(...faultsOfService(subject, running.known, this.named(subject.name)));
    }
  }

  /** What failed is done again, as its message says: a create with `adopt`. */
  private async goOn(running: Running): Promise<string> {
    const { operation, inputs } = running.subject;
    const before = this.host.shown.length;
    if (operation !== "create") {
      running.known = await operate(this.host, running);
      return `${operation}s it`;
    }
    running.known = await this.host.create({ ...inputs, adopt: true });
    return this.host.shown.slice(before).some((line) => line.includes("took over")) ? "takes it over" : "makes it";
  }

  private named(name: string): ContactSnapshot[] {
    return this.emulator.contacts().filter(({ Name }) => Name === name);
  }
}

async function meetFault(host: Host, running: Running): Promise<void> {
  try {
    running.known = await operate(host, running);
  } catch (error) {
    running.cell.error = messageOf(error);
  }
}

async function operate(host: Host, { subject, known }: Running): Promise<Known> {
  const { operation, inputs, target } = subject;
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
