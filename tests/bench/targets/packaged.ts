/** The targets of the packaged provider, most of them against the dynamic one of the same run. */
import type { Cell, Cells } from "../cells";
import { counted, milliseconds, seconds, times, whole } from "../format";
import type { Micro } from "../micro";
import { NEAR, type Step } from "../plan";
import { median } from "../statistics";
import { judge, keyOf, notMeasured, type Target } from "./target";

const MOST_OF_START = 0.3;
const MOST_OF_ONE = 0.6;
const MOST_OF_HUNDRED = 1;
const MOST_OF_STATE = 0.85;
const MOST_PREVIEW_MS = 1_000;
const MOST_BUNDLE_BYTES = 1e6;

export function packagedTargets(cells: Cells, micro: Micro | undefined): Target[] {
  return [
    startTarget(micro),
    yamlTarget(micro),
    ...(["refresh", "destroy"] as const).map((step) => timeTarget(cells, step, 1, MOST_OF_ONE)),
    ...(["up", "refresh", "destroy"] as const).map((step) => timeTarget(cells, step, 100, MOST_OF_HUNDRED)),
    stateTarget(cells, micro),
    bundleTarget(micro),
  ];
}

function startTarget(micro: Micro | undefined): Target {
  const what = "packaged: start of its process, until it listens";
  const limit = `at most ${MOST_OF_START} x the dynamic host's`;
  if (!micro?.packaged) return notMeasured(what, limit);
  const { dynamic, packaged } = micro.packaged.starts;
  const [before, after] = [median(dynamic), median(packaged)];
  const measured = `${times(after / before)}, ${milliseconds(after)} beside ${milliseconds(before)}`;
  return judge(what, limit, measured, after <= MOST_OF_START * before);
}

function yamlTarget(micro: Micro | undefined): Target {
  const what = "packaged: preview of one contact from YAML, whole command";
  const limit = `at most ${seconds(MOST_PREVIEW_MS)}`;
  const previews = micro?.packaged?.yamlPreviews;
  if (!previews) return notMeasured(what, limit);
  return judge(what, limit, milliseconds(median(previews)), median(previews) <= MOST_PREVIEW_MS);
}

function timeTarget(cells: Cells, step: Step, contacts: number, most: number): Target {
  const what = `packaged: ${step} of ${counted(contacts)}`;
  const limit = `at most ${most} x ours`;
  const pair = pairOf(cells, step, contacts);
  if (!pair) return notMeasured(what, limit);
  const [packaged, ours] = pair;
  const ratio = packaged.wallMs.median / ours.wallMs.median;
  const processor = times(packaged.cpuMs.median / ours.cpuMs.median);
  const measured = `${seconds(packaged.wallMs.median)} (${times(ratio)} ours, processor ${processor})`;
  return judge(what, limit, packaged.errors[0] ?? measured, packaged.errors.length === 0 && ratio <= most);
}

function stateTarget(cells: Cells, micro: Micro | undefined): Target {
  const what = "packaged: state of a contact with mail and webhook after up";
  const limit = `at most ${MOST_OF_STATE} x ours`;
  const bytes = micro?.packaged?.stateBytes;
  if (!bytes) return notMeasured(what, limit);
  const contacts = cells.sizes({ contestant: "packaged", step: "up" }).at(-1);
  const pair = contacts === undefined ? undefined : pairOf(cells, "up", contacts);
  const all = pair ? `; with all channels ${sizes(...pair.map((cell) => cell.bytesPerContact))}` : "";
  return judge(what, limit, sizes(bytes.packaged, bytes.ours) + all, bytes.packaged <= MOST_OF_STATE * bytes.ours);
}

function sizes(packaged = 0, ours = 0): string {
  return `${whole(packaged)} bytes (${times(packaged / ours)} ours)`;
}

function bundleTarget(micro: Micro | undefined): Target {
  const what = "packaged: its one file";
  const limit = `at most ${whole(MOST_BUNDLE_BYTES)} bytes`;
  const bytes = micro?.packaged?.bundleBytes;
  return bytes === undefined
    ? notMeasured(what, limit)
    : judge(what, limit, `${whole(bytes)} bytes`, bytes <= MOST_BUNDLE_BYTES);
}

/** Both at the same, where both were measured. */
function pairOf(cells: Cells, step: Step, contacts: number): [packaged: Cell, ours: Cell] | undefined {
  const [packaged] = cells.all({ contestant: "packaged", service: NEAR.name, step, contacts });
  const ours = packaged && cells.find({ ...keyOf(packaged), contestant: "ours" });
  return packaged && ours && [packaged, ours];
}
