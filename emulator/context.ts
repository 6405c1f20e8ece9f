import type { Mail } from "./mail";
import type { Behaviour } from "./options";
import type { Params } from "./rules";
import type { Store } from "./store";

/** What an action works with. */
export interface ActionContext {
  store: Store;
  mail: Mail;
  behaviour: Behaviour;
  /** The server's clock, in ms since 1970. */
  now: number;
  /** Lists leave out what was made less than this many ms ago: the fault `staleList`. */
  hideYoungerThanMs: number;
}

/** One action of the API: parameters to `Result`. Throws `ApiError`. */
export type Action = (params: Params, context: ActionContext) => object | Promise<object>;
