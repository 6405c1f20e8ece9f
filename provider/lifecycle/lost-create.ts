/**
 * Whose it is what stands under the name of a create whose answer was lost.
 *
 * Not knowing is no answer: somebody else's contact that has the program's fields would be deleted with the program.
 */
import { timeOf } from "../values";
import { changedProperties } from "../fields/diff";
import { fromApi, sentFields } from "../fields/wire";
import { text } from "../values";
import type { Attempt } from "./create";
import type { Listed } from "../client/records/whole";
import type { Inputs } from "./resource-type";

/** The service writes whole seconds, and its machines need not agree on them quite. */
const SAME_TIME_MS = 5_000;
/** What is made is not made later than now; an answer may have taken a while. */
const SOON_MS = 60_000;

/** @returns where it is not ours: `doubt`, why nobody can tell, as the end of a sentence; none, when it is theirs */
export function whose(existing: Listed, attempt: Attempt): "ours" | { doubt?: string } {
  const isNew = wasMadeSince(existing, attempt);
  if (isNew === undefined) return { doubt: "when it was made cannot be told for certain" };
  if (!isNew) return {};
  const { type, inputs } = attempt;
  // Where the service masks secrets, those of the program are taken for its own.
  const found = fromApi(type.fields, existing, inputs);
  const isAsWanted = changedProperties(sentFields(type.fields), found, inputs).length === 0;
  return isAsWanted ? "ours" : { doubt: "its fields are not quite the program's" };
}

/** Both times are the service's own; `undefined` where one of them is not known, or they do not fit together. */
function wasMadeSince({ CreateTime }: Listed, { operation, started }: Attempt): boolean | undefined {
  const { client, clock } = operation;
  const [began = NaN, now = NaN] = [started, clock.uptime()].map((uptime) => client.serviceTime(uptime));
  const written = text(CreateTime) ?? "";
  // Of a time that says no zone, nobody knows which it is.
  const made = /(Z|[+-]\d\d:?\d\d)$/i.test(written) ? timeOf(written) : NaN;
  if (!(made <= now + SOON_MS)) return undefined;
  return made >= began - SAME_TIME_MS;
}

/** What the service has, with nothing filled in from the program. What the program does not manage is left out. */
export function asItIs(existing: Listed, { type, inputs }: Attempt): Inputs {
  const sets = Object.entries(inputs).filter(([property]) => type.fields[property]?.kind === "set");
  return { name: inputs.name, ...fromApi(type.fields, existing, Object.fromEntries(sets)) };
}
