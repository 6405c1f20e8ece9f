/**
 * pulumirpc.ResourceProvider: what the engine can ask of the packaged provider.
 *
 * Source: proto/pulumi/provider.proto of Pulumi. An engine that got an answer to Handshake asks for previews of
 * creates and
 * updates, whatever Configure answered.
 */
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { RESOURCE_TYPES } from "../../resources";
import { token } from "../../hosts/tokens";
import { accountOf } from "./account";
import { checkSettings, comparePlaces, isOtherKey, SECRET_SETTINGS } from "./config";
import { engineAt } from "./engine";
import { lookups } from "./functions";
import { type Asked, type Resource, resource } from "./resource";
import { received, sent } from "./values";

export interface ServiceOptions {
  version: string;
  /** JSON: the schema that `tools/plugin` makes. */
  schema: () => string;
  environment: NodeJS.ProcessEnv;
  /** Where the engine listens. It can say so later. */
  engineAddress?: string | undefined;
  /** Called when the engine needs no more, which is as the last at the end of every run. */
  onCancel?: (() => void) | undefined;
}

export type Service = ReturnType<typeof serviceOf>;

/** One provider of a stack: it has an account of its own. */
export function serviceOf({ version, schema, environment, engineAddress, onCancel }: ServiceOptions) {
  const engine = engineAt(engineAddress);
  const account = accountOf(environment);
  const resourcesOfRun = (): Map<string, Resource> =>
    new Map(RESOURCE_TYPES.map((type) => [token(type.name), resource(type, account, engine)]));
  let resources = resourcesOfRun();
  const functions = lookups();

  const resourceOf = (request: Asked): Resource => {
    const type = typeIn(request.getUrn());
    const found = resources.get(type);
    if (!found) throw new Error(`vmp ${version} has no resource type ${type}`);
    return found;
  };

  return {
    handshake(request: messages.ProviderHandshakeRequest) {
      engine.connect(request.getEngineAddress());
      return new messages.ProviderHandshakeResponse().setAcceptSecrets(true);
    },
    attach(request: PluginAttach) {
      engine.connect(request.getAddress());
      return new Empty();
    },
    getPluginInfo: () => new PluginInfo().setVersion(version),
    getSchema: () => new messages.GetSchemaResponse().setSchema(schema()),

    async checkConfig(request: messages.CheckRequest) {
      const { properties, secrets } = received(request.getNews());
      const { inputs, failures, warnings } = checkSettings(properties, environment, projectIn(request.getUrn()));
      for (const warning of warnings) await engine.warn(request.getUrn(), warning);
      return new messages.CheckResponse()
        .setInputs(sent(inputs, SECRET_SETTINGS, secrets))
        .setFailuresList(
          failures.map(({ property, reason }) => new messages.CheckFailure().setProperty(property).setReason(reason)),
        );
    },
    async diffConfig(request: messages.DiffRequest) {
      const olds = received(request.getOldInputs() ?? request.getOlds()).properties;
      const news = received(request.getNews()).properties;
      comparePlaces(olds, news, environment);
      if (isOtherKey(olds, news)) await engine.warn(request.getUrn(), OTHER_KEY);
      // Unknown: the engine compares the settings itself. Nothing of them ever replaces a resource.
      return new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_UNKNOWN);
    },
    configure(request: messages.ConfigureRequest) {
      account.configure(received(request.getArgs()).properties);
      // A provider that is attached to serves one run after the other, and each begins with this.
      resources = resourcesOfRun();
      return new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    },

    check: (request: messages.CheckRequest) => resourceOf(request).check(request),
    diff: (request: messages.DiffRequest) => resourceOf(request).diff(request),
    create: (request: messages.CreateRequest) => resourceOf(request).create(request),
    read: (request: messages.ReadRequest) => resourceOf(request).read(request),
    update: (request: messages.UpdateRequest) => resourceOf(request).update(request),
    delete: (request: messages.DeleteRequest) => resourceOf(request).delete(request),

    async invoke(request: messages.InvokeRequest) {
      const lookUp = functions.get(request.getTok());
      if (!lookUp) throw new Error(`vmp ${version} has no function ${request.getTok()}`);
      const args = received(request.getArgs());
      const { properties, secrets } = await lookUp(
        { ...(await account.connect()), secrets: args.texts },
        args.properties,
      );
      // What was asked for by a secret is one.
      const all = args.secrets.size > 0 ? Object.keys(properties) : [];
      return new messages.InvokeResponse().setReturn(sent(properties, secrets, all));
    },
    cancel() {
      account.cancel();
      onCancel?.();
      return new Empty();
    },
  };
}

const OTHER_KEY =
  "the access key is another one than before. A new key of the same account is fine. One of another account is not: " +
  "what exists would be looked for there, not found, and made anew.";

/** The type of a resource, out of its URN, where its parents' types stand before it. */
function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** The project of a resource, out of its URN. */
function projectIn(urn: string): string {
  return urn.split("::")[1] ?? "";
}
