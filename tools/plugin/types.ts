/** The rows of a table as properties of Pulumi's schema; each object in it is a type with a name. */
import type { Field, Fields } from "../../provider/fields/field";
import { token } from "../../provider/hosts/tokens";
import type { Member } from "./declarations";

export interface PropertySpec {
  type?: string;
  oneOf?: PropertySpec[];
  $ref?: string;
  items?: PropertySpec;
  description?: string;
  secret?: true;
  willReplaceOnChanges?: true;
}

export interface TypeSpec {
  description?: string;
  properties: Record<string, PropertySpec>;
  required?: string[];
}

export class Types {
  private readonly types = new Map<string, object>();

  all(): Record<string, object> {
    return Object.fromEntries(this.types);
  }

  /** @returns how a property refers to it */
  add(name: string, spec: TypeSpec): PropertySpec {
    this.types.set(token(name), { type: "object", ...spec });
    return { $ref: `#/types/${token(name)}` };
  }

  /**
   * @param of what the rows belong to: the names of types begin with it, so that no two are the same
   * @param inPart whether any of it may be missing in an object
   */
  properties(fields: Fields, said: Member[], of: string, inPart = false): Record<string, PropertySpec> {
    const entries = Object.entries(fields).map(([property, field]): [string, PropertySpec] => {
      const member = said.find(({ name }) => name === property);
      if (!member) throw new Error(`${of}: nothing is said of ${property}. Give its row a docstring.`);
      const name = `${of}${property.charAt(0).toUpperCase()}${property.slice(1)}`;
      const spec = { ...this.typeOf(field, member, name, inPart), description: member.text };
      return [property, { ...spec, ...(field.replaces && { willReplaceOnChanges: true }) }];
    });
    return Object.fromEntries(entries);
  }

  private typeOf(field: Field, member: Member, name: string, inPart: boolean): PropertySpec {
    switch (field.kind) {
      case "text":
        return { type: "string", ...(field.secret && { secret: true }) };
      case "number":
        return { type: "number" };
      case "seconds":
        return { oneOf: [{ type: "integer" }, { type: "string" }] };
      case "flag":
      case "switch":
        return { type: "boolean" };
      case "set":
        return { type: "array", items: { type: "string" } };
      case "any":
        return { $ref: "pulumi.json#/Any" };
      case "object":
        return this.object(field.members, member, name, inPart);
      case "list":
        return { type: "array", items: this.object(field.members, member, name, inPart) };
    }
  }

  private object(fields: Fields, { text, members }: Member, name: string, inPart: boolean): PropertySpec {
    const required = Object.keys(fields).filter((property) => fields[property]?.required && !inPart);
    const properties = this.properties(fields, members, name, inPart);
    return this.add(name, { description: text, properties, ...(required.length > 0 && { required }) });
  }
}
