/** What a person reads of each type where a program looks it up. */
import { getOne, getSeveral } from "../../../provider/lifecycle/lookups";
import { begin } from "../../../provider/lifecycle/operation";
import { CONTACT } from "../../../provider/resources/contact";
import { CONTACT_GROUP } from "../../../provider/resources/contact-group";
import { NOTIFY_GROUP_POLICY } from "../../../provider/resources/notify-group-policy";
import { NOTIFY_POLICY } from "../../../provider/resources/notify-policy";
import { NOTIFY_TEMPLATE } from "../../../provider/resources/notify-template";
import { RESOURCE_TYPES } from "../../../provider/resources";
import { SILENCE_POLICY } from "../../../provider/resources/silence-policy";
import { closeAll } from "../client/server";
import { contextFor, openEmulator } from "../support";

afterEach(closeAll);

const NOBODY = "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1";

const WORDS = [
  { type: CONTACT, one: "contact", several: "contacts", functions: ["getContact", "getContacts"] },
  {
    type: CONTACT_GROUP,
    one: "contact group",
    several: "contact groups",
    functions: ["getContactGroup", "getContactGroups"],
  },
  {
    type: NOTIFY_GROUP_POLICY,
    one: "notify group policy",
    several: "notify group policies",
    functions: ["getNotifyGroupPolicy", "getNotifyGroupPolicies"],
  },
  {
    type: NOTIFY_TEMPLATE,
    one: "notify template",
    several: "notify templates",
    functions: ["getNotifyTemplate", "getNotifyTemplates"],
  },
  {
    type: NOTIFY_POLICY,
    one: "notify policy",
    several: "notify policies",
    functions: ["getNotifyPolicy", "getNotifyPolicies"],
  },
  {
    type: SILENCE_POLICY,
    one: "silence policy",
    several: "silence policies",
    functions: ["getSilencePolicy", "getSilencePolicies"],
  },
];

test("there are words for each type", () => {
  expect(WORDS.map(({ type }) => type)).toEqual(RESOURCE_TYPES);
});

test.each(WORDS)("of a $one and of $several", async ({ type, one, several, functions: [ofOne, ofSeveral] }) => {
  const service = begin(contextFor(await openEmulator()));
  await expect(getOne(service, type, { name: "oncall" })).rejects.toThrow(
    `look up ${one} "oncall": there is no ${one} of exactly this name.`,
  );
  await expect(getSeveral(service, type, { ids: [NOBODY] })).rejects.toThrow(
    `look up ${several}: nothing has this id: ${NOBODY}.`,
  );
  await expect(getOne(service, type, {})).rejects.toThrow(`vmp.${ofOne} cannot look up with these arguments:`);
  await expect(getSeveral(service, type, { ids: 1 })).rejects.toThrow(
    `vmp.${ofSeveral} cannot look up with these arguments:`,
  );
});
