/** The names that a program gives its resources of one type, as they are checked: VMP has each only once. */
import type { Problem } from "../fields/check";
import type { RecordType } from "../client/records/record-type";
import type { Holders } from "../lifecycle/holders";
import { foreign } from "../text/foreign";

export class Names {
  private readonly resources = new Map<string, string>();

  constructor(
    private readonly type: Pick<RecordType, "noun">,
    private readonly holders: Pick<Holders, "share">,
  ) {}

  /**
   * Offline. What is not known yet is nobody's.
   *
   * @param resource its URN, or what the program calls it; the same one can be checked more than once in a run
   */
  check(name: unknown, resource: string): Problem[] {
    if (typeof name !== "string") return [];
    const holder = this.resources.get(name) ?? resource;
    this.resources.set(name, holder);
    if (holder === resource) return [];
    this.holders.share(this.type.noun, name);
    const message =
      `is that of another ${this.type.noun} of this program, too (resource "${foreign(holder.split("::").at(-1) ?? "", [])}"), and VMP has each ` +
      "name only once; give one of them another";
    return [{ path: "name", message }];
  }
}
