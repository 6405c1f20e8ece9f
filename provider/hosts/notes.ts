/**
 * What the provider and the SDK note for themselves, apart from the properties of a resource. The engine shows no
 * property whose name begins like that.
 *
 * Source: `IsInternalPropertyKey` of the Pulumi engine.
 */
import type { ResourceType } from "../lifecycle/resource-type";
import { newHolder } from "../lifecycle/holders";
import type { Place } from "../settings/place";
import { given, isRecord, own, type Properties, text, textsIn } from "../values";

export const NOTES = "__notes";

/** By the SDK, as the host is not told: which inputs the program marks as secret, beyond those of the table. */
export const SECRET_INPUTS = "secretInputs";
/** By the SDK, for the check alone: what the program calls the resource. */
export const RESOURCE = "resource";
/** By the adapter: the paths of the stand-ins in the inputs. */
export const HIDDEN_INPUTS = "hiddenInputs";
/** By the adapter of the dynamic provider, whose settings are in no state: the region and the endpoint. */
const PLACE = "place";
/** By the adapter: what tells a resource from another one with the same id. */
const HOLDER = "holder";

/** The outputs that are the provider's own notes. */
export function internalOutputs({ outputs }: Pick<ResourceType, "outputs">): string[] {
  return Object.keys(outputs).filter((output) => outputs[output]?.internal);
}

/** All notes. Version 0.1.0 had those of some names among the properties. */
export function notesOf(properties: unknown, names: readonly string[] = []): Properties {
  const record = isRecord(properties) ? properties : {};
  const notes = own(record, NOTES);
  return given({
    ...Object.fromEntries(names.map((name) => [name, own(record, name)])),
    ...(isRecord(notes) ? notes : {}),
  });
}

/** The properties with those of some names among the notes. */
export function withNotes(properties: Properties, notes: Properties, names: readonly string[] = []): Properties {
  const entries = Object.entries(properties);
  const moved = Object.fromEntries(entries.filter(([name]) => names.includes(name)));
  const left = Object.fromEntries(entries.filter(([name]) => !names.includes(name)));
  return { ...left, ...given({ [NOTES]: given({ ...notes, ...moved }) }) };
}

/** Of the notes of some properties, those that hold as long as the program's inputs do. */
export function notesOfInputs(properties: unknown): Properties {
  return given({ [SECRET_INPUTS]: notesOf(properties)[SECRET_INPUTS] });
}

/** The properties of which the program marks something as secret. */
export function markedInputs(properties: unknown): string[] {
  const names = notesOf(properties)[SECRET_INPUTS];
  return Array.isArray(names) ? names.map(String) : [];
}

/** The texts in them. */
export function markedSecrets(...all: unknown[]): string[] {
  return all.flatMap((each) => markedInputs(each).flatMap((name) => textsIn(own(each as Properties, name))));
}

/** The notes on the resource itself, for its state. */
export function notesOfResource(holder: string, place?: Place): Properties {
  return given({ [HOLDER]: holder, [PLACE]: place && `${place.region} ${place.endpoint}` });
}

/** What tells a resource from another one with the same id. A state of an earlier version is its own. */
export function holderIn(state: unknown): string {
  return text(notesOf(state)[HOLDER]) ?? JSON.stringify(state);
}

/** The same, for the state that follows on this one. */
export function holderAfter(state: unknown): string {
  return text(notesOf(state)[HOLDER]) ?? newHolder();
}

/** Where a resource was made; earlier versions did not note it. */
export function placeIn(state: unknown): Place | undefined {
  const [region, endpoint] = text(notesOf(state)[PLACE])?.split(" ") ?? [];
  return region !== undefined && endpoint !== undefined ? { region, endpoint } : undefined;
}
