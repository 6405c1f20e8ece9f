/** What a create that fails says, and what one says that is not sure. */
import { nextStep, VmpError } from "../client/errors";
import type { Purpose } from "../client/types";
import { foreignId } from "../text/foreign";
import type { Attempt } from "./create";
import type { ResourceType } from "./resource-type";

export function notItsTurn({ noun, actions }: ResourceType, task: string, isCancelled: boolean): VmpError {
  const [code, message] = isCancelled
    ? ["Cancelled", "stopped before it was sent"]
    : ["TimedOut", `not sent, as another ${noun} of this name was being created for all of the time allowed`];
  return new VmpError({ action: actions.create, task, code, message, effect: "none" });
}

/** An answer was lost, and what became of it could not be found out, perhaps because looking for it failed. */
export function uncertain(error: VmpError, { noun }: ResourceType, lookup?: unknown): VmpError {
  const { action, task, code, status, requestId } = error;
  const failed = !(lookup instanceof VmpError)
    ? ""
    : lookup.code === code
      ? ", and it could not be looked for"
      : `, and looking for it failed with ${lookup.code}`;
  const first = nextStep(code);
  return new VmpError({
    action,
    task,
    code,
    status,
    requestId,
    message: `${error.reason.replace(/\.$/, "")}. The ${noun} may have been created all the same${failed}`,
    effect: "unknown",
    next:
      `${first === "" ? "Run" : `${first} Then run`} it again with adopt: true on it (or with vmp:adoptExisting set to true): ` +
      `that takes the ${noun} over when it is there, and makes it when it is not.`,
    cause: error,
  });
}

/** The answer has the id of something that has another name, or that another resource has. */
export function ofAnother({ noun, actions }: ResourceType, { task }: Purpose): VmpError {
  const message = `the answer holds the Id of another ${noun}`;
  return new VmpError({ action: actions.create, task, code: "NoResult", message, effect: "unknown" });
}

/** It was made, and cannot be read. */
export function notSeen({ code }: VmpError, id: string, { noun }: ResourceType, { task }: Purpose): string {
  return (
    `${task}: VMP says that it made the ${noun} (id ${foreignId(id)}), but reading it failed with ${code}. ` +
    'Run "pulumi refresh" in a while: that looks again.'
  );
}

/** The name is that of another resource of this program: to take that one's over would cost both. */
export function ownName(error: VmpError, id: string, { type, purpose }: Attempt): VmpError {
  return new VmpError({
    action: type.actions.create,
    task: purpose.task,
    code: "Conflict.Name",
    message: `another resource of this program has the ${type.noun} of this name, with the id ${foreignId(id)}`,
    effect: "none",
    requestId: error.requestId,
    next:
      "Give one of the two another name. If the other one gets another name in this run, or goes, run it without this " +
      "one first, and then with it.",
    cause: error,
  });
}

/**
 * The name is that of something that nobody manages from a program.
 *
 * @param why the end of a sentence about it
 */
export function leftAlone(error: VmpError, id: string, why: string, { type, purpose }: Attempt): VmpError {
  return new VmpError({
    action: type.actions.create,
    task: purpose.task,
    code: "Conflict.Name",
    message: `a ${type.noun} of this name (id ${foreignId(id)}) ${why}`,
    effect: "none",
    requestId: error.requestId,
    next: "Choose another name.",
    cause: error,
  });
}

/**
 * The name is taken: says by what, and the ways out.
 *
 * @param doubt why it may be what this run made, as the end of a sentence
 */
export function taken(error: VmpError, id: string, { type, purpose }: Attempt, doubt?: string): VmpError {
  const { noun, actions } = type;
  const ours =
    doubt === undefined
      ? ""
      : ` It may be the one that this run made: the answer of its create was lost, and ${doubt}.`;
  return new VmpError({
    action: actions.create,
    task: purpose.task,
    code: "Conflict.Name",
    message: `a ${noun} of this name exists already, with the id ${foreignId(id)}`,
    effect: doubt === undefined ? "none" : "unknown",
    requestId: error.requestId,
    next:
      `Choose another name; or delete that ${noun} in the VMP console; or set adopt: true on it (or vmp:adoptExisting for ` +
      "the whole stack), which takes it over and brings it to the program's fields. If only the resource got another name in the program, " +
      `give it the old one as an alias: { aliases: [{ name: ... }] }.${ours}`,
    cause: error,
  });
}
