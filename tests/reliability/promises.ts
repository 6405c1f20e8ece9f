/** What every operation promises, whatever fault it meets: what the live run and `docs/reliability.md` are held to. */
import type { Kind } from "./faults";
import { ACTIONS, MAX_RETRIES, type Operation, type Scene } from "./scenes";

/** How many calls; several numbers where each of them is right. */
export type Count = number | readonly number[];

/** The code of the scene's own fault, or another; `undefined`: nothing is shown. */
type Shown = "its code" | "Conflict.Name" | undefined;

export interface Promised {
  shown: Shown;
  /** Whether the error says that the contact may have been created all the same. */
  unsure: boolean | "perhaps";
  /** What each holds after the operation. */
  state: string;
  service: string;
  /** The calls that reach the service, by action; of actions that are not named, none. */
  calls: Record<string, Count>;
  /** What the run after it does, without the fault. */
  next: string;
}

/** How a call that can be repeated goes: how often it is sent, and whether it fails in the end. */
type Course = readonly [sent: Count, fails: boolean];

const EVERY = 1 + MAX_RETRIES;

/** Of a process that is too busy to send within its time, nothing arrives. */
const NO_TIME: Course = [[0, 1], true];

const COURSES: Record<Kind, { once: Course; every: Course }> = {
  harmless: { once: [1, false], every: [1, false] },
  "turned away": { once: [2, false], every: [EVERY, true] },
  "turned away by a gateway": { once: [2, false], every: [EVERY, true] },
  "turned away for an hour": { once: [1, true], every: [1, true] },
  "keys run out": { once: [1, true], every: [1, true] },
  // Once: the second is signed for a clock that was right before.
  "wrong clock": { once: [3, false], every: [2, false] },
  "no clear answer": { once: [2, false], every: [EVERY, true] },
  redirect: { once: [1, true], every: [1, true] },
  "no clear answer + act, then a list without it": { once: [2, false], every: [EVERY, true] },
  "no connection": { once: [0, true], every: [0, true] },
  "no time left": { once: NO_TIME, every: NO_TIME },
};

export function promised(operation: Operation, scene: Pick<Scene, "kind" | "act" | "reach">): Promised {
  const { kind, act, reach } = scene;
  if (operation === "create") return promisedOfCreate(scene);
  if (operation === "update") return promisedOfUpdate(scene);
  const [sent, fails] = COURSES[kind][reach === "once" ? "once" : "every"];
  // What a second delete does not find is looked for once more, before it counts as gone.
  const isGone = operation === "delete" && act && !fails && sent !== 1;
  return ending(operation, { [ACTIONS[operation]]: sent, ...(isGone && { GetContact: 1 }) }, { act, fails });
}

/** What the update carries beside the change is read first; where that fails, nothing is sent. */
function promisedOfUpdate({ kind, act, reach }: Pick<Scene, "kind" | "act" | "reach">): Promised {
  const { once, every } = COURSES[kind];
  const [sent, fails] = reach === "once" ? once : every;
  if (reach === "once") return ending("update", { GetContact: 1, UpdateContact: sent }, { act, fails });
  if (fails) return ending("update", { GetContact: sent }, { act: false, fails });
  return ending("update", { GetContact: sent, UpdateContact: 1 }, { act, fails });
}

/**
 * A create is not sent again as long as it may have been done: it is looked for by its name. What was made or found is
 * read.
 */
function promisedOfCreate({ kind, act, reach }: Pick<Scene, "kind" | "act" | "reach">): Promised {
  const end = (creates: Count, lists: Count, how: How, reads = how.fails && !how.shown ? 0 : 1): Promised =>
    ending("create", { CreateContact: creates, ListContacts: lists, GetContact: reads }, { ...how, act });
  const { once, every } = COURSES[kind];
  const [sent, fails] = reach === "once" ? once : every;
  switch (kind) {
    case "no clear answer":
    case "redirect":
      if (reach === "every call") return end(1, every[0], { fails, unsure: true });
      if (act) return end(1, 1, { fails: false });
      return reach === "once" ? end(2, 1, { fails: false }) : end(EVERY, EVERY, { fails: true, unsure: true });
    // Who turned it away, and before what, is not said; only what is refused in the service's own form is certain.
    case "turned away by a gateway":
      if (reach === "every call") return end(EVERY, EVERY, { fails, unsure: true });
      if (act) return end(sent, 1, { fails: false });
      return reach === "once" ? end(sent, 0, { fails }) : end(sent, 1, { fails, unsure: true });
    // The read is signed for the clock of the creates.
    case "wrong clock":
      return end(sent, 0, { fails }, reach === "every create" ? 2 : 1);
    case "turned away for an hour":
      return end(sent, 1, { fails, unsure: true });
    case "no clear answer + act, then a list without it":
      return end(2, 2, { fails: false });
    case "no time left":
      return end(sent, sent, { fails, unsure: "perhaps" });
    case "turned away":
      // It was not: what answered the second create is not known to be ours.
      if (act && reach === "once") return end(2, 1, { fails: true, shown: "Conflict.Name" });
      break;
  }
  return end(sent, 0, { fails });
}

interface How {
  fails: boolean;
  act?: boolean;
  shown?: Shown;
  unsure?: Promised["unsure"];
}

const WORDS: Record<Operation, { state: [before: string, after: string]; service: [before: string, after: string] }> = {
  create: { state: ["nothing", "the contact"], service: ["nothing", "the contact"] },
  read: { state: ["as before", "what the service has"], service: ["as before", "as before"] },
  update: { state: ["the old fields", "the new fields"], service: ["the old fields", "the new fields"] },
  delete: { state: ["the contact", "nothing"], service: ["the contact", "nothing"] },
};

function ending(operation: Operation, calls: Promised["calls"], how: How): Promised {
  const { fails, act = false, shown = fails ? "its code" : undefined, unsure = false } = how;
  const { state, service } = WORDS[operation];
  const again = operation === "create" ? (act ? "takes it over" : "makes it") : `${operation}s it`;
  return {
    shown,
    unsure,
    state: state[fails ? 0 : 1],
    service: service[fails && !act ? 0 : 1],
    calls: Object.fromEntries(Object.entries(calls).filter(([, count]) => count !== 0)),
    next: fails ? again : "has nothing to do",
  };
}
