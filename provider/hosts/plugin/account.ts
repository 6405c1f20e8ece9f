/** The account that one provider of a stack works with. */
import { Holders } from "../../lifecycle/holders";
import { type Context, open } from "../../lifecycle/operation";
import type { Properties } from "../../values";
import { sourceOf } from "./config";

export interface Account {
  /** Who has what, in the run that the settings are of. */
  readonly holders: Holders;
  configure(settings: Properties): void;
  /**
   * Opened when the first call needs it: previews load neither the HTTP client nor the hashes, and need no keys.
   *
   * @throws an error that lists every fault of the settings
   */
  connect(): Promise<Context>;
  /** Ends waits and calls, until it is configured again. */
  cancel(): void;
}

export function accountOf(environment: NodeJS.ProcessEnv): Account {
  let cancellation = new AbortController();
  let settings: Properties = {};
  let context: Promise<Context> | undefined;
  let holders = new Holders();
  return {
    get holders() {
      return holders;
    },
    configure(given) {
      settings = given;
      // Each run ends with a cancel. What is under way without one keeps its client, whose connections end unused.
      if (cancellation.signal.aborted) cancellation = new AbortController();
      context = undefined;
      holders = new Holders();
    },
    connect: () =>
      (context ??= open(sourceOf(settings), environment, {
        signal: cancellation.signal,
        holders,
      })),
    cancel: () => {
      cancellation.abort();
    },
  };
}
