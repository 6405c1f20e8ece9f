/** An inventory -> a roster: the YAML file that `examples/roster` turns into contacts and groups. Pure. */
import { Document, isMap, isSeq, visit } from "yaml";
import { hasUnseen, visible } from "../../provider/text/visible";
import { isRecord } from "../../provider/values";
import { type Entry, IdReference, type Inventory, SecretReference } from "../account/inventory";

/** For editors: the schema lies beside the file. */
const SCHEMA = " yaml-language-server: $schema=./roster.schema.json";

/** Of YAML 1.1; `compat` does not know of it. */
const VALUE_SIGN = "=";

export function toRoster({ contacts, groups }: Inventory): string {
  const names = new Map(contacts.map(({ id, name }) => [id, name]));
  const value = { contacts: contacts.map(contactItem), groups: groups.map((group) => groupItem(group, names)) };
  // Other programs may read YAML 1.1, in which a name such as `no` is not a text.
  const document = new Document(value, { compat: "yaml-1.1" });
  document.commentBefore = SCHEMA;
  annotate(document.get("contacts"), contacts);
  annotate(document.get("groups"), groups);
  visit(document, {
    Map: (_key, map) => {
      if (map.has("secret")) map.flow = true;
    },
    Scalar: (_key, scalar) => {
      const { value: text } = scalar;
      if (typeof text === "string" && (hasUnseen(text) || text === VALUE_SIGN)) scalar.type = "QUOTE_DOUBLE";
    },
  });
  // A text of more lines is one line here: the rest of a name could read as a command, in a pipeline's log.
  const options = { lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity };
  return document.toString(options).split("\n").map(visible).join("\n");
}

function annotate(list: unknown, entries: Entry[]): void {
  entries.forEach(({ notes }, index) => {
    const item = isSeq(list) ? list.items[index] : undefined;
    if (isMap(item) && notes.length > 0) item.commentBefore = notes.map((note) => ` TODO: ${visible(note)}`).join("\n");
  });
}

function contactItem({ properties }: Entry): object {
  return { ...(plain(properties) as object), adopt: true };
}

function groupItem({ name, properties }: Entry, names: Map<string, string>): object {
  const ids = ((properties.contactIds ?? []) as IdReference[]).map(({ id }) => id);
  const others = ids.filter((id) => !names.has(id));
  const members = ids.flatMap((id) => names.get(id) ?? []);
  return { name, contacts: members, ...(others.length > 0 && { contactIds: others }), adopt: true };
}

function plain(value: unknown): unknown {
  if (value instanceof SecretReference) return { secret: value.key };
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([property, inner]) => [property, plain(inner)]));
}
