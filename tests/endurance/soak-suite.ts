/** The test of one soak: faults that pass are nothing that the person who runs it notices. */
import { soak } from "../soak/soak";
import type { HostName } from "../support/hosts";
import { AGREED } from "../survival/agreement";

export interface Soaked {
  contacts: number;
  seed: number;
  /** So large a share of the calls has met a fault at least, 0 to 1: a tenth is meant to, and chance decides. */
  least: number;
  /** Default: the dynamic one. */
  host?: HostName;
}

export function testSoak({ contacts, seed, least, host = "dynamic" }: Soaked): void {
  test(`${contacts} contacts of the ${host} provider are created, updated, refreshed and destroyed while a tenth of all calls meets a fault`, async () => {
    const { stages, calls } = await soak({ host, contacts, seed, ending: false });
    expect(stages.map(({ name, errors, agreement }) => ({ name, errors, agreement }))).toEqual(
      ["create", "update", "refresh", "destroy"].map((name) => ({ name, errors: [], agreement: AGREED })),
    );
    const faults = calls.flatMap(({ fault }) => fault ?? []);
    expect(faults.length).toBeGreaterThan(calls.length * least);
  });
}
