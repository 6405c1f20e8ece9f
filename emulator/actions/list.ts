/** What ListContacts and ListContactGroups share: order, pages and fuzzy filters. */
import { invalidParameter } from "../errors";
import { readInteger, readString, type Params } from "../rules";
import type { ActionContext } from "./context";

const DEFAULT_PAGE_SIZE = 10;

/** Whether `text` matches a fuzzy filter: the part occurs in it, in any case. */
export function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** One page of `records`, which come in the order in which they were made. The default order is newest first. */
export function page<T extends { CreatedAt: number }>(
  params: Params,
  { now, hideYoungerThanMs }: ActionContext,
  records: T[],
  show: (record: T) => object,
): object {
  const number = readInteger(params, "PageNumber", 1, Number.MAX_SAFE_INTEGER) ?? 1;
  // 0 is within the documented range; it is what a client sends that leaves the size open.
  const asked = readInteger(params, "PageSize", 0, 100) ?? 0;
  const size = asked === 0 ? DEFAULT_PAGE_SIZE : asked;
  if (!["", "CreatedAt"].includes(readString(params, "SortBy") ?? "")) throw invalidParameter("SortBy");
  const order = readString(params, "SortOrder") ?? "";
  if (!["", "Asc", "Desc"].includes(order)) throw invalidParameter("SortOrder");
  const visible = records.filter(({ CreatedAt }) => hideYoungerThanMs === 0 || now - CreatedAt >= hideYoungerThanMs);
  if (order !== "Asc") visible.reverse();
  return { Total: visible.length, Items: visible.slice((number - 1) * size, number * size).map(show) };
}
