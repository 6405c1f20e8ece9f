/** The names by which programs and states know the resource types and functions. They never change. */
import type { ResourceType } from "../lifecycle/resource-type";

type Named = Pick<ResourceType, "name">;

/** Of the packaged provider: `vmp:index:Contact`, `vmp:index:getContact`. */
export function token(name: string): string {
  return `vmp:index:${name}`;
}

/** Of a resource type as a dynamic resource. */
export function dynamicToken({ name }: Named): string {
  return `pulumi-nodejs:dynamic/vmp:${name}`;
}

/** The property of what `vmp:index:getContacts` gives that holds them: `contacts`. */
export function listedAs({ plural }: Pick<ResourceType, "plural">): string {
  return plural.charAt(0).toLowerCase() + plural.slice(1);
}
