/** The schema of examples/roster, for editors: that its rules are those of the check. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Fields } from "../../provider/fields/field";
import { isSecret } from "../../provider/fields/secrets";
import { CONTACT } from "../../provider/resources/contact";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";
import { checkRoster } from "../../provider/roster/table";
import { ROOT } from "../../tools/engine";

const SECRET = { $ref: "#/definitions/secret" };

interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  definitions: Record<string, Schema>;
}

describe("the schema", () => {
  const schema = JSON.parse(readFileSync(join(ROOT, "examples/roster/roster.schema.json"), "utf8")) as Schema;

  test.each([
    ["contact", CONTACT.fields, {}],
    // Names of contacts in the file become ids.
    ["group", CONTACT_GROUP.fields, { contacts: expect.anything() as unknown }],
  ])("has the properties of a %s, with the same ones required and secret", (name, table: Fields, more) => {
    const definition = schema.definitions[name];
    expect(definition?.properties).toEqual({
      ...Object.fromEntries(Object.keys(table).map((property) => [property, expect.anything()])),
      ...more,
    });
    for (const [property, field] of Object.entries(table)) {
      const own = definition?.properties?.[property];
      if (field.kind !== "object") continue;
      expect(Object.keys(own?.properties ?? {})).toEqual(Object.keys(field.members));
      expect(own?.additionalProperties).toBe(false);
      for (const [inner, part] of Object.entries(field.members)) {
        const isRequired = part.kind === "text" && part.required === true;
        expect({ inner, required: own?.required?.includes(inner) ?? false }).toEqual({ inner, required: isRequired });
        if (isSecret(part)) expect(own?.properties?.[inner]).toEqual(SECRET);
        else expect(own?.properties?.[inner]).not.toEqual(SECRET);
      }
    }
  });

  const anyText = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constant(" a"), fc.constant("a\nb"));
  const name = fc.oneof(fc.constant("oncall"), anyText, fc.stringMatching(/^[A-Za-z值班1_][A-Za-z0-9_班.-]{0,140}$/));
  const domain = fc.stringMatching(/^[a-z0-9-]{1,66}(\.[a-z0-9-]{1,5}){0,2}$/);
  const local = fc.stringMatching(/^[A-Za-z0-9.!#'+_-]{1,66}$/);
  const email = fc.oneof(
    fc.constant("a@example.com"),
    anyText,
    fc.emailAddress(),
    fc.tuple(local, domain).map((parts) => parts.join("@")),
  );
  const id = fc.oneof(
    anyText,
    fc.uuid(),
    fc.uuid().map((uuid) => uuid.toUpperCase()),
  );
  const contact = fc.record(
    {
      name,
      email,
      contactGroupIds: fc.array(id, { maxLength: 2 }),
      webhook: fc.record({ address: fc.oneof(fc.record({ secret: anyText }), fc.constant("https://example.com")) }),
      phoneNumber: fc.record({ countryCode: fc.constantFrom("+86", "86"), number: anyText }),
    },
    { requiredKeys: ["name"] },
  );

  test("takes and refuses the same contacts as the check", () => {
    const ajv = new Ajv();
    // Keywords of editors (VS Code and the YAML language server).
    ajv.addVocabulary(["errorMessage", "patternErrorMessage"]);
    const validate = ajv.compile(schema);
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(contact, (entry) => {
        const taken = validate({ contacts: [entry] });
        seen[taken ? "taken" : "refused"]++;
        expect(taken).toBe(checkRoster({ contacts: [entry] }).faults.length === 0);
      }),
      { numRuns: 4000 },
    );
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(50);
  });
});
