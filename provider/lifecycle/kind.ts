/** A kind of thing that VMP keeps: how errors call it, what its actions are named after, and its fields. */
import type { FieldTable } from "../fields/table";
import { own, type Properties } from "../values";
import type { Client, JsonObject, Operation } from "../client/types";

export interface Kind {
  noun: "contact" | "contact group";
  /** In the names of the actions: CreateContact, ListContactGroups. */
  api: "Contact" | "ContactGroup";
  fields: FieldTable;
  /** Brings it from what it is to what the program says. */
  update(client: Client, id: string, olds: Properties, news: Properties, operation: Operation): Promise<Updated>;
}

export interface Updated {
  /** What the service answered; empty when nothing had to be sent. */
  answer: JsonObject;
  /** What the person who runs this should know. */
  notices: string[];
}

/** What is done to what, as every error begins: `update contact "oncall" (id ...)`. */
export function taskOf(verb: string, { noun }: Kind, properties: Properties, id?: string): string {
  return `${verb} ${noun} "${String(own(properties, "name"))}"${id === undefined ? "" : ` (id ${id})`}`;
}
