// What the schema cannot say. The value may be anything: what is not of its form is the schema's to tell.
import { closest } from "fastest-levenshtein";
import type { Finding } from "./yaml-text";

/** Names are unique in the account, those of contacts and those of groups. */
export function checkNames(value: unknown): Finding[] {
  return ["contacts", "groups"].flatMap((list) => {
    const first = new Map<unknown, number>();
    return items(value, list).flatMap((item, index) => {
      const name = property(item, "name");
      const earlier = typeof name === "string" ? first.get(name) : undefined;
      if (earlier === undefined) {
        first.set(name, index);
        return [];
      }
      return [{ path: [list, index, "name"], message: `is the name of ${list}[${earlier}] already; choose another` }];
    });
  });
}

/** Who is in which group: by names that are in the file, and from one side only. */
export function checkMembership(value: unknown): Finding[] {
  const names = items(value, "contacts")
    .map((contact) => property(contact, "name"))
    .filter((name) => typeof name === "string");
  const groups = items(value, "groups");
  const members = new Set(groups.flatMap((group) => items(group, "contacts")));
  const strangers = groups.flatMap((group, index) =>
    items(group, "contacts").flatMap((name, position) => {
      if (typeof name !== "string" || names.includes(name)) return [];
      const hint = names.length > 0 ? `; did you mean ${closest(name, names)}?` : "";
      const path = ["groups", index, "contacts", position];
      return [{ path, message: `is not the name of a contact in this file${hint} (an id goes into contactIds)` }];
    }),
  );
  const bothSides = items(value, "contacts").flatMap((contact, index) => {
    if (property(contact, "contactGroupIds") === undefined || !members.has(property(contact, "name"))) return [];
    const message = "cannot be set for a contact that a group of this file has: each would undo the other; keep one";
    return [{ path: ["contacts", index, "contactGroupIds"], message, key: true }];
  });
  return [...strangers, ...bothSides];
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function items(value: unknown, name: string): unknown[] {
  const list = property(value, name);
  return Array.isArray(list) ? list : [];
}
