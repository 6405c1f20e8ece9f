/**
 * Writes examples/roster/roster.schema.json: what a roster may hold, out of the tables of the resource types, for
 * editors. Names stand for ids in a roster, and keys of the stack's configuration for
 * secrets.
 */
import type { Field, Fields } from "../../provider/fields/field";
import { email } from "../../provider/fields/addresses";
import { countryCode, name, phoneDigits } from "../../provider/fields/rules";
import { isSecret } from "../../provider/fields/secrets";
import { CONTACT } from "../../provider/resources/contact";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";
import { IN_THE_CLEAR, KEY, NO_ROSTER } from "../../provider/roster/table";
import { declarations, declared, type Member } from "../../tools/plugin/declarations";
import { page } from "./page";

type Schema = Record<string, unknown>;

const TEXT = "^[^\\s\\p{Cc}]([^\\p{Cc}]*[^\\s\\p{Cc}])?$";
const LOCAL = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const EMAIL = "must be a valid e-mail address such as oncall@example.com";

const PLAIN_TEXT = {
  type: "string",
  errorMessage: "must be a text, in quotes where it is a number",
  pattern: TEXT,
  patternErrorMessage: "must not be empty, begin or end with a blank, or hold tabs or line breaks",
};

/** The rules of texts, as an editor can check them. A rule that has no form here is checked by the provider alone. */
const RULES = new Map<unknown, Schema>([
  [
    name,
    {
      type: "string",
      pattern: "^[A-Za-z\\p{Script=Han}][A-Za-z0-9\\p{Script=Han}_-]{0,126}$",
      patternErrorMessage:
        'must start with a letter or a Chinese character, hold nothing but letters, Chinese characters, digits, "-" and "_", and be shorter than 128 characters',
    },
  ],
  [
    email,
    {
      type: "string",
      pattern: `^(?=.{1,64}@)${LOCAL}(\\.${LOCAL})*@(?!(.*\\.)?[0-9]+$)(${LABEL}\\.)+${LABEL}$`,
      patternErrorMessage: EMAIL,
      maxLength: 254,
      errorMessage: EMAIL,
    },
  ],
  [countryCode, { const: "+86", errorMessage: 'must be "+86", in quotes, the only country code that VMP takes' }],
  [phoneDigits, { ...PLAIN_TEXT, errorMessage: 'must be a number in quotes, such as "13300000000"' }],
]);

/** What a roster means by a property, where that is not what a program means. */
const OTHERWISE: Record<string, string> = {
  contactGroupIds:
    "Ids of contact groups that are not in this file. A contact that a group of this file has must not have it.",
  contactIds: "Its contacts that are not in this file, by their ids.",
};

export function rosterSchema(): string {
  const contacts = members("provider/resources/contact/table.ts");
  const groups = members("provider/resources/contact-group.ts");
  const names = {
    contacts: { description: "Its contacts, by their names in this file.", $ref: "#/definitions/texts" },
  };
  const list = (type: string, left: string): Schema => ({
    description: `Every ${type} of this stack. One that is taken out here is deleted at VMP${left}.`,
    type: "array",
    items: { $ref: `#/definitions/${type.split(" ").at(-1) ?? ""}` },
  });
  const schema = {
    $comment: "Written by tests/docs/roster-schema.ts. UPDATE_DOCS=1 npx jest tests/docs --selectProjects unit",
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Alert contacts and contact groups of VMP",
    type: "object",
    errorMessage: NO_ROSTER,
    required: ["contacts"],
    additionalProperties: false,
    properties: { contacts: list("contact", ""), groups: list("contact group", "; its contacts stay") },
    definitions: {
      contact: { ...object(CONTACT.fields, contacts), errorMessage: "must be an object with at least a name" },
      group: { ...object(CONTACT_GROUP.fields, groups, names), errorMessage: "must be an object with at least a name" },
      secret: SECRET,
      text: PLAIN_TEXT,
      texts: { type: "array", uniqueItems: true, items: PLAIN_TEXT },
      ids: {
        type: "array",
        uniqueItems: true,
        items: {
          type: "string",
          pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
          patternErrorMessage: "must be an id, a UUID such as e28ae750-bbb8-4ff4-abf4-1e0e0f88808c, not a name",
        },
      },
    },
  };
  return page("examples/roster/roster.schema.json", [JSON.stringify(schema)]);
}

const SECRET = {
  description:
    "A secret of the stack's configuration, by its key. Set the value with: pulumi config set --secret <key>",
  type: "object",
  errorMessage: IN_THE_CLEAR,
  required: ["secret"],
  additionalProperties: false,
  properties: {
    secret: {
      type: "string",
      pattern: KEY.pattern,
      patternErrorMessage: KEY.message,
    },
  },
};

function members(table: string): Member[] {
  return declared(declarations(table), "fields").members;
}

function object(fields: Fields, documented: Member[], more: Schema = {}): Schema {
  const required = Object.keys(fields).filter((property) => fields[property]?.required);
  const optional = Object.keys(fields).filter((property) => !required.includes(property));
  const there = optional.length === 1 ? "there is one" : "there are any";
  const properties = Object.entries(fields).map(([property, field]) => {
    const row = documented.find((member) => member.name === property);
    // What a secret is in a roster says more than what it is for.
    const description = isSecret(field) ? {} : { description: OTHERWISE[property] ?? firstSentence(row?.text) };
    return [property, { ...description, ...value(field, row) }];
  });
  return {
    type: "object",
    errorMessage: `must be an object with ${required.join(" and ")}${optional.length > 0 ? ` and, if ${there}, ${optional.join(", ")}` : ""}`,
    required,
    additionalProperties: false,
    properties: { ...(Object.fromEntries(properties) as Schema), ...more },
  };
}

function value(field: Field, row: Member | undefined): Schema {
  if (isSecret(field)) return { $ref: "#/definitions/secret" };
  switch (field.kind) {
    case "text":
      if (field.choices) return { enum: field.choices, errorMessage: `must be ${either(field.choices)}` };
      return RULES.get(field.rule) ?? { $ref: "#/definitions/text" };
    case "number":
      return { type: "number" };
    case "seconds":
      return { type: ["integer", "string"] };
    case "flag":
    case "switch":
      return { type: "boolean" };
    case "set":
      return { $ref: field.refersTo === undefined ? "#/definitions/texts" : "#/definitions/ids" };
    case "object":
      return object(field.members, row?.members ?? []);
    case "list":
      return { type: "array", items: object(field.members, row?.members ?? []) };
    case "any":
      return {};
  }
}

function firstSentence(text = ""): string {
  return `${text.split(/[.;](?: |$)/, 1)[0] ?? ""}.`;
}

function either(choices: readonly string[]): string {
  return choices.join(", ").replace(/, ([^,]*)$/, " or $1");
}
