// The program of every team's stack.
import * as pulumi from "@pulumi/pulumi";
import * as vmp from "pulumi-vmp";
import { readTeam } from "./teams";

const config = new pulumi.Config();
const team = readTeam(pulumi.getStack());
const contacts = team.contacts.map((entry) => new vmp.Contact(entry.name, withSecrets(entry) as vmp.ContactArgs));
if (team.group !== undefined) {
  new vmp.ContactGroup(team.group, { name: team.group, contactIds: contacts.map(({ id }) => id) });
}

/** The value with a secret of the stack's configuration in the place of each `{ secret: <key> }`. */
function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== "object" || value === null) return value;
  if ("secret" in value && typeof value.secret === "string") return config.requireSecret(value.secret);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecrets(inner)]));
}
