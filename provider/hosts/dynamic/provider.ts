/**
 * A resource type as Pulumi's dynamic provider.
 *
 * Source: `cmd/dynamic-provider` of @pulumi/pulumi. It keeps the provider's text among the properties, prints
 * the stack of an error thrown by check, diff, read or delete, and takes no `undefined` in what is returned.
 */
import type { dynamic } from "@pulumi/pulumi";
import { propertyOf } from "../../fields/diff";
import { holdsSecret, secretsAmong } from "../../fields/secrets";
import { typed } from "../../fields/typed";
import {
  check,
  create,
  diff,
  oddities,
  type Outcome,
  read,
  remove,
  replacing,
  update,
} from "../../lifecycle/lifecycle";
import { begin, called, type Context, type Operation } from "../../lifecycle/operation";
import { type Holders, newHolder } from "../../lifecycle/holders";
import type { Inputs, ResourceType } from "../../lifecycle/resource-type";
import type { ConfigSource } from "../../settings";
import { own, type Properties, text } from "../../values";
import { Names } from "../names";
import { checkFailure, checkWarning } from "../problems";
import { Summary } from "../summary";
import { type Severity, show, withoutStack } from "./diagnostics";
import { hiddenChanges } from "../hidden-changes";
import { hiddenPaths, hide, reveal, withoutStandIns, withStandIns } from "../hidden";
import {
  HIDDEN_INPUTS,
  holderAfter,
  holderIn,
  internalOutputs,
  markedInputs,
  markedSecrets,
  NOTES,
  notesOf,
  notesOfInputs,
  notesOfResource,
  RESOURCE,
  withNotes,
} from "../notes";
import { fromHost, toHost, withSecrets } from "./properties";
import type { Whereabouts } from "./whereabouts";

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
  /** Of resources of all types. */
  readonly whereabouts: Whereabouts;
  /** Who has what, of all types. */
  readonly holders: Holders;
}

export function dynamicProvider(type: ResourceType, connection: Connection): Provider {
  const { configure, connect, whereabouts, holders } = connection;
  const { fields } = type;
  const rows = { ...fields, ...type.outputs };
  const internal = internalOutputs(type);
  /** What was checked, or lay in the state. */
  const inputsOf = (properties: unknown): Inputs => typed(fields, fromHost(properties)) as Inputs;
  const stateOf = (properties: unknown): Inputs =>
    typed(rows, { ...fromHost(properties), ...notesOf(properties, internal) }) as Inputs;
  const start = async (holder: string, ...all: unknown[]): Promise<Operation> =>
    begin(await connect(), markedSecrets(...all), holder);
  const expectHere = (id: string, olds: unknown): void => {
    whereabouts.expectHere(olds, () => called({ secrets: markedSecrets(olds) }, type, stateOf(olds), id));
  };
  const toState = (properties: Properties, hiddenInputs: string[], inputs: unknown, holder: string): Properties => {
    const notes = notesOfInputs(inputs);
    const all = { ...notes, ...notesOfResource(holder, whereabouts.place), [HIDDEN_INPUTS]: hiddenInputs };
    const state = withNotes(properties, all, internal);
    return withSecrets(state, (name) => (name === NOTES ? Object.keys(notes).length > 0 : holdsSecret(fields[name])));
  };
  /** The changes that the engine does not mark, as two secrets look the same to it: this host gives it no paths. */
  const invisible = (paths: string[], marked: string[]): string[] => {
    const secret = secretsAmong(fields, paths);
    return paths.filter((path) => secret.includes(path) || marked.includes(propertyOf(path)));
  };
  const names = new Names(type, holders);
  const summary = new Summary((sentence) => show("warn", sentence));
  const said = new Set<string>();
  /** A refresh and the preview after it find the same. */
  const sayOnce = async (severity: Severity, sentence: string): Promise<void> => {
    if (!said.has(sentence)) await show(severity, sentence);
    said.add(sentence);
  };

  return {
    async configure({ config }) {
      configure(config);
    },

    async check(olds, news) {
      const before = fromHost(olds);
      const { inputs: given, faults } = withoutStandIns(fields, fromHost(news), before);
      const { inputs, failures, warnings } = check(type, given, before, holders);
      const secrets = markedSecrets(news);
      const resource = text(notesOf(news)[RESOURCE]);
      const repeated = resource === undefined ? [] : names.check(inputs.name, resource);
      await warnAll(warnings.map((warning) => checkWarning({ secrets }, type, inputs, warning)));
      return {
        inputs: withNotes(toHost(withStandIns(fields, inputs, fromHost(news))), notesOfInputs(news)),
        failures: [...failures, ...faults, ...repeated].map(checkFailure),
      };
    },

    async diff(id, olds, news) {
      return withoutStack(async () => {
        expectHere(id, olds);
        const state = stateOf(olds);
        const inputs = reveal(fields, inputsOf(news), state) as Inputs;
        const marked = { secrets: markedSecrets(olds, news) };
        const subject = (): string => called(marked, type, state, id);
        if (holders.claim(subject, id, holderIn(olds))) holders.declare(type.noun, id, { inputs, state });
        for (const odd of oddities(type, state, inputs, holders)) {
          await sayOnce("warn", checkWarning(marked, type, inputs, odd));
        }
        const paths = diff(type, state, inputs);
        const secret = invisible(paths, markedInputs(news));
        if (secret.length > 0) {
          await sayOnce("info", hiddenChanges(subject(), secret));
        }
        const replaces = [...new Set(replacing(type, state, paths).map(propertyOf))];
        return {
          changes: paths.length > 0 || isMoved(olds, news),
          ...(replaces.length > 0 && { replaces, deleteBeforeReplace: true }),
        };
      });
    },

    async create(inputs) {
      const holder = newHolder();
      const { id, properties, ...told } = await withoutStack(async () => {
        const operation = await start(holder, inputs);
        const wanted = inputsOf(inputs);
        whereabouts.expectNoneElsewhere(() => called(operation, type, wanted));
        return create(operation, type, wanted);
      });
      return { id, outs: await tell(id, { ...told, properties: toState(properties, [], inputs, holder) }, inputs) };
    },

    async read(id, properties = {}) {
      return withoutStack(async () => {
        expectHere(id, properties);
        const [state, holder] = [stateOf(properties), holderAfter(properties)];
        const found = await summary.around(id, async () => read(await start(holder, properties), type, id, state));
        if (found === undefined) return { id: "", props: {} };
        holders.wasRead(holder);
        await warnAll(found.notices);
        const hiddenBefore = hiddenIn(properties);
        const inputs = found.inputs && hide(fields, found.inputs, state, hiddenBefore);
        const hidden = inputs ? hiddenPaths(fields, inputs) : hiddenBefore;
        const props = toState(found.properties, hidden, properties, holder);
        return { id, props, ...(inputs && { inputs: withNotes(inputs, notesOfInputs(properties)) }) };
      });
    },

    async update(id, olds, news) {
      const outcome = await withoutStack(async () => {
        expectHere(id, olds);
        const [state, holder] = [stateOf(olds), holderAfter(olds)];
        const given = inputsOf(news);
        const inputs = reveal(fields, given, state) as Inputs;
        const { properties, ...told } = await update(await start(holder, olds, news), type, id, state, inputs);
        return { ...told, properties: toState(properties, hiddenPaths(fields, given), news, holder) };
      });
      return { outs: await tell(id, outcome, news) };
    },

    async delete(id, olds) {
      return withoutStack(async () => {
        expectHere(id, olds);
        await warnAll(await remove(await start(holderIn(olds), olds), type, id, stateOf(olds)));
      });
    },
  };
}

/** The packaged provider keeps no text of this one, without which the host cannot go on: the update writes it. */
function isMoved(olds: unknown, news: unknown): boolean {
  const [before, after] = [olds, news].map((properties) => text(own(properties as Properties, "__provider")));
  return before === undefined && after !== undefined;
}

/** The paths of the stand-ins in the inputs, as the state notes them. */
function hiddenIn(properties: unknown): string[] {
  const hidden = notesOf(properties, [HIDDEN_INPUTS])[HIDDEN_INPUTS];
  return Array.isArray(hidden) ? (hidden as string[]) : [];
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
  for (const notice of notices) await show("warn", notice);
}
