/**
 * Whether what ours costs grows with the number of contacts and no faster. What the engine's checkpoints cost grows
 * with its square; so what counts is the processor time of the provider host, as far as it is above that of the
 * floor's.
 */
import type { Cells } from "../cells";
import { NEAR, type Step, TIMED } from "../plan";
import { milliseconds, whole } from "../format";
import { floorOf, judge, notMeasured, type Target } from "./target";

/** What a contact costs above the floor, with so many of them. */
export interface PerContact {
  contacts: number;
  /** Processor time of the provider host, in ms. */
  hostMs: number;
  /** The same between the rounds in which it and the floor were nearest each other, and farthest apart. */
  hostRangeMs: { least: number; most: number };
  /** Processor time of the command with all its processes, in ms. */
  cpuMs: number;
  /** Bytes of state. */
  bytes: number;
  calls: number;
}

/** With fewer contacts, starting the processes is nearly all that is measured. */
const FEWEST = 100;
/** A cost that grows with the square would be ten times as high per contact with ten times as many. */
const TOLERATED = 1.5;

export function growthTargets(cells: Cells): Target[] {
  return TIMED.map((step) => {
    const points = growth(cells, step).filter(({ contacts }) => contacts >= FEWEST);
    const [first, last] = [points[0], points.at(-1)];
    const what = `growth of the provider host's time above the floor's, ${step}`;
    const limit = `per contact at most ${TOLERATED} x that of a tenth of them, as far as the rounds tell`;
    if (!first || !last || first === last) return notMeasured(what, limit);
    // Starting the host differs by more from round to round than a hundred contacts cost it: ranges are held against
    // each other. Below a tenth of a millisecond a contact there is nothing left to grow.
    const linear = last.hostRangeMs.least <= Math.max(TOLERATED * first.hostRangeMs.most, 0.1);
    return judge(what, limit, points.map(described).join(", "), linear);
  });
}

function described({ hostMs, hostRangeMs: { least, most }, contacts }: PerContact): string {
  const range = least < most ? ` (${milliseconds(least)}..${milliseconds(most)})` : "";
  return `${milliseconds(hostMs)}${range} of ${whole(contacts)}`;
}

/** By the number of contacts, with the state written at the end. */
export function growth(cells: Cells, step: Step): PerContact[] {
  const ours = cells.all({ contestant: "ours", service: NEAR.name, checkpoints: "at the end", step });
  return ours
    .flatMap((cell) => {
      const floor = floorOf(cells, cell);
      if (!floor) return [];
      const perContact = (mine = 0, theirs = 0): number => (mine - theirs) / cell.contacts;
      return {
        contacts: cell.contacts,
        hostMs: perContact(cell.hostCpuMs?.median, floor.hostCpuMs?.median),
        hostRangeMs: {
          least: perContact(cell.hostCpuMs?.min, floor.hostCpuMs?.max),
          most: perContact(cell.hostCpuMs?.max, floor.hostCpuMs?.min),
        },
        cpuMs: perContact(cell.cpuMs.median, floor.cpuMs.median),
        bytes: cell.bytesPerContact - floor.bytesPerContact,
        calls: cell.called / cell.contacts,
      };
    })
    .sort((a, b) => a.contacts - b.contacts);
}
