// The program of every team's stack.
import * as pulumi from "@pulumi/pulumi";
import * as vmp from "pulumi-vmp";
import { readTeam } from "./teams";

const config = new pulumi.Config();
const team = readTeam(pulumi.getStack());

// All of what is missing is said at once, and before anything is declared.
const missing = keysIn(team.contacts).filter((key) => config.getSecret(key) === undefined);
if (missing.length > 0) {
  const commands = missing.map((key) => `\n  pulumi config set --secret --stack ${pulumi.getStack()} ${forShell(key)}`);
  throw new pulumi.RunError(
    `teams/${pulumi.getStack()}.yaml names secrets that this stack does not have:${commands.join("")}`,
  );
}

const contacts = team.contacts.map((entry) => new vmp.Contact(entry.name, withSecrets(entry) as vmp.ContactArgs));
if (team.group !== undefined) {
  new vmp.ContactGroup(team.group, { name: team.group, contactIds: contacts.map(({ id }) => id) });
}

/** Who is in the group, by name: a preview says in a line each who comes and who leaves. */
export const members =
  team.group === undefined
    ? {}
    : { [team.group]: Object.fromEntries(team.contacts.map(({ name }) => [name, "member"])) };

/** The value with a secret of the stack's configuration in the place of each `{ secret: <key> }`. */
function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== "object" || value === null) return value;
  if (isReference(value)) return config.requireSecret(value.secret);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecrets(inner)]));
}

/** The keys of all secrets below the value, each once. */
function keysIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return isReference(value) ? [value.secret] : [...new Set(Object.values(value).flatMap(keysIn))];
}

function isReference(value: object): value is { secret: string } {
  return "secret" in value && typeof value.secret === "string";
}

/** The command is for copying, and whoever wrote the key need not be whoever copies it. */
function forShell(word: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
