/** A value as JSON carries it. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object: the body of every VMP call and the `Result` of every answer. */
export interface JsonObject {
  [key: string]: Json;
}

/** One call of the VMP API. */
export interface ApiCall {
  /** The API's action, such as `CreateContact`. */
  action: string;
  /** The JSON body. */
  body: JsonObject;
  /** What is being done to what, in words; every error starts with it: `create contact "oncall"`. Never a secret. */
  task: string;
  /**
   * Whether sending it a second time does no harm. Reads, lists, updates and deletes are repeatable; a create is not:
   * it is sent again only when the first one certainly did nothing.
   */
  repeatable: boolean;
  /**
   * When the operation that the call is a part of has to be over, in milliseconds since 1970. Default: `vmp:timeout`
   * from now; never later than that.
   */
  deadline?: number | undefined;
  /** How often it may be sent again. Default: `vmp:maxRetries`. */
  maxRetries?: number | undefined;
  /**
   * The texts that must stand in no message: the secrets of the body, and of the state that the operation is about. Of an
   * address, the parts that can be its credential are kept out too. Default: what looks like a secret in the body.
   */
  secrets?: readonly string[] | undefined;
}

/** What is being done, until when, and with which secrets: what all calls of one operation share. */
export type Operation = Pick<ApiCall, "task" | "deadline" | "secrets">;

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
