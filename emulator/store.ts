/** The contacts and groups of the one account that an emulator holds. */
import { readDataFile, writeDataFile } from "./datafile";
import { gatewayError } from "./errors";
import { rfc3339, type Contact, type ContactGroup, type ContactSnapshot, type GroupSnapshot } from "./types";

interface State {
  readonly contacts: Map<string, Contact>;
  readonly groups: Map<string, ContactGroup>;
  readonly confirmedEmails: Set<string>;
}

/** Keeps the records, in the order in which they were made, and the data file in step with them. */
export class Store {
  private state: State;

  /** Reads the data file when there is one. */
  constructor(private readonly file: string | undefined) {
    const data = file === undefined ? undefined : readDataFile(file);
    this.state = {
      contacts: new Map(data?.contacts.map((contact) => [contact.Id, contact])),
      groups: new Map(data?.groups.map((group) => [group.Id, group])),
      confirmedEmails: new Set(data?.confirmedEmails),
    };
  }

  contact(id: string): Contact | undefined {
    return this.state.contacts.get(id);
  }

  group(id: string): ContactGroup | undefined {
    return this.state.groups.get(id);
  }

  contacts(): Contact[] {
    return [...this.state.contacts.values()];
  }

  groups(): ContactGroup[] {
    return [...this.state.groups.values()];
  }

  isConfirmed(email: string): boolean {
    return this.state.confirmedEmails.has(email);
  }

  /** Copies of all contacts, in the clear. */
  contactSnapshots(): ContactSnapshot[] {
    return this.contacts().map(({ CreatedAt, ...fields }) => ({
      ...structuredClone(fields),
      EmailActive: this.isConfirmed(fields.Email ?? ""),
      CreateTime: rfc3339(CreatedAt),
    }));
  }

  /** Copies of all groups with their members. */
  groupSnapshots(): GroupSnapshot[] {
    return this.groups().map((group) => this.groupSnapshot(group));
  }

  /** A copy of one group with its members. */
  groupSnapshot({ Id, Name, CreatedAt }: ContactGroup): GroupSnapshot {
    const members = this.contacts().filter(({ ContactGroupIds }) => ContactGroupIds.includes(Id));
    return { Id, Name, ContactIds: members.map((contact) => contact.Id), CreateTime: rfc3339(CreatedAt) };
  }

  /**
   * Changes the state through `change`, which puts new records in the place of old ones. The file is written before this
   * returns; when that fails, or `change` throws, everything is as it was.
   */
  mutate<T>(change: (state: State) => T): T {
    const next: State = {
      contacts: new Map(this.state.contacts),
      groups: new Map(this.state.groups),
      confirmedEmails: new Set(this.state.confirmedEmails),
    };
    const result = change(next);
    if (this.file !== undefined) this.write(this.file, next);
    this.state = next;
    return result;
  }

  private write(file: string, { contacts, groups, confirmedEmails }: State): void {
    try {
      writeDataFile(file, {
        contacts: [...contacts.values()],
        groups: [...groups.values()],
        confirmedEmails: [...confirmedEmails],
      });
    } catch (error) {
      throw gatewayError("InternalError", `The emulator could not write its data file: ${(error as Error).message}`);
    }
  }
}
