/** The targets that are counted: calls, bytes of state, and the memory of the provider host. */
import type { Cell, Cells } from "../cells";
import { calls, counted, megabytes, times, whole } from "../format";
import { type Contestant, NEAR, OURS, type Step } from "../plan";
import { floorOf, judge, largest, notMeasured, type Target, whose } from "./target";

const MOST_BYTES = 1.1;
const MOST_MORE_MEMORY = 25e6;

interface Rule {
  text: string;
  most: (contacts: number) => number;
}

// Four are read with one call: what is made, as an answer with the id of something else must not pass, and what is
// updated, as an update carries what it does not change.
const JOINED: Rule = { text: "N / 3 + 2", most: (contacts) => Math.floor(contacts / 3 + 2) };
const WRITTEN: Rule = { text: `N + ${JOINED.text}`, most: (contacts) => contacts + JOINED.most(contacts) };
const NONE: Rule = { text: "none", most: () => 0 };

/** The first ones by ids or by name, and the rest from the pages of the whole list. */
function listed(more: number): Rule {
  return { text: `N / 100 + ${more}`, most: (contacts) => Math.ceil(contacts / 100) + more };
}

const OF_MANY: [Step, Rule][] = [
  ["up", WRITTEN],
  ["update", WRITTEN],
  ["refresh", listed(3)],
  ["adopt", listed(4)],
  ["destroy", JOINED],
  ["no-op up", NONE],
  ["preview", NONE],
];

/** One contact is written with one call, and read with another: after a create, and before an update. */
const OF_ONE: [Step, Rule][] = [
  ["up", { text: "a create and a read", most: () => 2 }],
  ["update", { text: "a read and an update", most: () => 2 }],
  ["refresh", { text: "a read", most: () => 1 }],
  ["destroy", { text: "a delete", most: () => 1 }],
];

export function callTargets(cells: Cells): Target[] {
  return OURS.flatMap((contestant) => {
    const near = { contestant, service: NEAR.name };
    return [
      ...OF_MANY.map(([step, rule]) => callTarget(largest(cells, { ...near, step }), contestant, step, rule)),
      ...OF_ONE.map(([step, rule]) => {
        const [one] = cells.all({ ...near, step, contacts: 1 });
        return callTarget(one, contestant, step, rule);
      }),
    ];
  });
}

function callTarget(cell: Cell | undefined, contestant: Contestant, step: Step, { text, most }: Rule): Target {
  const what = `${whose(contestant)}API calls of ${step}`;
  if (!cell) return notMeasured(what, `at most ${text}`);
  const limit = most(cell.contacts);
  const allowed = `at most ${text}${limit === 0 ? "" : ` = ${whole(limit)}`}`;
  return judge(`${what}, ${counted(cell.contacts)}`, allowed, calls(cell), cell.called <= limit);
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
export function memoryTargets(cells: Cells): Target[] {
  return OURS.map((contestant) => memoryTarget(cells, contestant));
}

function memoryTarget(cells: Cells, contestant: Contestant): Target {
  const what = `${whose(contestant)}peak memory of the provider host`;
  const limit = `at most floor + ${megabytes(MOST_MORE_MEMORY)}`;
  const most = largest(cells, { contestant, service: NEAR.name });
  const { contacts = 0, service = "" } = most ?? {};
  const pairs = cells.all({ contestant, contacts, service }).flatMap((ours) => {
    const floor = floorOf(cells, ours);
    if (!ours.hostPeakBytes || !floor?.hostPeakBytes) return [];
    return [{ ours: ours.hostPeakBytes.median, floor: floor.hostPeakBytes.median }];
  });
  if (pairs.length === 0) return notMeasured(what, limit);
  const ours = Math.max(...pairs.map((pair) => pair.ours));
  const floor = Math.max(...pairs.map((pair) => pair.floor));
  return judge(
    `${what}, ${whole(contacts)} contacts`,
    limit,
    `${megabytes(ours)} (floor ${ours < floor ? "-" : "+"} ${megabytes(Math.abs(ours - floor))})`,
    ours <= floor + MOST_MORE_MEMORY,
  );
}
