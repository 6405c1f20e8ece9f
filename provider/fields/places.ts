/**
 * Sets in the order that they had. Pulumi compares lists by place: one member of ten that leaves would shift all behind
 * it, and be shown as nine changes.
 */
import { type Properties, UNKNOWN } from "../values";
import type { Fields } from "./field";
import { at, mapLeaves } from "./walk";

/** The inputs with each set of theirs, at any depth, as close to the old one as can be: who stays keeps the place. */
export function inOldPlaces(fields: Fields, olds: Properties, inputs: Properties): Properties {
  return mapLeaves(fields, inputs, ({ field, value, path }) => {
    const old = at(olds, path);
    return field.kind === "set" && Array.isArray(old) && Array.isArray(value) ? placed(old, value) : value;
  });
}

/** Who comes takes the places of those who left; what is free then is filled from the end. */
function placed(old: readonly unknown[], items: readonly unknown[]): unknown[] {
  const known = items.filter((item) => item !== UNKNOWN);
  const [had, has] = [new Set(old), new Set(known)];
  // What is there twice is a fault, and VMP has nothing twice: neither has a place of its own.
  if (had.size < old.length || has.size < known.length) return [...items];
  const coming = items.filter((item) => !had.has(item));
  const places = [...old.map((item) => (has.has(item) ? item : coming.shift())), ...coming];
  while (places.includes(undefined)) {
    const last = places.pop();
    const free = places.indexOf(undefined);
    if (last !== undefined) places[free] = last;
  }
  return places;
}
