/**
 * The variables that a Go template has declared, where it is read. They hold up to the end of the block.
 *
 * Source: Go's package text/template/parse, which takes `$x = 1` for a declaration too.
 */
import { LENGTH, shortened } from "../text/foreign";

const VARIABLE = /(\$[\p{L}\p{Nd}_]+)(?:[ \t\r\n]*(:?=|,))?/gu;

export class Variables {
  private readonly declared: string[] = [];
  /** How often each is declared. */
  private readonly times = new Map<string, number>();

  /** Where they are now, to come back to. */
  mark(): number {
    return this.declared.length;
  }

  backTo(mark: number): void {
    for (const name of this.declared.splice(mark)) this.times.set(name, this.timesOf(name) - 1);
  }

  /**
   * Declares those of an action.
   *
   * @returns the end of a sentence that starts with "line 1 has"
   */
  faultIn(code: string): string | undefined {
    for (const [, name = "", sign] of code.matchAll(VARIABLE)) {
      if (sign !== undefined) {
        this.declared.push(name);
        this.times.set(name, this.timesOf(name) + 1);
      } else if (this.timesOf(name) === 0) return `${shortened(name, LENGTH.name)}, which is declared nowhere before`;
    }
    return undefined;
  }

  private timesOf(name: string): number {
    return this.times.get(name) ?? 0;
  }
}
