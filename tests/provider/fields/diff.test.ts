import { fields } from "../../../provider/resources/contact/table";
import { changedPaths, changedProperties, unchangeable } from "../../../provider/fields/diff";
import type { Fields } from "../../../provider/fields/field";
import { UNKNOWN } from "../../../provider/values";
import { everyCombination, OPTIONAL_FIELDS, REFERENCE_EXAMPLE } from "../../support/contacts";

const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: ["a", "b"] };
const { dingTalkBotWebhook: ding, weComBotWebhook: weCom, webhook } = OPTIONAL_FIELDS;

describe("no change", () => {
  test("between equal contacts, in every combination of fields", () => {
    for (const contact of everyCombination("oncall")) {
      expect(changedProperties(fields, contact, structuredClone(contact))).toEqual([]);
    }
    expect(changedProperties(fields, REFERENCE_EXAMPLE, structuredClone(REFERENCE_EXAMPLE))).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["the order of group ids", full, { ...full, contactGroupIds: ["b", "a"] }],
    [
      "the order of mobiles",
      full,
      { ...full, dingTalkBotWebhook: { ...ding, atMobiles: [...ding.atMobiles].reverse() } },
    ],
    [
      "the order of user ids",
      full,
      { ...full, weComBotWebhook: { ...weCom, atUserIds: [...weCom.atUserIds].reverse() } },
    ],
    ["absent and undefined", { name: "a" }, { name: "a", email: undefined, webhook: undefined }],
    ["absent and null", { name: "a" }, { name: "a", email: null, webhook: null, phoneNumber: null }],
    ["absent and an empty webhook", { name: "a" }, { name: "a", webhook: {}, larkBotWebhook: { address: "" } }],
    [
      "an empty webhook with empty parts and none",
      { name: "a", dingTalkBotWebhook: { address: "", secretKey: "", atMobiles: [] } },
      { name: "a" },
    ],
    [
      "a token that is empty and none",
      { name: "a", webhook: { address: "x", token: "" } },
      { name: "a", webhook: { address: "x" } },
    ],
    [
      "an empty list of people to mention and none",
      { name: "a", weComBotWebhook: { address: "x", atUserIds: [] } },
      { name: "a", weComBotWebhook: { address: "x" } },
    ],
    [
      "what the service adds",
      { ...full, sendStatus: "x", emailActive: true, createTime: "x", removed: { email: "x" } },
      full,
    ],
  ])("%s", (_case, olds, news) => {
    expect(changedProperties(fields, olds, news)).toEqual([]);
  });
});

describe("a change", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["the name", { ...full, name: "other" }, "name"],
    ["the e-mail", { ...full, email: "other@example.com" }, "email"],
    ["the e-mail's case", { ...full, email: "Oncall@example.com" }, "email"],
    ["the e-mail taken out", { ...full, email: undefined }, "email"],
    ["a group more", { ...full, contactGroupIds: ["a", "b", "c"] }, "contactGroupIds"],
    ["a group less", { ...full, contactGroupIds: ["a"] }, "contactGroupIds"],
    ["another group", { ...full, contactGroupIds: ["a", "c"] }, "contactGroupIds"],
    ["the same group twice", { ...full, contactGroupIds: ["a", "a"] }, "contactGroupIds"],
    ["a group that is not known yet", { ...full, contactGroupIds: ["a", UNKNOWN] }, "contactGroupIds"],
    ["no group", { ...full, contactGroupIds: [] }, "contactGroupIds"],
    ["membership no longer managed from here", { ...full, contactGroupIds: undefined }, "contactGroupIds"],
    ["a webhook's address", { ...full, webhook: { ...webhook, address: "https://other.example.com" } }, "webhook"],
    ["a webhook's token", { ...full, webhook: { ...webhook, token: "other" } }, "webhook"],
    ["a webhook's token taken out", { ...full, webhook: { address: webhook.address } }, "webhook"],
    ["a webhook taken out", { ...full, webhook: undefined }, "webhook"],
    ["a webhook emptied", { ...full, webhook: { address: "" } }, "webhook"],
    ["a webhook that is not known yet", { ...full, webhook: UNKNOWN }, "webhook"],
    ["an address that is not known yet", { ...full, webhook: { ...webhook, address: UNKNOWN } }, "webhook"],
    [
      "a person to mention",
      { ...full, dingTalkBotWebhook: { ...ding, atMobiles: ["13300000001"] } },
      "dingTalkBotWebhook",
    ],
    ["a bot's key", { ...full, dingTalkBotWebhook: { ...ding, secretKey: "other" } }, "dingTalkBotWebhook"],
    ["the phone number", { ...full, phoneNumber: { countryCode: "+86", number: "13300000009" } }, "phoneNumber"],
  ])("%s", (_case, news, expected) => {
    expect(changedProperties(fields, full, news)).toEqual([expected]);
  });

  test("membership managed from here for the first time, even as none", () => {
    expect(changedProperties(fields, { name: "a" }, { name: "a", contactGroupIds: [] })).toEqual(["contactGroupIds"]);
  });

  test("what is not known yet, where there was nothing", () => {
    const news = { name: "a", email: UNKNOWN, webhook: { address: UNKNOWN } };
    expect(changedProperties(fields, { name: "a" }, news)).toEqual(["email", "webhook"]);
  });

  test("several at once, each named", () => {
    expect(changedProperties(fields, full, { name: "other" })).toEqual(["name", ...Object.keys(OPTIONAL_FIELDS)]);
  });
});

test("a switch that is left out is on, on either side", () => {
  const row: Fields = {
    running: {
      kind: "switch",
      api: "State",
      on: { word: "Up", action: "Start" },
      off: { word: "Down", action: "Stop" },
    },
  };
  const differ = (before: object, after: object): boolean => changedPaths(row, { ...before }, { ...after }).length > 0;
  expect([differ({}, { running: true }), differ({ running: true }, {}), differ({}, {})]).toEqual([false, false, false]);
  expect([differ({}, { running: false }), differ({ running: false }, {})]).toEqual([true, true]);
  expect(differ({ running: false }, { running: false })).toBe(false);
});

test("what no update can change is what its row says so of, wherever within it the path leads", () => {
  const rows: Fields = {
    name: { kind: "text", api: "Name" },
    channel: { kind: "text", api: "Channel", replaces: true },
    parts: { kind: "list", api: "Parts", replaces: true, members: { a: { kind: "text", api: "A" } } },
  };
  expect(unchangeable(rows, ["name", "channel", "parts[0].a", "other"])).toEqual(["channel", "parts[0].a"]);
});

test("an item for another is named by its place, and the list with it only where nothing tells its items apart", () => {
  const members: Fields = { a: { kind: "text", api: "A" } };
  const rows: Fields = {
    keyed: { kind: "list", api: "Keyed", key: "a", members },
    ordered: { kind: "list", api: "Ordered", members },
    unordered: { kind: "list", api: "Unordered", unordered: true, members },
  };
  const paths = (list: string): string[] =>
    changedPaths(rows, { [list]: [{ a: "1" }, { a: "2" }] }, { [list]: [{ a: "1" }, { a: "3" }] });
  expect(["keyed", "ordered", "unordered"].map(paths)).toEqual([
    ["keyed[1]"],
    ["ordered[1].a"],
    ["unordered", "unordered[1]"],
  ]);
});
