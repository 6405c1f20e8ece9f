// The files in teams/: each is a team, and the stack of that name.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { parse } from "yaml";

/** A contact as a file has it: the arguments of a vmp.Contact, with keys for its secrets. */
export type ContactEntry = { name: string } & Record<string, unknown>;

export interface Team {
  contacts: ContactEntry[];
  /** The name of a contact group of all these contacts. Without it there is none. */
  group?: string;
}

/** A team's file, or why it cannot be used. */
export interface TeamFile {
  name: string;
  team?: Team;
  faults: string[];
}

const FOLDER = join(__dirname, "teams");

/** Reads a team's file. Throws an error that names the file, and that Pulumi shows without a stack. */
export function readTeam(name: string): Team {
  try {
    const text = readFileSync(join(FOLDER, `${name}.yaml`), "utf8");
    const file = parse(text, { logLevel: "error" }) as Partial<Team> | null;
    const contacts: unknown = file?.contacts;
    if (!Array.isArray(contacts)) throw new Error("needs a list of contacts");
    const nameless = contacts.findIndex((contact) => typeof (contact as ContactEntry | null)?.name !== "string");
    if (nameless >= 0) throw new Error(`contacts[${nameless}] needs a name`);
    return { ...file, contacts: contacts as ContactEntry[] };
  } catch (error) {
    // Below its first line the parser quotes the file, in which a secret can stand by mistake.
    const [message] = (error as Error).message.split(":\n");
    throw new RunError(`teams/${name}.yaml: ${message}`);
  }
}

/**
 * Reads every team's file. Finds what no stack can find alone: two teams with a contact of the same name would take it
 * from each other.
 */
export function readTeams(): TeamFile[] {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => readOrFault(file.slice(0, -".yaml".length)));
  const owners = new Map<string, TeamFile[]>();
  for (const file of files) {
    for (const name of namesIn(file)) owners.set(name, [...(owners.get(name) ?? []), file]);
  }
  for (const [name, sharing] of owners) {
    if (sharing.length === 1) continue;
    const teams = sharing.map((file) => file.name).join(" and ");
    for (const file of new Set(sharing)) file.faults.push(`${name} is in ${teams}; an account can have it only once`);
  }
  return files;
}

function readOrFault(name: string): TeamFile {
  try {
    return { name, team: readTeam(name), faults: [] };
  } catch (error) {
    return { name, faults: [(error as Error).message] };
  }
}

/** What the file declares, each in words; nothing when it cannot be used. */
export function namesIn({ team }: TeamFile): string[] {
  const contacts = (team?.contacts ?? []).map(({ name }) => `contact "${name}"`);
  return team?.group === undefined ? contacts : [...contacts, `group "${team.group}"`];
}
