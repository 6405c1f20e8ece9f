import type { Json, JsonObject } from "../values";

export type { Json, JsonObject };

/** What a call is made for. All calls of one operation share it. */
export interface Purpose {
  /** What is being done to what, in words; every error starts with it: `create contact "oncall"`. Never a secret. */
  task: string;
  /** When the operation has to be over, by the clock's uptime. Default: `vmp:timeout` from now; never later. */
  deadline?: number | undefined;
  /** The secrets of the operation: what must stand in no message, whatever an answer repeats. */
  secrets?: readonly string[] | undefined;
}

/** One call of the VMP API. */
export interface ApiCall extends Purpose {
  /** The API's action, such as `CreateContact`. */
  action: string;
  /** The JSON body. */
  body: JsonObject;
  /**
   * Whether sending it a second time does no harm. Reads, lists, updates and deletes are repeatable; a create is not:
   * it is sent again only when the first one certainly did nothing.
   */
  repeatable: boolean;
  /** Whether a result is of this call; one that is not counts as none. Default: each is. */
  fits?: ((result: JsonObject) => boolean) | undefined;
  /** How often it may be sent again. Default: `vmp:maxRetries`. */
  maxRetries?: number | undefined;
}

/** The part of the client that the resources use. */
export interface Client {
  /**
   * Sends one signed call, repeating it where that is safe.
   *
   * @returns the answer's `Result`; an answer without one is an error, as nobody knows then what was done
   * @throws VmpError
   */
  call(call: ApiCall): Promise<JsonObject>;
}
