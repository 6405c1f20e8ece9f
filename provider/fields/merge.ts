/**
 * State, program and service -> what an update sends: where state and program differ, what the program says; everything
 * else as the service has it. Pure.
 */
import { own, type Properties } from "../values";
import { changedPaths, counterpartOf, filled, isSame, records } from "./diff";
import type { Field, Fields, ListField } from "./field";
import { apiFields } from "./walk";

export interface Merged {
  properties: Properties;
  /** The paths of what the program changes a part of, and the service has no longer. */
  gone: string[];
}

/** What the state has, what the program says, and what the service has. */
type Versions<Value> = readonly [before: Value, after: Value, there: Value];

export function merge(fields: Fields, before: Properties, after: Properties, there: Properties): Merged {
  const gone: string[] = [];
  return { properties: mergeRecord(fields, [before, after, there], "", gone), gone };
}

function mergeRecord(fields: Fields, versions: Versions<Properties>, prefix: string, gone: string[]): Properties {
  const entries = apiFields(fields).map(([property, field]): [string, unknown] => {
    const [before, after, there] = versions.map((version) => own(version, property));
    return [property, mergeValue(field, [before, after, there], prefix + property, gone)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function mergeValue(field: Field, [before, after, there]: Versions<unknown>, path: string, gone: string[]): unknown {
  if (isSame(field, before, after)) return there;
  if (field.kind === "list") return mergeList(field, [records(before), records(after), records(there)], path, gone);
  if (field.kind !== "object") return after;
  const [old, now, found] = [filled(field, before), filled(field, after), filled(field, there)];
  if (old === undefined || now === undefined) return after;
  if (found !== undefined) return mergeRecord(field.members, [old, now, found], `${path}.`, gone);
  gone.push(path);
  return undefined;
}

/** Of items without a key, nobody can tell which is which when they change: all are the program's. */
function mergeList(
  field: ListField,
  [before, after, there]: Versions<Properties[]>,
  path: string,
  gone: string[],
): Properties[] {
  if (field.key === undefined) return after;
  const merged = after.flatMap((item, index) => {
    const [old, found] = [before, there].map((others) => counterpartOf(field, item, index, others));
    if (old === undefined) return [item];
    const place = `${path}[${index}]`;
    if (found !== undefined) return [mergeRecord(field.members, [old, item, found], `${place}.`, gone)];
    if (changedPaths(field.members, old, item).length > 0) gone.push(place);
    return [];
  });
  const isAdded = (item: Properties): boolean =>
    [before, after].every((others) => counterpartOf(field, item, 0, others) === undefined);
  return [...merged, ...there.filter(isAdded)];
}
