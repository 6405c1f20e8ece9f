/**
 * Who is in which group: by names that are in the file, and from one side only. The value may be anything: what is not
 * of its form is told elsewhere.
 */
import { nearest } from "../text/near";
import { isRecord, own } from "../values";
import type { Finding } from "./yaml-text";

export function checkMembership(value: unknown): Finding[] {
  const contacts = items(value, "contacts");
  const groups = items(value, "groups");
  const names = contacts.map((contact) => property(contact, "name")).filter((name) => typeof name === "string");
  const members = new Set(groups.flatMap((group) => items(group, "contacts")));
  const strangers = groups.flatMap((group, index) =>
    items(group, "contacts").flatMap((name, position) => {
      if (typeof name !== "string" || names.includes(name)) return [];
      const near = nearest(name, names);
      const hint = near === undefined ? "" : `; did you mean ${near}?`;
      const path = ["groups", index, "contacts", position];
      return [{ path, message: `is not the name of a contact in this file${hint} (an id goes into contactIds)` }];
    }),
  );
  const bothSides = contacts.flatMap((contact, index) => {
    if (property(contact, "contactGroupIds") === undefined || !members.has(property(contact, "name"))) return [];
    const message = "cannot be set for a contact that a group of this file has: each would undo the other; keep one";
    return [{ path: ["contacts", index, "contactGroupIds"], message, key: true }];
  });
  return [...strangers, ...bothSides];
}

function property(value: unknown, name: string): unknown {
  return isRecord(value) ? own(value, name) : undefined;
}

function items(value: unknown, name: string): unknown[] {
  const list = property(value, name);
  return Array.isArray(list) ? list : [];
}
