/**
 * What an answer of the service does not show.
 *
 * Source: the API reference of VMP, whose examples mask secrets with asterisks; services also leave them out.
 */
import { isRecord, type Properties } from "../values";
import type { Fields } from "./field";
import { NOT_SHOWN } from "./rules";
import { leavesOf, mapLeaves, pathText } from "./walk";

/** Stands for a value that the service has and does not show, and that nobody here knows. It is never sent. */
export const UNSEEN = "(found at VMP, hidden)";

export function isMasked(value: string): boolean {
  return value.includes("***") || /^\*+$/.test(value);
}

/** The paths at which nobody here knows the value. What an earlier version took for one can be a mask. */
export function unseenPaths(fields: Fields, properties: Properties): string[] {
  return leavesOf(fields, properties).flatMap(({ field, value, path }) => {
    const isHidden = field.kind === "text" && (field.secret ?? field.personal) && isMasked(String(value));
    const isUnseen = [UNSEEN, NOT_SHOWN].some(
      (each) => value === each || (Array.isArray(value) && value.includes(each)),
    );
    return isHidden || isUnseen ? [pathText(path)] : [];
  });
}

/** What is known. A mask taken for the secret would end up in some other contact, which then alerts nobody. */
export function withoutUnseen(
  fields: Fields,
  properties: Properties,
  isKept: (path: string) => boolean = () => false,
): Properties {
  return present(
    mapLeaves(fields, properties, ({ value, path }) => {
      if (Array.isArray(value)) return (value as unknown[]).filter((item) => item !== UNSEEN);
      return value === UNSEEN && !isKept(pathText(path)) ? undefined : value;
    }),
  );
}

function present(record: Properties): Properties {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, isRecord(value) ? present(value) : value]));
}
