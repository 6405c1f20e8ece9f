/** A program of contacts and contact groups, and what became of them at the service. */
import { type Contacts, Program } from "../program";

/** `contact:a` and `group:team` stand for the ids of those resources of the program. */
const INDEX = `
const vmp = require("pulumi-vmp");
const declared = require("./contacts.json");
const made = {};
function resource(name) {
  const kind = { contact: vmp.Contact, group: vmp.ContactGroup, policy: vmp.NotifyPolicy }[name.split(":")[0]];
  return (made[name] ??= new kind(name.replace(":", "-"), resolve(declared[name])));
}
function resolve(value) {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value === "string") return value in declared ? resource(value).id : value;
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
}
for (const name of Object.keys(declared)) resource(name);
`;

export class GroupsProgram {
  /** What had which name first, by id. */
  private readonly firstNames = new Map<string, string>();

  private constructor(readonly program: Program) {}

  /** Beside the program there is a contact that it does not know, the stranger. */
  static async open(): Promise<GroupsProgram> {
    const program = await Program.open({ index: INDEX });
    await program.emulator.act("DeleteContactGroups", { Ids: program.emulator.groups().map(({ Id }) => Id) });
    await program.emulator.act("CreateContact", { Name: "stranger" });
    return new GroupsProgram(program);
  }

  contactId(name: string): string {
    return this.program.emulator.contacts().find(({ Name }) => Name === name)?.Id ?? "";
  }

  groupId(name: string): string {
    return this.group(name).Id;
  }

  /** The names of the group's members, in the order of the alphabet. */
  members(name: string): string[] {
    const named = new Map(this.program.emulator.contacts().map(({ Id, Name }) => [Id, Name]));
    return this.group(name)
      .ContactIds.map((id) => named.get(id) ?? "?")
      .sort();
  }

  /** The changes that were called since the last look, in order: `UpdateContactGroup team`. Reads are left out. */
  changes(): string[] {
    this.learnNames();
    const all = this.program.emulator.calls.flatMap(({ action, body = {} }) => {
      const { Id, Ids, Name } = body as { Id?: string; Ids?: string[]; Name?: string };
      if (/^(Get|List)/.test(action)) return [];
      const subjects = Ids ?? (Id === undefined ? [] : [Id]);
      const names = subjects.length > 0 ? subjects.map((id) => this.firstNames.get(id) ?? id) : [Name ?? ""];
      return names.map((name) => `${action} ${name}`);
    });
    this.program.emulator.clearCalls();
    return all;
  }

  /** Nothing to do, also after a look at the service; and looking is all that it does. */
  async expectAgreement(): Promise<void> {
    this.program.calls();
    await this.program.pulumi("preview --refresh --expect-no-changes");
    expect(this.changes()).toEqual([]);
  }

  private group(name: string) {
    const found = this.program.emulator.groups().find(({ Name }) => Name === name);
    if (!found) throw new Error(`there is no group ${name}`);
    return found;
  }

  /** What the service has now is known by its name from now on, also when it is renamed or gone. */
  private learnNames(): void {
    for (const { Id, Name } of [...this.program.emulator.contacts(), ...this.program.emulator.groups()]) {
      if (!this.firstNames.has(Id)) this.firstNames.set(Id, Name);
    }
  }
}

/** Contacts by their names, with what is given for all of them. */
export function contacts(names: string, args: object = {}): Contacts {
  const all = names.split(" ").map((name) => [`contact:${name}`, { name, email: `${name}@example.com`, ...args }]);
  return Object.fromEntries(all) as Contacts;
}

/** A group; without members it says nothing of them. */
export function group(name: string, members?: string): Contacts {
  const contactIds = members?.split(" ").flatMap((member) => (member === "" ? [] : `contact:${member}`));
  return { [`group:${name}`]: { name, ...(contactIds && { contactIds }) } };
}

/** The changes of some contacts and groups alone, by their names. */
export function about(all: string[], names: string): string[] {
  return all.filter((change) => names.split(" ").includes(change.split(" ")[1] ?? ""));
}
