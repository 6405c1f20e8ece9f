import fc from "fast-check";
import { readFields } from "../../../../emulator/fields";
import { contact as service } from "../../../../emulator/resources/contact";
import { check } from "../../../../provider/lifecycle/lifecycle";
import { CONTACT } from "../../../../provider/resources/contact";
import type { Field } from "../../../../provider/fields/field";
import { changedProperties } from "../../../../provider/fields/diff";
import { fields } from "../../../../provider/resources/contact/table";
import { createBody, fromApi, updateBody } from "../../../../provider/fields/wire";
import { UNKNOWN } from "../../../../provider/values";
import { OPTIONAL_FIELDS } from "../../../support/contacts";

/** Texts that have hurt programs before, next to texts that are right. */
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("a", "Z", "9", "-", "_", ".", "@", "值", "𠮷", " ", "\u0000", "\u200f", "\ud800", "/"),
  }),
  fc.constantFrom("", "oncall", "值班", "a@example.com", "https://example.com/hook", "+86", "13300000000"),
  fc.constant(UNKNOWN),
  fc.webUrl(),
  fc.emailAddress(),
  fc.uuid(),
);

const keys = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "address",
    "token",
    "secretKey",
    "atUserIds",
  ),
  fc.constantFrom(...Object.keys(fields)),
  fc.string(),
);

const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    texts,
    fc.constantFrom<unknown[]>(null, true, 0, -1.5, 1e300),
    fc.array(tie("anything"), { maxLength: 4 }),
    fc.array(fc.tuple(keys, tie("anything")), { maxLength: 6 }).map((entries) => fromEntries(entries)),
  ),
}));

/** As JSON.parse makes them, `__proto__` being a key like any other; a value can be one that JSON does not have. */
function fromEntries(entries: [string, unknown][]): unknown {
  return Object.fromEntries(entries);
}

/** Something that looks like a contact: the right fields, each right, wrong or not there. */
const likeContacts = fc.record(
  Object.fromEntries(
    Object.entries<Field>(fields).map(([property, field]) => [
      property,
      fc.oneof(
        anything,
        texts,
        field.kind === "set" ? fc.array(fc.oneof(fc.uuid(), texts), { maxLength: 4 }) : texts,
        field.kind === "object"
          ? fc.record(
              Object.fromEntries(
                Object.entries(field.members).map(([key, inner]) => [
                  key,
                  inner.kind === "set" ? fc.array(texts, { maxLength: 3 }) : texts,
                ]),
              ),
              { requiredKeys: [] },
            )
          : texts,
      ),
    ]),
  ),
  { requiredKeys: [] },
);

const word = fc.string({ unit: fc.constantFrom("a", "B", "9", "值", "𠮷", "!", "é"), minLength: 1, maxLength: 12 });
const words = fc.uniqueArray(word, { maxLength: 4 });
const address = fc.webUrl({ withQueryParameters: true });
const emails = fc
  .tuple(fc.stringMatching(/^[a-z0-9]{1,12}([.+_-][a-z0-9]{1,6})?$/), fc.domain())
  .map(([local, domain]) => `${local}@${domain}`)
  .filter((email) => check(CONTACT, { name: "a", email }).failures.length === 0);

/** Contacts that are right in every field. */
const contacts = fc.record(
  {
    name: fc
      .tuple(fc.constantFrom("a", "Z", "值", "𠮷"), fc.stringMatching(/^[A-Za-z0-9_-]{0,100}$/))
      .map((parts) => parts.join("")),
    email: emails,
    webhook: fc.record({ address, token: word }, { requiredKeys: ["address"] }),
    contactGroupIds: fc.uniqueArray(fc.uuid(), { maxLength: 4 }),
    larkBotWebhook: fc.record({ address, secretKey: word }, { requiredKeys: ["address"] }),
    dingTalkBotWebhook: fc.record(
      { address, secretKey: word, atMobiles: words, atUserIds: words },
      { requiredKeys: ["address"] },
    ),
    weComBotWebhook: fc.record({ address, atUserIds: words }, { requiredKeys: ["address"] }),
    phoneNumber: fc.record({ countryCode: fc.constant("+86"), number: fc.stringMatching(/^1[0-9]{10}$/) }),
  },
  { requiredKeys: ["name"] },
);

const runs = { numRuns: 1000 };

test("check takes any JSON value without throwing, and says something of all that is no contact", () => {
  fc.assert(
    fc.property(fc.oneof(anything, likeContacts), (value) => {
      const { failures, warnings } = check(CONTACT, value);
      expect([...failures, ...warnings].every(({ message }) => message.length > 0 && message.length < 1000)).toBe(true);
    }),
    runs,
  );
});

test("what check accepts, the service's own rules accept, in a create and in an update", () => {
  fc.assert(
    fc.property(fc.oneof(likeContacts, contacts), (value) => {
      const { inputs, failures } = check(CONTACT, value);
      fc.pre(failures.length === 0 && !holdsUnknown(inputs));
      readFields(service.fields, createBody(fields, inputs), () => true);
      readFields(service.fields, updateBody(fields, "id", inputs, Object.keys(fields)), () => true);
    }),
    runs,
  );
});

test("every right contact is accepted", () => {
  fc.assert(
    fc.property(contacts, (contact) => {
      expect(check(CONTACT, contact).failures).toEqual([]);
    }),
    runs,
  );
});

test("what was created and read back is no change", () => {
  fc.assert(
    fc.property(contacts, (contact) => {
      const { inputs } = check(CONTACT, contact);
      const found = fromApi(fields, createBody(fields, inputs), inputs);
      expect(changedProperties(fields, inputs, inputs)).toEqual([]);
      expect(changedProperties(fields, found, inputs)).toEqual([]);
      expect(found).toEqual(inputs);
    }),
    runs,
  );
});

test("any single change is a change, of just that property", () => {
  const changed = fc.constantFrom(...(Object.keys(OPTIONAL_FIELDS) as (keyof typeof OPTIONAL_FIELDS)[]));
  fc.assert(
    fc.property(contacts, contacts, changed, (contact, other, property) => {
      const { inputs: before } = check(CONTACT, contact);
      const { inputs: after } = check(CONTACT, { ...contact, [property]: other[property] });
      fc.pre(JSON.stringify(normalized(before[property])) !== JSON.stringify(normalized(after[property])));
      expect(changedProperties(fields, before, after)).toEqual([property]);
    }),
    runs,
  );
});

/** The value with its sets in order and without empty ones: what a person would call the same. */
function normalized(value: unknown): unknown {
  if (Array.isArray(value)) return [...(value as string[])].sort();
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, normalized(inner)] as const);
  return entries.filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0)).sort();
}

test.each<[string, unknown]>([
  ["texts of 10 MB in every field", likeAll("a".repeat(10_000_000))],
  ["blanks of 10 MB in every field", likeAll(" ".repeat(10_000_000))],
  ["10 MB of dots and @", likeAll("@.".repeat(5_000_000))],
  ["10 MB of a URL's start", likeAll(`https://${"a.".repeat(5_000_000)}`)],
  [
    "10,000 group ids",
    {
      name: "a",
      contactGroupIds: Array.from(
        { length: 10_000 },
        (_unused, index) => `${"0".repeat(8)}-0000-0000-0000-${String(index).padStart(12, "0")}`,
      ),
    },
  ],
  ["a property's name of 10 MB", { name: "a", ["x".repeat(10_000_000)]: 1 }],
])("%s come to an end", (_case, value) => {
  // An expression that backtracks over so much would hold the thread for hours.
  expect(() => check(CONTACT, value)).not.toThrow();
});

function likeAll(text: string): unknown {
  return Object.fromEntries(
    Object.entries<Field>(fields).map(([property, field]) => [
      property,
      field.kind === "object" ? Object.fromEntries(Object.keys(field.members).map((key) => [key, text])) : text,
    ]),
  );
}

test("every channel counts as a way to reach somebody", () => {
  const channels = Object.entries<Field>(fields).flatMap(([property, { reaches }]) => (reaches ? [property] : []));
  expect(channels).toEqual([
    "email",
    "webhook",
    "larkBotWebhook",
    "dingTalkBotWebhook",
    "weComBotWebhook",
    "phoneNumber",
  ]);
  for (const channel of channels) {
    const warnings = check(CONTACT, { name: "a", [channel]: UNKNOWN }).warnings.map(({ path }) => path);
    // A phone is called for some alerts alone.
    expect(warnings).toEqual(channel === "phoneNumber" ? ["phoneNumber"] : []);
  }
});

function holdsUnknown(value: unknown): boolean {
  return value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));
}
