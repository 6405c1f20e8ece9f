/** A roster's text -> contacts and groups, or everything that is wrong with it. Pure. */
import { checkMembership } from "./members";
import { checkRoster } from "./table";
import type { Fault, Finding } from "./yaml-text";
import { YamlText } from "./yaml-text";

/** A contact as the file has it: the arguments of a `vmp.Contact`, with `{ secret: <key> }` for each of its secrets. */
export type ContactEntry = { name: string } & Record<string, unknown>;

export interface GroupEntry {
  name: string;
  /** Names of contacts in the file. */
  contacts?: string[];
  /** Ids of contacts that are not. */
  contactIds?: string[];
  adopt?: boolean;
}

export interface Roster {
  contacts: ContactEntry[];
  groups: GroupEntry[];
}

export class RosterFile {
  /** What is wrong, in the order of the file. */
  readonly faults: readonly Fault[];
  /** What is legal, but probably not meant. Empty where there are faults. */
  readonly warnings: readonly Fault[];
  /** The file's value as it is, faults or not; `undefined` when the text is not YAML. */
  readonly value: unknown;
  private readonly yaml: YamlText;

  /**
   * @param name of the file, for the faults
   * @param text of the file
   */
  constructor(
    readonly name: string,
    text: string,
  ) {
    this.yaml = new YamlText(text);
    this.value = this.yaml.value;
    const { faults, warnings } = checkRoster(this.value);
    this.faults =
      this.yaml.faults.length > 0 ? this.yaml.faults : this.place([...faults, ...checkMembership(this.value)]);
    this.warnings = this.faults.length > 0 ? [] : this.place(warnings);
  }

  /**
   * The contacts and groups of the file.
   *
   * @throws an error that names the faults, when there are any
   */
  get roster(): Roster {
    if (this.faults.length > 0) throw new Error(this.report(this.faults));
    return { groups: [], ...(this.value as Pick<Roster, "contacts">) };
  }

  /** Findings with their places, in the order of the file. */
  place(findings: readonly Finding[]): Fault[] {
    const faults = findings.map((finding) => this.yaml.fault(finding));
    return faults.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  /** A line for each fault, of the form that terminals and editors make links of: `contacts.yaml:12:5: …`. */
  report(faults: readonly Fault[]): string {
    return faults.map(({ line, column, message }) => `${this.name}:${line}:${column}: ${message}`).join("\n");
  }
}
