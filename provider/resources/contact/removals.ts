/**
 * Updates a contact, and copes with a service that does not let an e-mail or a phone number be taken away.
 *
 * Source: the API reference of VMP, UpdateContact. Whether it takes an empty e-mail or phone number is not known. When
 * it refuses one, everything else is sent without it and the person is told, so that no change comes back for ever.
 */
import { VmpError } from "../../client/errors";
import type { Purpose } from "../../client/types";
import { isSame } from "../../fields/diff";
import type { Operation } from "../../lifecycle/operation";
import type { Change, Sent } from "../../lifecycle/resource-type";
import { updateCall } from "../../lifecycle/update";
import { CONTACT } from "../contact";
import { type ContactProperties, type ContactState, fields } from "./table";

/** What the service may refuse to take away. */
const KEPT_PERHAPS = ["email", "phoneNumber"] as const satisfies (keyof ContactProperties)[];

type KeptPerhaps = (typeof KEPT_PERHAPS)[number];

/** The values that were taken out of the program, by property: how a refresh knows a service that keeps them. */
export type Removed = Pick<ContactProperties, KeptPerhaps>;

export async function send(
  { client }: Operation,
  id: string,
  { inputs, changed }: Change<ContactProperties, ContactState>,
  purpose: Purpose,
): Promise<Sent> {
  const notices: string[] = [];
  let left = changed;
  for (;;) {
    if (left.length === 0) return { answer: {}, notices };
    try {
      return { answer: await client.call(updateCall(CONTACT, id, { ...inputs }, left, purpose)), notices };
    } catch (error) {
      const refused = KEPT_PERHAPS.find((kept) => left.includes(kept) && isRefusedRemoval(error, kept, inputs));
      if (refused === undefined) throw error;
      const { code, requestId = "none" } = error as VmpError;
      notices.push(
        `${purpose.task}: ${keptByService(refused)} It refused the removal (${code}, request ${requestId}).`,
      );
      left = left.filter((property) => property !== refused);
    }
  }
}

/** Whether the service refuses that a value is taken away, rather than something else in the same update. */
function isRefusedRemoval(error: unknown, kept: KeptPerhaps, inputs: ContactProperties): boolean {
  if (!(error instanceof VmpError) || inputs[kept] !== undefined) return false;
  const [code, parameter = ""] = error.code.toLowerCase().split(".");
  // Which code it is refused with is not known; one that names no parameter can mean the empty one.
  const members = kept === "phoneNumber" ? Object.values(fields[kept].members) : [];
  const names = ["", fields[kept].api, ...members.map(({ api }) => api)];
  return (
    ["invalidparameter", "missingparameter"].some((each) => each === code) &&
    names.some((name) => name.toLowerCase() === parameter)
  );
}

/** What was taken out between the two, together with what was taken out before and is still not set. */
export function removals(before: Partial<ContactState>, inputs: ContactProperties): Removed {
  const removed = KEPT_PERHAPS.map((property) => [property, before[property] ?? before.removed?.[property]] as const);
  return Object.fromEntries(
    removed.filter(([property, value]) => value !== undefined && inputs[property] === undefined),
  );
}

/** What a refresh found, less what the program had taken out and the service kept; that is told apart. */
export function withoutKept(
  subject: string,
  found: ContactProperties,
  { removed = {} }: Pick<ContactState, "removed">,
): { found: ContactProperties; kept: Removed; notices: string[] } {
  const kept = KEPT_PERHAPS.filter(
    (property) => removed[property] !== undefined && isSame(fields[property], removed[property], found[property]),
  );
  const isKept = ([property]: [string, unknown]): boolean => kept.some((each) => each === property);
  return {
    found: { name: found.name, ...Object.fromEntries(Object.entries(found).filter((entry) => !isKept(entry))) },
    kept: Object.fromEntries(Object.entries(removed).filter(isKept)),
    notices: kept.map((property) => `${subject}: ${keptByService(property)}`),
  };
}

function keptByService(property: KeptPerhaps): string {
  const what = property === "email" ? "e-mail" : "phone number";
  return (
    `its ${what} was taken out of the program, but VMP keeps it, and may go on sending alerts to it. ` +
    `Remove it in the VMP console, or make the contact anew with "pulumi up --replace <its URN>".`
  );
}
