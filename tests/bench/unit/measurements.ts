/** Measurements as a run would have made them. */
import type { Measurement } from "../measure";
import type { Loading } from "../micro/loading";
import type { Micro } from "../micro";

export function measurement(changes: Partial<Measurement> = {}): Measurement {
  return {
    contestant: "ours",
    contacts: 1000,
    service: "0 ms",
    checkpoints: "every step",
    step: "up",
    round: 1,
    wallMs: 100_000,
    cpuMs: 150_000,
    host: { peakBytes: 200e6, cpuMs: 10_000 },
    served: {},
    refused: 0,
    inState: 1000,
    bytesPerContact: 5000,
    secretsPerContact: 11,
    ...changes,
  };
}

export function micro(changes: Partial<Micro> = {}): Micro {
  const loading = (baseMs: number, addedMs: number, ...packages: string[]): Loading => ({ baseMs, addedMs, packages });
  return {
    speeds: {
      compared: 50,
      perSecond: { sign: [30_000, 20_000], "sign, vendor": [10_000, 5_000], check: [50_000], diff: [200_000] },
    },
    loadings: {
      sdk: [loading(1000, 40, "pulumi-vmp"), loading(2000, 90, "pulumi-vmp")],
      provider: [loading(1000, 90, "fastest-levenshtein", "pulumi-vmp")],
    },
    firstAnswers: {
      http: [
        { ms: 5, bytes: 1e6 },
        { ms: 900, bytes: 1e6 },
        { ms: 7, bytes: 1e6 },
      ],
      ours: [{ ms: 67, bytes: 26e6 }],
    },
    packaged: {
      starts: { dynamic: [700, 650, 5000], packaged: [150, 210, 190] },
      bundleBytes: 1e6,
      stateBytes: { ours: 2000, packaged: 1700 },
      yamlPreviews: [900, 1000, 4000],
    },
    ...changes,
  };
}
