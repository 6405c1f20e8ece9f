/** The file of `--data`: what an emulator keeps across restarts. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isObject, isStrings } from "./rules";
import { CHANNEL_NAMES, type Contact, type ContactGroup } from "./types";

/** The file's contents. */
export interface Data {
  contacts: Contact[];
  groups: ContactGroup[];
  /** E-mail addresses whose owners have confirmed them. */
  confirmedEmails: string[];
}

const VERSION = 1;

/** Reads the file; undefined when there is none. A file that is not ours, or broken, is an error and is left as it is. */
export function readDataFile(file: string): Data | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`cannot read the data file ${file}: ${(error as Error).message}`, { cause: error });
  }
  const data = parse(text);
  if (data === undefined) {
    throw new Error(
      `the data file ${file} is not one that vmp-emulator wrote, or is damaged. It was left as it is: ` +
        "repair it, or move it away to start empty.",
    );
  }
  return data;
}

/** Writes the file so that at every moment either the old or the new contents are there, readable by its owner only. */
export function writeDataFile(file: string, data: Data): void {
  const temporary = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(temporary, JSON.stringify({ version: VERSION, ...data }), { mode: 0o600 });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function parse(text: string): Data | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.version !== VERSION) return undefined;
  const { contacts, groups, confirmedEmails } = value;
  if (!isListOf(contacts, isContact) || !isListOf(groups, isGroup) || !isStrings(confirmedEmails)) return undefined;
  return { contacts, groups, confirmedEmails };
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isGroup(value: unknown): value is ContactGroup {
  return (
    isObject(value) &&
    typeof value.Id === "string" &&
    typeof value.Name === "string" &&
    typeof value.CreatedAt === "number"
  );
}

function isContact(value: unknown): value is Contact {
  return (
    isGroup(value) &&
    isObject(value) &&
    isStrings(value.ContactGroupIds) &&
    (value.Email === undefined || typeof value.Email === "string") &&
    (value.PhoneNumber === undefined || isObject(value.PhoneNumber)) &&
    CHANNEL_NAMES.every((name) => value[name] === undefined || hasAddress(value[name]))
  );
}

function hasAddress(value: unknown): boolean {
  return isObject(value) && typeof value.Address === "string";
}
