/**
 * What an answer of the service does not show.
 *
 * Source: the API reference of VMP, whose examples mask secrets with asterisks; services also leave them out.
 */
import { isRecord, type JsonObject, type Properties } from "../values";
import type { Fields } from "./field";
import { NOT_SHOWN } from "./rules";
import { apiFields, at, mapLeaves } from "./walk";
import { fromApi } from "./wire";

/** Stands for a value that only the service knows. No service answers this. */
export const UNSEEN = "\u0000not shown";

/** What the service has, with the stand-in wherever it does not show a text. Sets at the top are looked at, always. */
export function withUnseen(fields: Fields, answer: JsonObject): Properties {
  return fromApi(fields, answer, standIns(fields));
}

/** What the service shows. A mask taken for the secret would end up in some other contact, which then alerts nobody. */
export function withoutUnseen(fields: Fields, answer: JsonObject): Properties {
  return present(mapLeaves(fields, withUnseen(fields, answer), ({ value }) => (value === UNSEEN ? undefined : value)));
}

/** The same, with a text of ours for what is there under a mask. What is left out may or may not be there. */
export function withMasksNamed(fields: Fields, answer: JsonObject): Properties {
  const masked = fromApi(fields, answer, {});
  return present(
    mapLeaves(fields, withUnseen(fields, answer), ({ value, path }) => {
      if (value !== UNSEEN) return value;
      return at(masked, path) === undefined ? undefined : NOT_SHOWN;
    }),
  );
}

/** At every text: `fromApi` takes what is known only where a mask or a gap is filled from it. */
function standIns(fields: Fields, inside = false): Properties {
  const entries = apiFields(fields).flatMap(([property, field]): [string, unknown][] => {
    if (field.kind === "text") return [[property, UNSEEN]];
    if (field.kind === "object") return [[property, standIns(field.members, true)]];
    return field.kind === "set" && !inside ? [[property, []]] : [];
  });
  return Object.fromEntries(entries);
}

function present(record: Properties): Properties {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, isRecord(value) ? present(value) : value]));
}
