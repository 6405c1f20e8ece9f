/**
 * All records of a type, read page by page, a hundred a page, all pages after the first at the same time.
 *
 * Source: the API reference of VMP, the List actions. Pages move while something is made or deleted, so one can be in
 * them twice, or not at all.
 */
import type { Clock } from "../clock";
import { VmpError } from "../errors";
import { isObject } from "../../json";
import type { Asked } from "./joined";
import { isWhole } from "./joined-reads";
import { PAGE_SIZE } from "./paging";
import type { Json, JsonObject } from "../types";
import type { RecordType } from "./record-type";
import type { Watch, Writes } from "./writes";

/** Of an account with more pages, a stack has but a part: lists by ids cost less. */
const MOST_PAGES = 20;
/** From the first request for it, in milliseconds. */
const NEW_ENOUGH_MS = 60_000;

/** As the service lists it. */
export type Listed = JsonObject & { Id: string };

export interface Named {
  name: string;
  accept: (record: Listed) => boolean;
}

export interface Whole {
  /**
   * Gives each record once: who asks again wants to know what became of it.
   *
   * @returns `undefined` where the list is in doubt about it: has it not, or twice, or otherwise than is accepted, or
   *   may have it as it was before a write of this process
   */
  take(one: Pick<Asked, "id" | "accept">): JsonObject | undefined;
  /** @returns the only one of exactly this name; `null`: there is none; `undefined` where it is in doubt, as above */
  find(named: Named): Listed | null | undefined;
  /** Of some that this list has, whether they were there when they were asked for by themselves. */
  proofs: Promise<boolean>[];
}

interface Records extends Pick<Whole, "proofs"> {
  byId: Map<string, Listed[]>;
  byName: Map<Json | undefined, Listed[]>;
}

/** @returns reads the list, unless it was read within the last minute; to `undefined` where it cannot be had */
export function createWhole(
  writes: Writes,
  type: RecordType,
  timeoutMs: number,
  clock: Clock,
): () => Promise<Whole | undefined> {
  let last: { began: number; watch: Watch; taken: Set<string>; records: Promise<Records | undefined> } | undefined;
  const isNew = (began: number): boolean => clock.uptime() - began <= NEW_ENOUGH_MS;

  return async () => {
    if (last === undefined || !isNew(last.began)) {
      last?.watch.end();
      const began = clock.uptime();
      last = { began, watch: writes.watch(), taken: new Set(), records: readPages(writes, type, began + timeoutMs) };
    }
    const { began, watch, taken } = last;
    const records = await last.records;
    if (records === undefined || !isNew(began)) return undefined;
    const sure = ([record, second]: Listed[], accept: Named["accept"]): Listed | undefined => {
      const isSure = record !== undefined && second === undefined && isWhole(record) && !taken.has(record.Id);
      return isSure && !watch.sawWriteOf(type, record.Id) && accept(record) ? record : undefined;
    };
    return {
      take: ({ id, accept = () => true }) => {
        const found = sure(records.byId.get(id) ?? [], accept);
        taken.add(id);
        return found;
      },
      find: ({ name, accept }) => {
        const found = records.byName.get(name);
        return found === undefined ? null : sure(found, accept);
      },
      proofs: records.proofs,
    };
  };
}

/** Why it cannot be had, the calls by ids say, which come then: nobody asked for the whole list. */
async function readPages(
  { call }: Writes,
  { actions, nouns }: RecordType,
  deadline: number,
): Promise<Records | undefined> {
  const page = (PageNumber: number): Promise<JsonObject> => {
    const body = { PageNumber, PageSize: PAGE_SIZE };
    return call({ action: actions.list, body, repeatable: true, task: `read all ${nouns}`, deadline });
  };
  try {
    const first = await page(1);
    // A service may give less on a page than was asked for.
    const pages = Number(first.Total) / Math.max(1, itemsOf(first).length);
    if (!(pages <= MOST_PAGES)) return undefined;
    const others = Array.from({ length: Math.ceil(pages) - 1 }, (_, at) => page(at + 2));
    const items = [first, ...(await Promise.all(others))].flatMap(itemsOf);
    return { byId: groupedBy(items, ({ Id }) => Id), byName: groupedBy(items, ({ Name }) => Name), proofs: [] };
  } catch (error) {
    if (error instanceof VmpError) return undefined;
    throw error;
  }
}

function groupedBy<Key>(items: readonly Listed[], keyOf: (item: Listed) => Key): Map<Key, Listed[]> {
  const groups = new Map<Key, Listed[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** What a page of a list has. */
export function itemsOf({ Items }: JsonObject): Listed[] {
  return Array.isArray(Items) ? Items.filter(isListed) : [];
}

function isListed(item: Json): item is Listed {
  return isObject(item) && typeof item.Id === "string";
}
