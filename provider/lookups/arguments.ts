/** The arguments of the lookups, and their rules. Offline; every fault at once. */
import { checkFields } from "../fields/check";
import { idOf } from "../fields/rules";
import type { FieldTable, SetField, TextField } from "../fields/table";
import type { Properties } from "../values";

const name: TextField = { kind: "text", api: "Name" };
const email: TextField = { kind: "text", api: "Email" };
const id = (noun: string): TextField => ({ kind: "text", api: "Id", rule: idOf(noun) });
const ids = (noun: string, api = "Ids"): SetField => ({ kind: "set", api, rule: idOf(noun) });

export const GET_CONTACT = { id: id("contact"), name } satisfies FieldTable;
export const GET_CONTACTS = {
  ids: ids("contact"),
  nameContains: name,
  emailContains: email,
  contactGroupIds: ids("contact group", "ContactGroupIds"),
} satisfies FieldTable;
export const GET_CONTACT_GROUP = { id: id("contact group"), name } satisfies FieldTable;
export const GET_CONTACT_GROUPS = { ids: ids("contact group"), nameContains: name } satisfies FieldTable;

export type IdOrName = { id: string } | { name: string };

export function readOne(called: string, fields: FieldTable, args: unknown): IdOrName {
  const inputs = read(called, fields, args, ({ id, name }) =>
    (id === undefined) === (name === undefined) ? ["needs either id or name, one of them"] : [],
  );
  return inputs as IdOrName;
}

export interface Filter {
  ids?: string[];
  nameContains?: string;
  emailContains?: string;
  contactGroupIds?: string[];
}

export function readMany(called: string, fields: FieldTable, args: unknown): Filter {
  return read(called, fields, args ?? {}, () => []);
}

function read(called: string, fields: FieldTable, args: unknown, more: (inputs: Properties) => string[]): Properties {
  const { inputs, failures } = checkFields(fields, args);
  const faults = [...more(inputs), ...failures.map(({ path, message }) => `${path}${path && " "}${message}`)];
  if (faults.length === 0) return inputs;
  throw new Error([`vmp.${called} cannot look up with these arguments:`, ...faults].join("\n  "));
}
