/** List of any resource type: filters, order, pages. */
import type { ActionContext } from "../context";
import { invalidParameter } from "../errors";
import type { ResourceType } from "../resources/type";
import { isStrings, readIds, readInteger, readObject, readString, type Params } from "../rules";
import type { Kept } from "../state";

const DEFAULT_PAGE_SIZE = 10;

/** One page of a type's records, each as `show` has it. The default order is newest first. */
export function list(
  type: ResourceType,
  params: Params,
  { store, now, hideYoungerThanMs }: ActionContext,
  show: (record: Kept) => object,
): object {
  const filter = readObject(params, "Filter") ?? {};
  const ids = readIds(filter, "Ids", "Filter") ?? [];
  const tests = [
    ...type.filters.map((name) => test(type, name, filter)),
    ...Object.entries(type.uses ?? {}).map(([name, use]) => anyOf(name, filter, (record) => use.ids(record))),
  ];
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

/** What a filter lets through: a text by a part of it, in any case, and ids by any of them. Empty lets all through. */
function test(type: ResourceType, name: string, filter: Params): (record: Kept) => boolean {
  if (type.fields[name]?.kind === "text") {
    const part = readString(filter, name, "Filter")?.toLowerCase() ?? "";
    return ({ [name]: text = "" }) => String(text).toLowerCase().includes(part);
  }
  return anyOf(name, filter, ({ [name]: ids }) => (isStrings(ids) ? ids : []));
}

function anyOf(name: string, filter: Params, idsOf: (record: Kept) => readonly string[]): (record: Kept) => boolean {
  const wanted = readIds(filter, name, "Filter") ?? [];
  return (record) => wanted.length === 0 || idsOf(record).some((id) => wanted.includes(id));
}
