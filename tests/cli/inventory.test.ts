import { type Account, takeInventory } from "../../cli/account/inventory";
import { toRoster } from "../../cli/export/roster";
import { toTypescript } from "../../cli/export/typescript";

const [MEMBER, TEAM] = ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1"];
const upper = (id: string): string => id.toUpperCase();

/** Ids are the same in either case, wherever an answer has them. */
test.each<[string, Account]>([
  [
    "where both have theirs in upper case",
    {
      contacts: [{ Id: upper(MEMBER), Name: "oncall" }],
      groups: [{ Id: upper(TEAM), Name: "team", ContactIds: [upper(MEMBER)] }],
    },
  ],
  [
    "where the group alone has it in upper case",
    {
      contacts: [{ Id: MEMBER, Name: "oncall" }],
      groups: [{ Id: TEAM, Name: "team", ContactIds: [upper(MEMBER)] }],
    },
  ],
  [
    "where the contact alone tells, in another case",
    {
      contacts: [{ Id: upper(MEMBER), Name: "oncall", ContactGroupIds: [upper(TEAM)] }],
      groups: [{ Id: TEAM, Name: "team" }],
    },
  ],
])("a member of a group is referred to %s", (_case, account) => {
  const inventory = takeInventory(account);
  expect(toTypescript(inventory)).toContain('contactIds: idsOf("team", [oncall]),');
  expect(toRoster(inventory)).toMatch(/contacts:\n\s+- oncall\n/);
  expect(toRoster(inventory)).not.toContain("contactIds");
});
