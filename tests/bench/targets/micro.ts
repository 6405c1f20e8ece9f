/** The targets of loading and signing. */
import { megabytes, milliseconds, millions, times, whole } from "../format";
import type { Loaded, Micro } from "../micro";
import type { Case } from "../micro/cases";
import { median } from "../statistics";
import { judge, notMeasured, type Target } from "./target";

const MOST_ADDED: Record<Loaded, { what: string; share: number }> = {
  provider: { what: "loading the provider for a preview, on top of its host", share: 0.1 },
  sdk: { what: "loading the SDK, on top of @pulumi/pulumi", share: 0.05 },
};
const NOT_IN_PREVIEW = /^(undici|@noble\/hashes)$/;
const MOST_MORE = { ms: 60, bytes: 25e6 };
const FASTER = 3;

export function microTargets(micro: Micro | undefined): Target[] {
  return [
    packagesTarget(micro),
    loadTarget("provider", micro),
    loadTarget("sdk", micro),
    firstAnswerTarget(micro),
    signTarget(micro),
  ];
}

function packagesTarget(micro: Micro | undefined): Target {
  const what = "packages that a preview loads in the provider host";
  const limit = "neither undici nor @noble/hashes";
  const packages = micro?.loadings.provider[0]?.packages;
  if (!packages) return notMeasured(what, limit);
  return judge(what, limit, packages.join(", "), !packages.some((name) => NOT_IN_PREVIEW.test(name)));
}

function loadTarget(which: Loaded, micro: Micro | undefined): Target {
  const { what, share } = MOST_ADDED[which];
  const limit = `at most ${Math.round(share * 100)} %`;
  if (!micro) return notMeasured(what, limit);
  const { added, base, ratio } = loadSummary(micro, which);
  const counted = micro.instructions?.loading[which];
  const instructions = counted
    ? `; ${percent(counted.added / counted.base)} of the instructions, ${millions(counted.added)}`
    : "";
  const measured = `${percent(ratio)}, ${milliseconds(added)} on ${milliseconds(base)}${instructions}`;
  return judge(what, limit, measured, ratio <= share);
}

/** The share is taken in each process by itself: both parts of it met the same machine. */
export function loadSummary(micro: Micro, which: Loaded): { added: number; base: number; ratio: number } {
  const loadings = micro.loadings[which];
  return {
    added: median(loadings.map(({ addedMs }) => addedMs)),
    base: median(loadings.map(({ baseMs }) => baseMs)),
    ratio: median(loadings.map(({ addedMs, baseMs }) => addedMs / baseMs)),
  };
}

/** undici, and all else that a first call loads. A preview loads none of it. */
function firstAnswerTarget(micro: Micro | undefined): Target {
  const what = "first answer in the provider host, beside node:http";
  const limit = `at most ${MOST_MORE.ms} ms and ${megabytes(MOST_MORE.bytes)} more`;
  const answers = micro?.firstAnswers;
  if (!answers) return notMeasured(what, limit);
  const more = (measure: "ms" | "bytes"): number =>
    median(answers.ours.map((one) => one[measure])) - median(answers.http.map((one) => one[measure]));
  const [ms, bytes] = [more("ms"), more("bytes")];
  const measured = `${milliseconds(ms)} and ${megabytes(bytes)} more`;
  return judge(what, limit, measured, ms <= MOST_MORE.ms && bytes <= MOST_MORE.bytes);
}

function signTarget(micro: Micro | undefined): Target {
  const what = "signing, beside the Signer of @volcengine/openapi";
  const limit = `at least ${FASTER} x as fast, same bytes`;
  if (!micro) return notMeasured(what, limit);
  const { compared, perSecond } = micro.speeds;
  const ratio = median(perSecond.sign.map((speed, round) => speed / (perSecond["sign, vendor"][round] ?? NaN)));
  const both = (["sign", "sign, vendor"] satisfies Case[]).map((name) => whole(median(perSecond[name])));
  const counted = micro.instructions?.cases;
  const instructions = counted ? `; ${times(counted["sign, vendor"] / counted.sign)} in instructions` : "";
  const measured = `${times(ratio)}, ${both.join(" and ")} a second${instructions}; ${compared} requests the same`;
  return judge(what, limit, measured, ratio >= FASTER);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
