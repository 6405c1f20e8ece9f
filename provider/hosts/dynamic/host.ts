/**
 * Pulumi's dynamic provider host: what it opens, and the providers that it runs.
 *
 * Source: `cmd/dynamic-provider` of @pulumi/pulumi. It loads the provider of each resource type by itself and
 * configures each, in the order in which they are needed, with the one configuration of the process. So all providers
 * of a host share what it opens: when a second one is configured, what the first one knows goes on.
 */
import { Holders } from "../../lifecycle/holders";
import { type Context, open } from "../../lifecycle/operation";
import type { ResourceType } from "../../lifecycle/resource-type";
import type { ConfigSource } from "../../settings";
import { readPlace } from "../../settings/place";
import { onCancel } from "./cancel";
import { type Connection, dynamicProvider, type Provider } from "./provider";
import { Whereabouts } from "./whereabouts";

export interface Host extends Connection {
  provider(type: ResourceType): Provider;
}

export function createHost(environment: NodeJS.ProcessEnv = process.env): Host {
  let config: ConfigSource = { get: () => undefined };
  let context: Promise<Context> | undefined;
  const whereabouts = new Whereabouts(() => readPlace(config, environment));
  const holders = new Holders();
  const connection: Connection = {
    configure: (given) => {
      config = given;
      whereabouts.forget();
    },
    connect: () => (context ??= openFor(config, environment, holders)),
    whereabouts,
    holders,
  };
  return { ...connection, provider: (type) => dynamicProvider(type, connection) };
}

async function openFor(config: ConfigSource, environment: NodeJS.ProcessEnv, holders: Holders): Promise<Context> {
  const cancellation = new AbortController();
  onCancel(() => {
    cancellation.abort();
  });
  return open(config, environment, { signal: cancellation.signal, holders });
}
