import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as vmp from "pulumi-vmp";
import { RosterFile, visible } from "pulumi-vmp/roster";
import { missingSecrets, withSecrets } from "./secrets";

const file = new RosterFile("contacts.yaml", readFileSync("contacts.yaml", "utf8"));

// A secret that is missing is a fault in a preview as well: merging the change would fail.
const missing = missingSecrets(file.value);
if (file.faults.length + missing.length > 0) {
  const keys = [...new Set(missing.map(({ secret }) => secret))];
  const commands = keys.map((key) => `\n  pulumi config set --secret ${forShell(visible(key))}`);
  const advice =
    keys.length > 0 ? `\nSet what is missing, and commit the stack's file with it:${commands.join("")}` : "";
  throw new pulumi.RunError(
    `contacts.yaml is not right:\n${file.report([...file.faults, ...file.place(missing)])}${advice}`,
  );
}

const { contacts, groups } = file.roster;
const ids = new Map<string, pulumi.Output<string>>();
const idsOfGroups = new Map<string, pulumi.Output<string>>();
for (const contact of contacts) {
  // The check of the file has found that these are the arguments of a contact.
  const { id } = new vmp.Contact(contact.name, withSecrets(contact) as vmp.ContactArgs);
  ids.set(contact.name, id);
}
for (const { contacts: names, contactIds, ...group } of groups) {
  const members = [...(names ?? []).flatMap((name) => ids.get(name) ?? []), ...(contactIds ?? [])];
  // A group that says nothing of its members leaves them to others.
  const { id } = new vmp.ContactGroup(group.name, { ...group, ...((names ?? contactIds) && { contactIds: members }) });
  idsOfGroups.set(group.name, id);
}

export const contactIds = Object.fromEntries(ids);
export const groupIds = Object.fromEntries(idsOfGroups);

/** Who is in which group, by name: a preview says in a line each who comes and who leaves. */
export const members = Object.fromEntries(
  groups.map(({ name, contacts: names = [], contactIds: others = [] }) => [
    name,
    Object.fromEntries([...names, ...others].map((member) => [member, "member"])),
  ]),
);

/** The command is for copying, and whoever wrote the key need not be whoever copies it. */
function forShell(word: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
