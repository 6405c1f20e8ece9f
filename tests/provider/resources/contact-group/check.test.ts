import { contactGroup } from "../../support";
/** A contact group's rules, offline. */
import { type Properties, UNKNOWN } from "../../../../provider/values";

const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";
const OTHER = "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1";

function faults(news: unknown): string[] {
  return contactGroup.check(news as Properties).failures.map(({ path, message }) => `${path} ${message}`);
}

test.each([
  ["a name alone", { name: "team" }],
  ["a Chinese name", { name: "值班-1" }],
  ["members", { name: "team", contactIds: [ID, OTHER] }],
  ["adopt", { name: "team", adopt: true }],
  ["members that are not known yet", { name: "team", contactIds: [UNKNOWN, UNKNOWN, ID] }],
  ["a list of members that is not known yet", { name: "team", contactIds: UNKNOWN }],
  ["a name that is not known yet", { name: UNKNOWN }],
])("passes: %s", (_case, inputs) => {
  expect(contactGroup.check(inputs)).toEqual({ inputs, failures: [], warnings: [] });
});

test.each([
  ["no name", {}, ["name is required"]],
  ["a name that starts with a digit", { name: "1st" }, [/^name must start with a letter/]],
  ["a name with a blank", { name: "team a" }, [/^name must hold only letters/]],
  ["a name that is too long", { name: "n".repeat(128) }, ["name must be shorter than 128 characters"]],
  ["a name that is no text", { name: 7 }, ["name must be a string, not a number"]],
  [
    "a member's name",
    { name: "team", contactIds: ["oncall"] },
    [/^contactIds\[0\] must be the id of a contact, a UUID/],
  ],
  ["a member twice", { name: "team", contactIds: [ID, OTHER, ID] }, [/^contactIds\[2\] repeats contactIds\[0\]/]],
  ["members that are no list", { name: "team", contactIds: ID }, [/^contactIds must be a list of strings/]],
  ["adopt that is a text", { name: "team", adopt: "yes" }, ["adopt must be true or false"]],
  [
    "a misspelt property",
    { name: "team", contactId: [ID] },
    [/^contactId is not a known property; did you mean contactIds\?/],
  ],
  ["no object at all", "team", [/must be an object of properties/]],
  [
    "every fault at once",
    { name: "1 team", contactIds: ["x", "x"], adopt: 1, members: [] },
    [/^name must start/, /^contactIds\[0\] must be/, /^contactIds\[1\] repeats/, /^adopt must/, /^members is not/],
  ],
])("refuses: %s", (_case, inputs, expected) => {
  const found = faults(inputs);
  expect(found).toHaveLength(expected.length);
  for (const [index, wanted] of expected.entries()) {
    expect(found[index]).toEqual(typeof wanted === "string" ? wanted : expect.stringMatching(wanted));
  }
});

test.each<[string, object, object, string[]]>([
  ["the same", { name: "a", contactIds: [ID, OTHER] }, { name: "a", contactIds: [OTHER, ID] }, []],
  ["another name", { name: "a" }, { name: "b" }, ["name"]],
  ["a member more", { name: "a", contactIds: [ID] }, { name: "a", contactIds: [ID, OTHER] }, ["contactIds"]],
  [
    "a member that is not known yet",
    { name: "a", contactIds: [ID] },
    { name: "a", contactIds: [UNKNOWN] },
    ["contactIds"],
  ],
  ["members no longer managed", { name: "a", contactIds: [] }, { name: "a" }, ["contactIds"]],
  ["members managed from now on", { name: "a" }, { name: "a", contactIds: [] }, ["contactIds"]],
  ["what the service adds", { name: "a", createTime: "2026" }, { name: "a" }, []],
  ["adopt", { name: "a", adopt: true }, { name: "a" }, []],
])("a difference or none: %s", (_case, state, news, expected) => {
  expect(contactGroup.diff({ ...state }, { ...news })).toEqual(expected);
});
