/** The names by which a program and a state know the packaged provider's parts. They never change. */
import type { ResourceType } from "../../lifecycle/resource-type";

export function token(name: string): string {
  return `vmp:index:${name}`;
}

/** The property of the answer of `getContacts` that holds them: `contacts`. */
export function listedAs({ plural }: Pick<ResourceType, "plural">): string {
  return plural.charAt(0).toLowerCase() + plural.slice(1);
}

/** The type of a resource, out of its URN, where its parents' types stand before it. */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
