/** What one operation made of one fault, and how that differs from what it promises. */
import type { Call, ContactSnapshot } from "../../emulator";
import type { Values } from "../host/provider-host";
import type { Promised } from "./promises";
import type { Operation, Scene } from "./scenes";
import { hasFields, type Subject } from "./subject";

/** What the engine keeps of a contact; `undefined`: it is in no state. */
export type Known = { id: string; state: Values } | undefined;

/** What one operation made of one fault. */
export interface Cell extends Omit<Promised, "shown" | "unsure" | "calls"> {
  operation: Operation;
  scene: Scene;
  name: string;
  /** What failed, as the host told the engine. */
  error?: string;
  /** What else the person was shown. */
  warnings: string[];
  calls: Record<string, number>;
  /** What is not as it should be after the next run. */
  wrong: string[];
}

/** What an error says of what was lost on the way. */
export const UNSURE = "The contact may have been created all the same";

/** Each as `what: seen instead of promised`. */
export function differences(cell: Cell, promised: Promised): string[] {
  const { scene, error, warnings, calls } = cell;
  const found: string[] = [];
  const compare = (what: string, seen: string, allowed: string): void => {
    if (seen !== allowed) found.push(`${what}: ${seen} instead of ${allowed}`);
  };
  const code = promised.shown === "its code" ? scene.code : promised.shown;
  compare("shown", error === undefined ? "nothing" : (codeOf(error) ?? error), code ?? "nothing");
  compare("warnings", warnings.join("; ") || "none", "none");
  if (promised.unsure !== "perhaps") compare("unsure", String(!!error?.includes(UNSURE)), String(promised.unsure));
  for (const what of ["state", "service", "next"] as const) compare(what, cell[what], promised[what]);
  for (const action of new Set([...Object.keys(calls), ...Object.keys(promised.calls)])) {
    const allowed = [promised.calls[action] ?? 0].flat();
    const count = calls[action] ?? 0;
    if (!allowed.includes(count)) found.push(`${action}: ${count} instead of ${allowed.join(" or ")}`);
  }
  return found;
}

/** The code in an error's sentence. */
function codeOf(error: string): string | undefined {
  return /^\w+ contact "[^"]*"(?: \(id [^)]*\))?: ([\w.]+):/.exec(error)?.[1];
}

/** Lost, doubled, orphaned, or not what was asked for. */
export function faultsOfService(subject: Subject, known: Known, contacts: ContactSnapshot[]): string[] {
  const [contact, ...others] = contacts;
  if (others.length > 0) return ["doubled"];
  if (!contact) return known || subject.operation !== "delete" ? ["lost"] : [];
  if (contact.Id !== known?.id) return ["orphaned"];
  return hasFields(contact, subject.target) ? [] : ["the service has not what was asked for"];
}

export function describeState({ operation, target }: Subject, known: Known): string {
  if (operation === "create" || operation === "delete") return known ? "the contact" : "nothing";
  const isNew = known?.state.email === target.email;
  if (operation === "read") return isNew ? "what the service has" : "as before";
  return isNew ? "the new fields" : "the old fields";
}

export function describeService(
  { operation, inputs, target }: Subject,
  [contact, ...others]: ContactSnapshot[],
): string {
  if (!contact) return "nothing";
  if (others.length > 0) return `${others.length + 1} contacts`;
  if (operation === "read") return hasFields(contact, target) ? "as before" : "something else";
  if (operation !== "update") return hasFields(contact, target) ? "the contact" : "something else";
  return hasFields(contact, target) ? "the new fields" : hasFields(contact, inputs) ? "the old fields" : "a mixture";
}

/** How often each action was called for one of these names and ids. What names nobody is of the one that runs alone. */
export function countCalls(calls: readonly Call[], { operations }: Scene, names: readonly string[]): Cell["calls"] {
  const counts: Record<string, number> = {};
  for (const { action, body } of calls) {
    const text = JSON.stringify(body ?? {});
    if (operations.length > 1 && !names.some((name) => text.includes(`"${name}"`))) continue;
    counts[action] = (counts[action] ?? 0) + 1;
  }
  return counts;
}
