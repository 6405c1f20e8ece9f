/**
 * A resource type as Pulumi's dynamic provider.
 *
 * Source: `cmd/dynamic-provider` of @pulumi/pulumi. It keeps the provider's text among the properties, prints
 * the stack of an error thrown by check, diff, read or delete, and takes no `undefined` in what is returned.
 */
import type { dynamic } from "@pulumi/pulumi";
import { typed } from "../../fields/typed";
import { check, create, diff, type Outcome, read, remove, update } from "../../lifecycle/lifecycle";
import { begin, type Context, type Operation } from "../../lifecycle/operation";
import type { Inputs, ResourceType } from "../../lifecycle/resource-type";
import type { ConfigSource } from "../../settings";
import { own, type Properties } from "../../values";
import { checkFailure, checkWarning } from "../problems";
import { warn, withoutStack } from "./diagnostics";
import { hiddenPaths, hide, reveal, withoutStandIns, withStandIns } from "./hidden";
import { fromHost, toHost } from "./properties";

export type Provider = dynamic.ResourceProvider<Properties, Properties>;

/** What the host's providers work with. */
export interface Connection {
  /** Keeps the stack's configuration, at once: the host does not wait before it serves the next call. */
  readonly configure: (config: ConfigSource) => void;
  /**
   * Opened when the first call needs it: previews load neither the HTTP client nor the hashes, and need no keys.
   *
   * @throws an error that lists every fault of the settings
   */
  readonly connect: () => Promise<Context>;
}

export function dynamicProvider(type: ResourceType, { configure, connect }: Connection): Provider {
  const { fields } = type;
  const rows = { ...fields, ...type.outputs };
  /** What was checked, or lay in the state. */
  const inputsOf = (properties: unknown): Inputs => typed(fields, fromHost(properties)) as Inputs;
  const stateOf = (properties: unknown): Inputs => typed(rows, fromHost(properties)) as Inputs;
  const start = async (): Promise<Operation> => begin(await connect());

  return {
    async configure({ config }) {
      configure(config);
    },

    async check(olds, news) {
      const { inputs: given, faults } = withoutStandIns(fields, fromHost(news), fromHost(olds));
      const { inputs, failures, warnings } = check(type, given);
      await warnAll(warnings.map((warning) => checkWarning(type, inputs, warning)));
      return {
        inputs: toHost(withStandIns(fields, inputs, fromHost(news))),
        failures: [...failures, ...faults].map(checkFailure),
      };
    },

    async diff(_id, olds, news) {
      const state = stateOf(olds);
      return { changes: diff(type, state, reveal(fields, inputsOf(news), state) as Inputs).length > 0 };
    },

    async create(inputs) {
      const { id, ...outcome } = await withoutStack(async () => create(await start(), type, inputsOf(inputs)));
      return { id, outs: await tell(id, outcome, inputs) };
    },

    async read(id, properties = {}) {
      return withoutStack(async () => {
        const state = stateOf(properties);
        const found = await read(await start(), type, id, state);
        if (found === undefined) return { id: "", props: {} };
        await warnAll(found.notices);
        const hiddenBefore = hiddenIn(properties);
        const inputs = found.inputs && hide(fields, found.inputs, state, hiddenBefore);
        const hidden = inputs ? hiddenPaths(fields, inputs) : hiddenBefore;
        return { id, props: { ...found.properties, ...noteOf(hidden) }, ...(inputs && { inputs }) };
      });
    },

    async update(id, olds, news) {
      const outcome = await withoutStack(async () => {
        const state = stateOf(olds);
        const inputs = inputsOf(news);
        const { properties, ...told } = await update(
          await start(),
          type,
          id,
          state,
          reveal(fields, inputs, state) as Inputs,
        );
        return { ...told, properties: { ...properties, ...noteOf(hiddenPaths(fields, inputs)) } };
      });
      return { outs: await tell(id, outcome, news) };
    },

    async delete(id, state) {
      return withoutStack(async () => {
        await warnAll(await remove(await start(), type, id, stateOf(state)));
      });
    },
  };
}

/** The paths of the stand-ins in the inputs, as the state notes them. */
function hiddenIn(properties: unknown): string[] {
  const hidden = own(fromHost(properties), "hiddenInputs");
  return Array.isArray(hidden) ? (hidden as string[]) : [];
}

function noteOf(hiddenInputs: string[]): Properties {
  return hiddenInputs.length > 0 ? { hiddenInputs } : {};
}

/**
 * Tells what there is to tell of a create or an update, and returns the new state.
 *
 * @throws when something failed although the resource is there: the host passes an error with these fields on as
 *   `ErrorResourceInitFailed`, and the engine keeps the resource. The host adds the provider's text to no error.
 */
async function tell(id: string, { properties, notices, failures }: Outcome, inputs: Properties): Promise<Properties> {
  await warnAll(notices);
  if (failures.length === 0) return properties;
  const { __provider } = inputs;
  throw Object.assign(new Error(failures.join("\n")), {
    id,
    properties: { ...properties, __provider },
    reasons: failures,
  });
}

async function warnAll(notices: string[]): Promise<void> {
  for (const notice of notices) await warn(notice);
}
