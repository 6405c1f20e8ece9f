/** The account that one provider of a stack works with. */
import { type Context, open } from "../../lifecycle/operation";
import type { Properties } from "../../values";
import { engineParallelism } from "../parallelism";
import { sourceOf } from "./config";

export interface Account {
  configure(settings: Properties): void;
  /**
   * Opened when the first call needs it: previews load neither the HTTP client nor the hashes, and need no keys.
   *
   * @throws an error that lists every fault of the settings
   */
  connect(): Promise<Context>;
  /** Ends waits and calls. */
  cancel(): void;
}

export function accountOf(environment: NodeJS.ProcessEnv): Account {
  const cancellation = new AbortController();
  let settings: Properties = {};
  let context: Promise<Context> | undefined;
  return {
    configure(given) {
      settings = given;
      context = undefined;
    },
    connect: () =>
      (context ??= open(sourceOf(settings), environment, {
        signal: cancellation.signal,
        atOnce: engineParallelism(environment),
      })),
    cancel: () => {
      cancellation.abort();
    },
  };
}
