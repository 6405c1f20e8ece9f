/**
 * The types of the road from a rule to a person: each operation, its call met once by each fault, before and after the
 * service did what it was asked, through one of the hosts. What is shown is what is promised of a contact.
 */
import { type Emulator, EXAMPLE_GROUP, type FaultRule, startEmulator } from "../../emulator";
import { createBody } from "../../provider/fields/wire";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../provider/resources";
import { given, type JsonObject, type Properties } from "../../provider/values";
import { providerName } from "../../sdk/dynamic";
import { PluginHost } from "../host/plugin/plugin-host";
import { ProviderHost } from "../host/provider-host";
import { CHAIN, makeUsed } from "../support/chain";
import type { HostName } from "../support/hosts";
import { installed } from "../support/installed";
import { FAULTS, type Kind } from "./faults";
import { type Host, startHost } from "./hosts";
import { promised } from "./promises";
import { MAX_RETRIES, type Operation } from "./scenes";
import { KEYS } from "./subject";

const NOBODY = "00000000-0000-4000-8000-000000000000";

/** Those after which the client holds back come last. */
const CASES = FAULTS.flatMap(({ only, ...declared }) =>
  (only ? [false] : [false, true]).map((act) => ({ ...declared, act })),
).sort((a, b) => Number(a.kind.startsWith("turned away")) - Number(b.kind.startsWith("turned away")));

export function testChain(name: HostName): void {
  test.concurrent.each(RESOURCE_TYPES.filter((type) => type.name in CHAIN))(
    `${name}, vmp.$name: lost 0, doubled 0, orphaned 0, and what is shown is as promised`,
    async (type) => {
      const lane = await Lane.open(name, type);
      try {
        for (const each of CASES) await lane.run(each);
        expect(lane.broken).toEqual([]);
      } finally {
        await lane.close();
      }
    },
  );
}

interface Case {
  kind: Kind;
  fault: (typeof FAULTS)[number]["fault"];
  code?: string;
  act: boolean;
}

class Lane {
  /** What broke a promise, and how. */
  readonly broken: string[] = [];

  private constructor(
    private readonly type: ResourceType,
    private readonly emulator: Emulator,
    private readonly host: Host,
  ) {}

  static async open(name: HostName, type: ResourceType): Promise<Lane> {
    const emulator = await startEmulator({ ...KEYS, groups: [EXAMPLE_GROUP] });
    await makeUsed(type, emulator);
    const settings = { endpoint: emulator.url, ...KEYS, maxRetries: String(MAX_RETRIES) };
    const host = await startHost(name, await installed(), settings, { limits: { headers: 1000, body: 1000 } });
    if (host instanceof ProviderHost) {
      host.text = `exports.handler=()=>require("pulumi-vmp/provider").${providerName(type)}`;
    }
    if (host instanceof PluginHost) host.type = type.name;
    return new Lane(type, emulator, host);
  }

  async close(): Promise<void> {
    await this.host.stop();
    await this.emulator.close();
  }

  async run(each: Case): Promise<void> {
    const { host } = this;
    const { actions } = this.type;
    const { full = { name: "" }, changes = [] } = CHAIN[this.type.name] ?? {};
    const changed = given({ ...full, ...changes[1]?.[1] });
    const made = await this.meet(each, "create", actions.create, (again) =>
      host.create(again ? { ...full, adopt: true } : full),
    );
    const { id } = made;
    await this.compare(each, "create", made.id, made.state, full);
    const { state } = await this.meet(each, "read", actions.get ?? actions.list, () => host.read(id, made.state));
    await this.compare(each, "read", id, state, full);
    const updated = await this.meet(each, "update", actions.update, () => host.update(id, state, changed));
    await this.compare(each, "update", id, updated, changed);
    await this.meet(each, "delete", actions.delete, () => host.delete(id, updated));
    if ((await this.all()).length > 0) this.tell(each, "delete", "it is still there");
  }

  /** Runs an operation whose call meets the fault; where it fails, once more without. */
  private async meet<T>(
    each: Case,
    operation: Operation,
    action: string,
    operate: (again: boolean) => Promise<T>,
  ): Promise<T> {
    const { emulator, host } = this;
    // A call that goes well: what the client learnt before, such as a wrong time, is not of this one.
    await host.read(NOBODY, { name: "nobody" });
    emulator.clearCalls();
    const rule: FaultRule = { ...each.fault, ...(each.act && { act: true }), action, times: 1 };
    emulator.faults.set([rule]);
    const { shown } = promised(operation, { ...each, reach: "once" });
    const code = shown === "its code" ? each.code : shown;
    try {
      const outcome = await operate(false);
      if (code !== undefined) this.tell(each, operation, `nothing was shown instead of ${code}`);
      return outcome;
    } catch (error) {
      emulator.faults.clear();
      const message = (error as Error).message.replace(/^\d+ [A-Z_]+: /, "");
      const shape = new RegExp(`^${operation} ${this.type.noun} "[\\w-]+"(?: \\(id [\\w-]+\\))?: ([\\w.]+): .*\\.$`);
      if (shape.exec(message)?.[1] !== code) this.tell(each, operation, message);
      return await operate(true);
    } finally {
      const sent = emulator.calls.filter((call) => call.action === action).length;
      if (sent > 1 + MAX_RETRIES + (each.kind === "wrong clock" ? 2 : 0)) this.tell(each, operation, `${sent} calls`);
      emulator.faults.clear();
    }
  }

  /** Whether the service has this one and no other, and the state is what it has. */
  private async compare(
    each: Case,
    operation: Operation,
    id: string,
    state: Properties,
    inputs: Properties,
  ): Promise<void> {
    const { type, host } = this;
    const all = await this.all();
    const [one, ...more] = all;
    if (one?.Id !== id || more.length > 0) this.tell(each, operation, `there are ${all.length}, not one of id ${id}`);
    try {
      expect(one).toMatchObject(createBody(type.fields, inputs));
    } catch {
      this.tell(each, operation, "the service has not what was asked for");
    }
    const read = await host.read(id, state);
    if (read.id !== id || read.inputs) this.tell(each, operation, "the state is not what the service has");
    if (await host.changes(id, state, inputs)) this.tell(each, operation, "the next preview shows a change");
  }

  private async all(): Promise<JsonObject[]> {
    const { Items } = (await this.emulator.act(this.type.actions.list, {})) as { Items: JsonObject[] };
    return Items.filter(({ Name }) => Name !== "used");
  }

  private tell({ fault, act }: Case, operation: Operation, what: string): void {
    this.broken.push(`${operation}, ${fault.fault}${act ? " + act" : ""}: ${what}`);
  }
}
