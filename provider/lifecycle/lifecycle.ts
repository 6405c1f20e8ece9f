/**
 * What can be done with a resource: all that a host calls. One API call an operation if all goes well, and for a create
 * or an update one more: it reads what was made, or what the update carries. The delete of what others can use has one
 * more, too: it asks who does.
 */
import { isNotFound } from "../client/errors";
import type { JsonObject } from "../client/types";
import { type Checked, checkFields, type Problem } from "../fields/check";
import { changedPaths, changedProperties, unchangeable } from "../fields/diff";
import type { Fields } from "../fields/field";
import { inOldPlaces } from "../fields/places";
import { fromApi } from "../fields/wire";
import { given, own, type Properties } from "../values";
import { createRecord } from "./create";
import { ended, isGone, mustWait, waiting } from "./ended";
import type { Program } from "./holders";
import { called, type Operation, purposeOf } from "./operation";
import type { After, Alike, Found, Inputs, ResourceType } from "./resource-type";
import { setSwitches } from "./switches";
import { send } from "./update";
import { expectUnused } from "./users";

/** What a step left behind. */
export interface Outcome {
  /** The new state: the inputs and what the service adds to them. */
  properties: Properties;
  /** What the person who runs this should know; each is shown as a warning. */
  notices: string[];
  /**
   * What did not work although the thing is there, a sentence each, without a secret: the run fails, the properties are
   * kept, and the next run updates it whether or not anything changed.
   */
  failures: string[];
}

/**
 * Offline, and without keys. Takes any value whatever; never throws.
 *
 * @param olds its inputs so far. Where there are none, what is odd of the whole is told; else `oddities` tells that
 * @param program what it refers to
 */
export function check(type: ResourceType, news: unknown, olds: Properties = {}, program: Program = UNTOLD): Checked {
  const checked = checkFields(type.fields, news);
  if (checked.failures.length > 0) return checked;
  if (Object.keys(olds).length > 0) return { ...checked, inputs: inOldPlaces(type.fields, olds, checked.inputs) };
  return { ...checked, warnings: [...checked.warnings, ...oddities(type, {}, checked.inputs as Inputs, program)] };
}

const UNTOLD: Program = { declared: () => undefined };

/** Offline: what is legal but odd of the whole. */
export function oddities(type: ResourceType, state: Properties, inputs: Inputs, program: Program = UNTOLD): Problem[] {
  return [...(type.oddities?.(inputs, state, program) ?? []), ...waiting(type, state, inputs)];
}

/** Offline: the paths that differ, and the properties that the next update has to see to. */
export function diff(type: ResourceType, state: Inputs, inputs: Inputs): string[] {
  const paths = [...changedPaths(type.fields, state, inputs), ...(type.pending?.(state, inputs) ?? [])];
  return mustWait(type, state, paths) ? [] : paths;
}

/** Offline: those of the paths that differ of which no update can make it what the program says: it is made anew. */
export function replacing(type: ResourceType, state: Inputs, paths: readonly string[]): readonly string[] {
  return isGone(type, state) ? paths : unchangeable(type.fields, paths);
}

export async function create(
  operation: Operation,
  type: ResourceType,
  inputs: Inputs,
): Promise<Outcome & { id: string }> {
  // Before anything is made: what cannot be loaded must not cost it.
  const special = await type.special?.();
  const { id, ...made } = await createRecord(operation, type, inputs);
  const set = await setSwitches(operation, type, id, made.before ?? {}, inputs, made.changed);
  const after = await special?.afterCreate?.(operation, id, made);
  return { id, ...outcome(set, made.notices, after ?? NOTHING_MORE) };
}

/** `undefined` when it is gone; `inputs` when the service has something else than the state. */
export async function read(
  operation: Operation,
  type: ResourceType,
  id: string,
  state: Inputs,
): Promise<(Omit<Outcome, "failures"> & { inputs?: Properties; alike?: Alike | undefined }) | undefined> {
  const answer = await readRecord(operation, type, id, state);
  const result = answer ? await foundIn(answer, operation, type, state) : ended(operation, type, id, state);
  if (result === undefined) return undefined;
  const drifted = changedProperties(type.fields, state, result.found).length > 0;
  return {
    properties: { ...result.found, ...given(result.outputs) },
    // Inputs that did not drift are left to the engine, which knows what is secret in them.
    ...(drifted && { inputs: result.found }),
    notices: result.notices,
    alike: result.alike,
  };
}

export async function update(
  operation: Operation,
  type: ResourceType,
  id: string,
  state: Inputs,
  inputs: Inputs,
): Promise<Outcome> {
  const changed = changedProperties(type.fields, state, inputs);
  const purpose = purposeOf(operation, "update", type, id, state, inputs);
  const change = { state, inputs, changed };
  const sent = await send(operation, type, id, change, purpose);
  const set = await setSwitches(operation, type, id, state, inputs, changed);
  const special = await type.special?.();
  const after = await special?.afterUpdate?.(operation, id, { ...change, ...sent });
  const kept = Object.fromEntries(Object.keys(readable(type)).map((output) => [output, own(state, output)]));
  return outcome(set, sent.notices, after ?? { ...NOTHING_MORE, outputs: kept });
}

/** @returns what the person who runs this should know */
export async function remove(operation: Operation, type: ResourceType, id: string, state: Inputs): Promise<string[]> {
  const { client, holders, holder } = operation;
  const isKept = holders.isOfAnother(id, holder);
  if (!isKept) {
    const purpose = purposeOf(operation, "delete", type, id, state);
    await expectUnused(operation, type, id, purpose);
    await client.delete(type, id, purpose);
    operation.deleted.add(id);
  }
  holders.release(id, holder);
  return isKept ? [`${called(operation, type, state, id)} is kept: another resource of the program has it.`] : [];
}

const NOTHING_MORE: After = { outputs: {}, notices: [], failures: [] };

function outcome(set: { inputs: Inputs; failures: string[] }, notices: string[], after: After): Outcome {
  return {
    properties: { ...(after.kept ?? set.inputs), ...given(after.outputs) },
    notices: [...notices, ...after.notices],
    failures: [...set.failures, ...after.failures],
  };
}

/** What a read makes of what the service has. */
async function foundIn(answer: JsonObject, operation: Operation, type: ResourceType, state: Inputs): Promise<Found> {
  const found = fromApi(type.fields, answer, state) as Inputs;
  const special = await type.special?.();
  const outputs = toldBy(type, answer);
  return special?.afterRead?.(operation, state, found, outputs) ?? { found, outputs, notices: [] };
}

/** @returns what the service has of it, or `undefined` when it is gone */
async function readRecord(
  operation: Operation,
  type: ResourceType,
  id: string,
  state: Inputs,
): Promise<JsonObject | undefined> {
  // What a list shows may be less than there is, so nothing is called changed on its word alone.
  const accept = (record: JsonObject): boolean => {
    const found = fromApi(type.fields, record, state);
    return changedProperties(type.fields, state, found).length === 0 && (type.isInLists?.(found) ?? true);
  };
  const purpose = purposeOf(operation, "read", type, id, state);
  try {
    return await operation.client.refresh(type, id, { ...purpose, accept });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** What an answer says of the outputs: `undefined` where it says that there is none. A list says less than a Get. */
function toldBy(type: ResourceType, answer: JsonObject): Properties {
  const told = Object.entries(readable(type)).filter(([, { api = "" }]) => Object.hasOwn(answer, api));
  const none = Object.fromEntries(told.map(([output]) => [output, undefined]));
  return { ...none, ...fromApi(Object.fromEntries(told), answer, {}) };
}

/** The outputs that a read tells. */
export function readable({ outputs }: Pick<ResourceType, "outputs">): Fields {
  return Object.fromEntries(Object.entries(outputs).filter(([, output]) => output.read));
}
