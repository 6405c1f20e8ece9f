/** The file of `--data`: what an emulator keeps across restarts. */
import { readFileSync } from "node:fs";
import { areKept, completeFields } from "./fields";
import { isObject, isStrings } from "./rules";
import { State, type Collection, type Kept, type Stored } from "./state";
import { replaceFile } from "./whole-file";

const VERSION = 1;

/** Reads the file; undefined when there is none. A file that is not ours, or broken, is an error and stays as it is. */
export function readDataFile(file: string, collections: readonly Collection[]): State | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`cannot read the data file ${file}: ${(error as Error).message}`, { cause: error });
  }
  const state = parse(text, collections);
  if (state === undefined) {
    throw new Error(
      `the data file ${file} is not one that vmp-emulator wrote, or is damaged. It was left as it is: ` +
        "repair it, or move it away to start empty.",
    );
  }
  return state;
}

/** Writes the file so that at every moment either the old or the new contents are there, readable by its owner only. */
export function writeDataFile(file: string, { records, confirmedEmails }: State): void {
  const lists = Object.fromEntries(Array.from(records, ([collection, byId]) => [collection, [...byId.values()]]));
  const text = JSON.stringify({ version: VERSION, ...lists, confirmedEmails: [...confirmedEmails] });
  replaceFile(file, text, { mode: 0o600 });
}

function parse(text: string, collections: readonly Collection[]): State | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.version !== VERSION || !isStrings(value.confirmedEmails)) return undefined;
  const records = new Map<string, Map<string, Stored>>();
  for (const { collection, fields } of collections) {
    // An emulator that did not know the type yet wrote no list of it.
    const list: unknown = value[collection] ?? [];
    if (!Array.isArray(list) || !list.every((record) => isStored(record) && areKept(fields, record))) return undefined;
    const kept = (list as Kept[]).map(
      (record) => [record.Id, { ...record, ...completeFields(fields, record) }] as const,
    );
    records.set(collection, new Map(kept));
  }
  return new State(records, new Set(value.confirmedEmails));
}

function isStored(record: unknown): record is Kept {
  return (
    isObject(record) &&
    typeof record.Id === "string" &&
    typeof record.Name === "string" &&
    typeof record.CreatedAt === "number"
  );
}
