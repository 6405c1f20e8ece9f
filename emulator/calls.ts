/** The record of calls: a list in memory, and the log file of `--log`. */
import { appendFileSync } from "node:fs";
import { ACTIONS } from "./actions";
import type { Params } from "./rules";
import { STS_ACTIONS } from "./sts";

/** One call that came in. */
export interface Call {
  /** RFC 3339 with ms, UTC. */
  time: string;
  /** The action; `Metadata` for the instance metadata service. */
  action: string;
  /** The HTTP status that was sent; 0 when none was. */
  status: number;
  /** The API's code when the answer was an error. */
  code?: string;
  /** From the arrival of the headers to the answer. */
  ms: number;
  /** The fault that it met. */
  fault?: string;
  /** The answer's RequestId. */
  requestId?: string;
  /** The JSON body, in the clear: only in memory, never in the log or on the control endpoint. */
  body?: Params;
}

const KEPT = 100_000;
const OTHER_ACTIONS = [...STS_ACTIONS.keys(), "Metadata"];

/** Keeps the latest calls and writes the log. */
export class CallLog {
  readonly calls: Call[] = [];

  constructor(private readonly file: string | undefined) {
    // A file that cannot be written is better found out now than at the first call.
    if (file !== undefined) appendFileSync(file, "");
  }

  add(call: Call): void {
    this.calls.push(call);
    if (this.calls.length > KEPT) this.calls.shift();
    if (this.file !== undefined) appendFileSync(this.file, `${logLine(call)}\n`);
  }
}

/** A call as one line of JSON without anything that the caller chose freely. */
function logLine({ time, action, status, code, ms, fault }: Call): string {
  const known = ACTIONS.has(action) || OTHER_ACTIONS.includes(action);
  return JSON.stringify({ time, action: known ? action : "unknown", status, code, ms, fault });
}
