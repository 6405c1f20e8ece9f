/** Keeps the state, and the data file in step with it. */
import { readDataFile, writeDataFile } from "./datafile";
import { gatewayError } from "./errors";
import { lock } from "./lock";
import { State, type Collection } from "./state";
import { followLinks } from "./whole-file";

export class Store {
  private current: State;
  private readonly file: string | undefined;
  private release: () => void = () => undefined;

  /** Reads the data file when there is one, and keeps others from it until `close`. */
  constructor(collections: readonly Collection[], path: string | undefined) {
    this.current = new State(new Map(collections.map(({ collection }) => [collection, new Map()])), new Set());
    if (path === undefined) return;
    this.file = followLinks(path);
    this.release = lock(this.file);
    try {
      this.current = readDataFile(this.file, collections) ?? this.current;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Gives the data file back. */
  close(): void {
    this.release();
    this.release = () => undefined;
  }

  /** To be read; only `mutate` changes it. */
  get state(): State {
    return this.current;
  }

  /**
   * Changes the state through `change`, which puts new records in the place of old ones. The file is written before
   * this returns; when that fails, or `change` throws, everything is as it was.
   */
  mutate(change: (state: State) => void): void {
    const next = this.current.copy();
    change(next);
    if (this.file !== undefined) write(this.file, next);
    this.current = next;
  }
}

function write(file: string, state: State): void {
  try {
    writeDataFile(file, state);
  } catch (error) {
    throw gatewayError("InternalError", `The emulator could not write its data file: ${(error as Error).message}`);
  }
}
