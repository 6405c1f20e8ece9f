/**
 * Secrets that a refresh finds at the service and that the program never had.
 *
 * The engine encrypts an input only where the program's own input was secret. An address or token that somebody added
 * in the console would therefore lie in the state's inputs in the clear, and be printed by the next preview. The
 * inputs get a stand-in instead; the value itself is kept in the outputs, where the engine encrypts it. With
 * `ignoreChanges` the engine hands the stand-in back as an input: it means "what the state has".
 */
import type { Problem } from "../fields/check";
import type { Fields } from "../fields/field";
import { UNSEEN } from "../fields/masks";
import { isSecret } from "../fields/secrets";
import { at, leavesOf, mapLeaves, pathText } from "../fields/walk";
import { type Properties, UNKNOWN } from "../values";

/** In the state itself it stands for what the service does not show, either. */
export const HIDDEN = UNSEEN;

/** The paths at which the inputs hold the stand-in. */
export function hiddenPaths(fields: Fields, inputs: Properties): string[] {
  return leavesOf(fields, inputs).flatMap(({ value, path }) => (value === HIDDEN ? [pathText(path)] : []));
}

/** The inputs with the stand-in at every secret that lies at one of the paths, or that `known` does not have at all. */
export function hide(fields: Fields, inputs: Properties, known: Properties, paths: readonly string[]): Properties {
  return mapLeaves(fields, inputs, ({ field, value, path }) =>
    isSecret(field) && (at(known, path) === undefined || paths.includes(pathText(path))) ? HIDDEN : value,
  );
}

/** The inputs with the state's own value at every stand-in. */
export function reveal(fields: Fields, inputs: Properties, state: Properties): Properties {
  return mapLeaves(fields, inputs, ({ value, path }) => (value === HIDDEN ? (at(state, path) ?? value) : value));
}

/** The inputs with the stand-ins as values that nothing is known of, and a fault for each that the state lacks. */
export function withoutStandIns(
  fields: Fields,
  news: Properties,
  olds: Properties,
): { inputs: Properties; faults: Problem[] } {
  const before = hiddenPaths(fields, olds);
  const faults = hiddenPaths(fields, news)
    .filter((path) => !before.includes(path))
    .map((path) => ({ path, message: "is the text that stands for a hidden secret; give the secret itself" }));
  return { inputs: mapLeaves(fields, news, ({ value }) => (value === HIDDEN ? UNKNOWN : value)), faults };
}

/** The stand-ins again where they were. */
export function withStandIns(fields: Fields, inputs: Properties, news: Properties): Properties {
  return mapLeaves(fields, inputs, ({ value, path }) => (at(news, path) === HIDDEN ? HIDDEN : value));
}
