/** The control endpoint under `/_emulator/`: for other processes and for people. `docs/emulator.md` lists its paths. */
import type { Emulator } from "./emulator";
import { plainAnswer, type Answer } from "./envelope";
import { ApiError } from "./errors";
import { parseFaultPlan } from "./faults";
import { maskFields } from "./fields";
import { parseBody } from "./gateway";
import { parseBehaviour } from "./options";
import { RESOURCE_TYPES } from "./resources";
import type { ResourceType } from "./resources/type";
import { readObject, requireString, type Params } from "./rules";
import { CONTROL_PREFIX } from "./server";
import type { Store } from "./store";

type Handler = (emulator: Emulator, body: Params) => unknown;

const HANDLERS: Readonly<Record<string, Handler>> = {
  "POST groups": (emulator, body) => emulator.addGroup(requireString(body, "Id"), requireString(body, "Name")),
  "GET calls": (emulator) => emulator.calls.map((call) => ({ ...call, body: undefined })),
  "GET faults": (emulator) => emulator.faults.list(),
  "POST faults": (emulator, body) => {
    emulator.faults.set(parseFaultPlan(body));
    return emulator.faults.list();
  },
  "DELETE faults": (emulator) => {
    emulator.faults.clear();
    return [];
  },
  "GET behaviour": (emulator) => emulator.behaviour,
  "POST behaviour": (emulator, body) => Object.assign(emulator.behaviour, parseBehaviour(body)),
  "POST confirm": (emulator, body) => {
    emulator.confirmEmail(requireString(body, "email"));
    return { confirmed: true };
  },
  "POST act": (emulator, body) => emulator.act(requireString(body, "action"), readObject(body, "body") ?? {}),
};

/** Answers a request to the control endpoint; never throws. */
export async function control(
  emulator: Emulator,
  store: Store,
  method: string,
  { pathname, searchParams }: URL,
  body: Buffer,
): Promise<Answer> {
  const name = `${method} ${pathname.slice(CONTROL_PREFIX.length)}`;
  const shown = RESOURCE_TYPES.find(({ collection }) => name === `GET ${collection}`);
  if (shown) return plainAnswer(200, records(shown, store, searchParams.get("reveal") === "true"));
  const handler = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
  if (handler === undefined) {
    const paths = [...RESOURCE_TYPES.map(({ collection }) => `GET ${collection}`), ...Object.keys(HANDLERS)];
    return plainAnswer(404, { error: `there is no ${name}`, paths });
  }
  try {
    return plainAnswer(200, await handler(emulator, parseBody(body)));
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 400;
    return plainAnswer(status, { error: (error as Error).message });
  }
}

function records(type: ResourceType, { state }: Store, reveal: boolean): object[] {
  const snapshots = state.snapshots(type);
  return reveal ? snapshots : snapshots.map((snapshot) => maskFields(type.fields, snapshot));
}
