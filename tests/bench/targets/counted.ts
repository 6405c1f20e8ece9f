/** The targets that are counted: calls, bytes of state, and the memory of the provider host. */
import type { Cell, Cells } from "../cells";
import { calls, megabytes, times, whole } from "../format";
import { NEAR, type Step } from "../plan";
import { floorOf, judge, largest, notMeasured, type Target } from "./target";

const MOST_BYTES = 1.1;
const MOST_MORE_MEMORY = 25e6;

export function callTargets(cells: Cells): Target[] {
  // Four are read with one call: what is made, as an answer with the id of something else must not pass, and what is
  // updated, as an update carries what it does not change.
  const joined = {
    rule: "N / 3 + 2",
    limit: (contacts: number): number => Math.floor(contacts / 3 + 2),
  };
  const written = {
    rule: `N + ${joined.rule}`,
    limit: (contacts: number): number => contacts + joined.limit(contacts),
  };
  // The first ones by ids, and the rest from the pages of the whole list.
  const listed = { rule: "N / 100 + 3", limit: (contacts: number): number => Math.floor(contacts / 100 + 3) };
  const none = { rule: "none", limit: (): number => 0 };
  const rules: Partial<Record<Step, typeof written>> = {
    up: written,
    update: written,
    refresh: listed,
    destroy: joined,
    "no-op up": none,
    preview: none,
  };
  return Object.entries(rules).map(([step, { rule, limit }]) => {
    const what = `API calls of ${step}`;
    const ours = largest(cells, { contestant: "ours", service: NEAR.name, step: step as Step });
    if (!ours) return notMeasured(what, `at most ${rule}`);
    const most = limit(ours.contacts);
    const allowed = `at most ${rule}${most === 0 ? "" : ` = ${whole(most)}`}`;
    return judge(`${what}, ${whole(ours.contacts)} contacts`, allowed, calls(ours), ours.called <= most);
  });
}

export function byteTargets(cells: Cells): Target[] {
  return (["up", "refresh", "update"] as const).map((step) => {
    const what = `state of a contact after ${step}`;
    const ours = largest(cells, { contestant: "ours", service: NEAR.name, step });
    const floor = ours && floorOf(cells, ours);
    if (!ours || !floor) return notMeasured(what, `at most ${MOST_BYTES} x floor`);
    const naive = largest(cells, { contestant: "naive", service: NEAR.name, step });
    const against = (cell: Cell): string => times(cell.bytesPerContact / floor.bytesPerContact);
    const beside = naive ? `, naive ${against(naive)}` : "";
    return judge(
      what,
      `at most ${MOST_BYTES} x floor`,
      `${whole(ours.bytesPerContact)} bytes (${against(ours)} floor${beside})`,
      ours.bytesPerContact <= MOST_BYTES * floor.bytesPerContact,
    );
  });
}

/** The highest of all steps with the most contacts: it is what the machine must have. */
export function memoryTarget(cells: Cells): Target {
  const limit = `at most floor + ${megabytes(MOST_MORE_MEMORY)}`;
  const most = largest(cells, { contestant: "ours", service: NEAR.name });
  const { contacts = 0, service = "" } = most ?? {};
  const pairs = cells.all({ contestant: "ours", contacts, service }).flatMap((ours) => {
    const floor = floorOf(cells, ours);
    if (!ours.hostPeakBytes || !floor?.hostPeakBytes) return [];
    return [{ ours: ours.hostPeakBytes.median, floor: floor.hostPeakBytes.median }];
  });
  if (pairs.length === 0) return notMeasured("peak memory of the provider host", limit);
  const ours = Math.max(...pairs.map((pair) => pair.ours));
  const floor = Math.max(...pairs.map((pair) => pair.floor));
  return judge(
    `peak memory of the provider host, ${whole(contacts)} contacts`,
    limit,
    `${megabytes(ours)} (floor + ${megabytes(ours - floor)})`,
    ours <= floor + MOST_MORE_MEMORY,
  );
}
