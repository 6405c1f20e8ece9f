/** List of any resource type: filters, order, pages. */
import type { ActionContext } from "../context";
import { invalidParameter } from "../errors";
import type { Filter, ResourceType } from "../resources/type";
import { readIds, readInteger, readObject, readString, type Params } from "../rules";
import type { Kept } from "../state";

const DEFAULT_PAGE_SIZE = 10;

const BY_NAME: Record<string, Filter> = { Name: { part: ({ Name }) => Name } };

/** One page of a type's records, each as `show` has it. The default order is newest first. */
export function list(
  type: ResourceType,
  params: Params,
  { store, now, hideYoungerThanMs }: ActionContext,
  show: (record: Kept) => object,
): object {
  const filter = readObject(params, "Filter") ?? {};
  const ids = readIds(filter, "Ids", "Filter") ?? [];
  const uses = Object.entries(type.uses ?? {}).map(([name, use]): [string, Filter] => [
    name,
    { any: (record) => use.ids(record) },
  ]);
  const filters = Object.entries({ ...BY_NAME, ...type.filters, ...Object.fromEntries(uses) });
  const tests = filters.map(([name, by]) => test(by, name, filter));
  const number = readInteger(params, "PageNumber", 1, Number.MAX_SAFE_INTEGER) ?? 1;
  // 0 is within the documented range; it is what a client sends that leaves the size open.
  const asked = readInteger(params, "PageSize", 0, 100) ?? 0;
  const size = asked === 0 ? DEFAULT_PAGE_SIZE : asked;
  if (!["", "CreatedAt"].includes(readString(params, "SortBy") ?? "")) throw invalidParameter("SortBy");
  const order = readString(params, "SortOrder") ?? "";
  if (!["", "Asc", "Desc"].includes(order)) throw invalidParameter("SortOrder");
  const found = [...store.state.of(type).values()].filter(
    (record) =>
      (ids.length === 0 || ids.includes(record.Id)) &&
      tests.every((matches) => matches(record)) &&
      (hideYoungerThanMs === 0 || now - record.CreatedAt >= hideYoungerThanMs),
  );
  if (order !== "Asc") found.reverse();
  return { Total: found.length, Items: found.slice((number - 1) * size, number * size).map(show) };
}

/** What a filter lets through; an empty one lets all through. */
function test(by: Filter, name: string, filter: Params): (record: Kept) => boolean {
  if (by.any) {
    const wanted = readIds(filter, name, "Filter") ?? [];
    return (record) => wanted.length === 0 || by.any?.(record).some((each) => wanted.includes(each)) === true;
  }
  const wanted = readString(filter, name, "Filter") ?? "";
  const part = wanted.toLowerCase();
  return (record) =>
    wanted === "" || by.is?.(record) === wanted || by.part?.(record).toLowerCase().includes(part) === true;
}
