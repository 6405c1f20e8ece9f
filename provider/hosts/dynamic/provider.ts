/**
 * A resource as Pulumi's dynamic provider: the one place that knows its host.
 *
 * Source: `cmd/dynamic-provider` of @pulumi/pulumi. It keeps the provider's text among the properties, prints
 * the stack of an error thrown by check, diff, read or delete, and takes no `undefined` in what is returned.
 */
import type { dynamic } from "@pulumi/pulumi";
import { configure, connect } from "./connection";
import { warn, withoutStack } from "./diagnostics";
import type { Outcome, Problem, Resource } from "../../resource";
import { isRecord, own, type Properties, UNKNOWN } from "../../values";

export function dynamicProvider(noun: string, resource: Resource): dynamic.ResourceProvider<Properties, Properties> {
  return {
    async configure({ config }) {
      configure(config);
    },

    async check(olds, news) {
      const { inputs, failures, warnings } = resource.check(withoutText(news), withoutText(olds));
      const name = own(withoutText(news), "name");
      const subject = typeof name === "string" && name !== UNKNOWN ? `${noun} "${name.slice(0, 128)}"` : noun;
      await warnAll(warnings.map(({ path, message }) => `${subject}: ${path}${path && " "}${message}`));
      return { inputs, failures: failures.map(checkFailure) };
    },

    async diff(_id, olds, news) {
      return { changes: resource.diff(withoutText(olds), withoutText(news)).length > 0 };
    },

    async create(inputs) {
      const { id, ...outcome } = await withoutStack(async () => resource.create(await connect(), withoutText(inputs)));
      return { id, outs: await tell(id, outcome, inputs) };
    },

    async read(id, state = {}) {
      return withoutStack(async () => {
        const found = await resource.read(await connect(), id, withoutText(state));
        if (found === undefined) return { id: "", props: {} };
        await warnAll(found.notices);
        return { id, props: found.properties, ...(found.inputs && { inputs: found.inputs }) };
      });
    },

    async update(id, olds, news) {
      const outcome = await withoutStack(async () =>
        resource.update(await connect(), id, withoutText(olds), withoutText(news)),
      );
      return { outs: await tell(id, outcome, news) };
    },

    async delete(id, state) {
      return withoutStack(async () => {
        await warnAll(await resource.delete(await connect(), id, withoutText(state)));
      });
    },
  };
}

/**
 * A failure in the host's form. The engine prints the value of a property that it is given by name, secret or not: what
 * may hold one is named in the sentence instead.
 */
function checkFailure({ path, message, mayHoldSecret }: Problem): dynamic.CheckFailure {
  return mayHoldSecret ? { property: "", reason: `${path} ${message}` } : { property: path, reason: message };
}

/**
 * Tells what there is to tell of a create or an update, and returns the new state.
 *
 * @throws when something failed although the resource is there: the host passes an error with these fields on as
 *   `ErrorResourceInitFailed`, and the engine keeps the resource. The host adds the provider's text to no error.
 */
async function tell(
  id: string,
  { properties, notices, failures = [] }: Outcome,
  inputs: Properties,
): Promise<Properties> {
  await warnAll(notices);
  if (failures.length === 0) return properties;
  const { __provider } = inputs;
  throw Object.assign(new Error(failures.join("\n")), {
    id,
    properties: { ...properties, __provider },
    reasons: failures,
  });
}

/** The properties without the provider's own text, which the host keeps among them. */
function withoutText(properties: unknown): Properties {
  if (!isRecord(properties)) return {};
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== "__provider"));
}

async function warnAll(notices: string[]): Promise<void> {
  for (const notice of notices) await warn(notice);
}
