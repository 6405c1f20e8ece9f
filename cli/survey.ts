/** What VMP's answer shows of a contact's secrets, and what it hides. Pure. */
import { FIELDS } from "../provider/resources/contact/fields";
import { apiFields, type TextField } from "../provider/fields/table";
import { fromApi } from "../provider/fields/wire";
import { isRecord, own, type Properties, text } from "../provider/values";
import type { JsonObject } from "../provider/client/types";

/** Whether the answer hides something of the contact, so that another action may tell more. */
export function isUnclear(contact: JsonObject): boolean {
  return survey(contact).some(({ masked, leftOut }) => masked || leftOut);
}

/** The paths of the secrets that the answer has in the clear. */
export function shownPaths(contact: JsonObject): string[] {
  return survey(contact)
    .filter(({ value, masked }) => value !== undefined && !masked)
    .map(({ path }) => path);
}

/** What an answer says of one text that services tend to mask or to leave out. */
export interface Finding {
  property: string;
  key: string;
  path: string;
  secret: boolean;
  /** As the answer has it; absent when it is not set. */
  value?: string;
  masked: boolean;
  /** The answer does not say whether it is set. */
  leftOut: boolean;
}

/** No service answers this. */
const STAND_IN = "\u0000not shown";

/** What masks and gaps in an answer are filled from: only where the stand-in turns up was there one. */
const UNSEEN: Properties = Object.fromEntries(
  apiFields(FIELDS).flatMap(([property, field]) =>
    field.kind === "object"
      ? [[property, Object.fromEntries(hideable(field.fields).map(([key]) => [key, STAND_IN]))]]
      : [],
  ),
);

function hideable(fields: Record<string, { kind: string }>): [string, TextField][] {
  const isHideable = (field: { kind: string }): field is TextField =>
    field.kind === "text" && Boolean((field as TextField).secret ?? (field as TextField).personal);
  return Object.entries(fields).filter((entry): entry is [string, TextField] => isHideable(entry[1]));
}

export function survey(contact: JsonObject): Finding[] {
  const asItIs = fromApi(FIELDS, contact, {});
  const filledIn = fromApi(FIELDS, contact, UNSEEN);
  return apiFields(FIELDS).flatMap(([property, field]) =>
    field.kind === "object"
      ? hideable(field.fields).map(([key, { secret = false }]) => {
          const value = text(at(asItIs, property, key));
          const unseen = at(filledIn, property, key) === STAND_IN;
          const masked = unseen && value !== undefined;
          const path = `${property}.${key}`;
          const leftOut = unseen && value === undefined;
          return { property, key, path, secret, ...(value !== undefined && { value }), masked, leftOut };
        })
      : [],
  );
}

function at(properties: Properties, property: string, key: string): unknown {
  const object = own(properties, property);
  return isRecord(object) ? own(object, key) : undefined;
}
