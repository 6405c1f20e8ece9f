/**
 * Which resource of the program has which record, as far as this process was told of them in this run.
 *
 * Two resources can come to one id: a resource that gets another name in the program takes its contact over before the
 * old one goes, and a run can fail in between. What one of them has is not taken over by another, and is not deleted
 * with another.
 */
import { randomBytes } from "node:crypto";
import type { Properties } from "../values";

/** What the program says of a resource, and what the state has of it. */
export interface Declared {
  inputs: Properties;
  state: Properties;
}

/** The program, as far as this process was told of it in this run: what is referred to, before what refers to it. */
export interface Program {
  /** @returns what of the program has this id, by the noun of its type; `undefined` where that is not known (yet) */
  declared(noun: string, id: string): Declared | undefined;
}

export class Holders implements Program {
  private readonly held = new Map<string, Set<string>>();
  private readonly refreshed = new Set<string>();
  private readonly names = new Set<string>();
  private readonly program = new Map<string, Declared>();

  /** The program has a resource with this id. */
  hold(id: string, holder: string): void {
    const holders = this.held.get(id) ?? new Set();
    this.held.set(id, holders.add(holder));
  }

  /** A refresh asks for the differences of what it read: of the state, and not of the program. */
  wasRead(holder: string): void {
    this.refreshed.add(holder);
  }

  /**
   * Differences are asked for, so the program has a resource with this id.
   *
   * @param subject the resource, for people
   * @returns whether they are of the program
   * @throws when the program has two of them
   */
  claim(subject: () => string, id: string, holder: string): boolean {
    if (this.refreshed.delete(holder)) return false;
    // Two states of an earlier version can be one resource's at two times.
    if (isMark(holder) && this.others(id, holder).some(isMark)) {
      throw new Error(
        `${subject()} is what another resource of this program has, too, and one update would undo the other's. ` +
          "Take one of the two resources out of the program: nothing is deleted by that.",
      );
    }
    this.hold(id, holder);
    return true;
  }

  declare(noun: string, id: string, declared: Declared): void {
    this.program.set(`${noun} ${id.toLowerCase()}`, declared);
  }

  declared(noun: string, id: string): Declared | undefined {
    return this.program.get(`${noun} ${id}`);
  }

  /** Whether another resource has it. */
  isOfAnother(id: string, holder: string): boolean {
    return this.others(id, holder).length > 0;
  }

  /** Two resources of the program have this name. */
  share(noun: string, name: string): void {
    this.names.add(`${noun} ${name}`);
  }

  isShared(noun: string, name: string): boolean {
    return this.names.has(`${noun} ${name}`);
  }

  release(id: string, holder: string): void {
    this.held.get(id)?.delete(holder);
  }

  private others(id: string, holder: string): string[] {
    return [...(this.held.get(id) ?? [])].filter((each) => each !== holder);
  }
}

/** For a resource that is made: no other has the same. */
export function newHolder(): string {
  return randomBytes(4).toString("hex");
}

function isMark(holder: string): boolean {
  return /^[0-9a-f]{8}$/.test(holder);
}
