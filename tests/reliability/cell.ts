/** What one operation made of one fault, and the words for it. */
import type { Call, ContactSnapshot } from "../../emulator";
import type { Values } from "../host/provider-host";
import { ACTIONS, type Operation, type Scenario } from "./scenarios";
import { hasFields, type Subject } from "./subject";

/** What the engine keeps of a contact; `undefined`: it is in no state. */
export type Known = { id: string; state: Values } | undefined;

/** What one operation made of one fault. */
export interface Cell {
  operation: Operation;
  scenario: Pick<Scenario, "label" | "reach">;
  name: string;
  /** What failed, as the host told the engine. */
  error?: string;
  /** What else the person was shown. */
  warnings: string[];
  state: string;
  service: string;
  /** What the run after it does, without the fault. */
  next: string;
  calls: Record<string, number>;
  elapsedMs: number;
  /** What is not as it should be after the next run. */
  wrong: string[];
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

export function countCalls(calls: readonly Call[], operation: Operation): Record<string, number> {
  const actions: string[] = operation === "create" ? [ACTIONS.create, "ListContacts"] : [ACTIONS[operation]];
  const counts = actions.map((action) => [action, calls.filter((call) => call.action === action).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
