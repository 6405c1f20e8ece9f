/**
 * Updates a contact, and copes with a service that does not let an e-mail or a phone number be taken away.
 *
 * Source: the API reference of VMP, UpdateContact. Whether it takes an empty e-mail or phone number is not known. When
 * it refuses one, everything else is sent without it and the person is told, so that no change comes back for ever.
 */
import { isAbsent, own, type Properties } from "../../values";
import { VmpError } from "../../client/errors";
import { changedProperties, sameField } from "../../fields/diff";
import { updateBody } from "../../fields/wire";
import type { Updated } from "../../lifecycle/kind";
import type { Client, Operation } from "../../client/types";
import { type ContactProperty, FIELDS } from "./fields";

/** What the service may refuse to take away. */
const KEPT_PERHAPS = ["email", "phoneNumber"] as const satisfies ContactProperty[];

/** The values that were taken out of the program, by property: how a refresh knows a service that keeps them. */
export type Removed = Partial<Record<(typeof KEPT_PERHAPS)[number], unknown>>;

export async function updateContact(
  client: Client,
  id: string,
  olds: Properties,
  news: Properties,
  operation: Operation,
): Promise<Updated> {
  const notices: string[] = [];
  let changed = changedProperties(FIELDS, olds, news);
  for (;;) {
    if (changed.length === 0) return { answer: {}, notices };
    try {
      const body = updateBody(FIELDS, id, news, changed);
      return { answer: await client.call({ action: "UpdateContact", body, repeatable: true, ...operation }), notices };
    } catch (error) {
      const refused = changed.find((property) => isRefusedRemoval(error, property, news));
      if (refused === undefined) throw error;
      const { code, requestId = "none" } = error as VmpError;
      notices.push(
        `${operation.task}: ${keptByService(refused)} It refused the removal (${code}, request ${requestId}).`,
      );
      changed = changed.filter((property) => property !== refused);
    }
  }
}

/** Whether the service refuses that a value is taken away, rather than something else in the same update. */
function isRefusedRemoval(error: unknown, property: string, news: Properties): boolean {
  const kept = KEPT_PERHAPS.find((candidate) => candidate === property);
  if (kept === undefined || !(error instanceof VmpError) || !isAbsent(own(news, property))) return false;
  const [code = "", ...parameter] = error.code.toLowerCase().split(".");
  // Which code it is refused with is not known; one that names no parameter can mean the empty one.
  const names = ["", FIELDS[kept].api, ...(kept === "phoneNumber" ? ["Number", "CountryCode"] : [])];
  return (
    ["invalidparameter", "missingparameter"].includes(code) &&
    names.some((name) => name.toLowerCase() === (parameter[0] ?? ""))
  );
}

/** What was taken out between the two, together with what was taken out before and is still not set. */
export function removals(olds: Properties, news: Properties): Removed {
  const before = (own(olds, "removed") ?? {}) as Removed;
  const removed: Removed = {};
  for (const property of KEPT_PERHAPS) {
    const value = own(olds, property) ?? own(before, property);
    if (!isAbsent(value) && isAbsent(own(news, property))) removed[property] = value;
  }
  return removed;
}

/** What a refresh found, less what the program had taken out and the service kept; that is told apart. */
export function withoutKept(
  found: Properties,
  state: Properties,
): { found: Properties; kept: Removed; notices: string[] } {
  const removed = (own(state, "removed") ?? {}) as Removed;
  const isKept = (property: string): boolean =>
    KEPT_PERHAPS.some(
      (candidate) =>
        candidate === property &&
        !isAbsent(own(removed, property)) &&
        sameField(FIELDS[candidate], own(removed, property), own(found, property)),
    );
  const kept = Object.keys(found).filter(isKept);
  return {
    found: Object.fromEntries(Object.entries(found).filter(([property]) => !isKept(property))),
    kept: Object.fromEntries(Object.entries(removed).filter(([property]) => isKept(property))),
    notices: kept.map((property) => `contact "${String(own(found, "name"))}": ${keptByService(property)}`),
  };
}

function keptByService(property: string): string {
  const what = property === "email" ? "e-mail" : "phone number";
  return (
    `its ${what} was taken out of the program, but VMP keeps it, and may go on sending alerts to it. ` +
    `Remove it in the VMP console, or make the contact anew with "pulumi up --replace <its URN>".`
  );
}
