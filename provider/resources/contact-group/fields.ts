/** The one table of a contact group's fields. Source: the API reference of VMP, CreateContactGroup. */
import { idOf, name, trueOrFalse } from "../../fields/rules";
import type { Field } from "../../fields/table";
import type { ContactGroupProperties } from "./types";

export const FIELDS = {
  name: { kind: "text", api: "Name", required: true, rule: name },
  contactIds: { kind: "set", api: "ContactIds", rule: idOf("contact"), unmanagedWhenAbsent: true },
  adopt: { kind: "setting", rule: trueOrFalse },
} as const satisfies Record<keyof ContactGroupProperties, Field>;
