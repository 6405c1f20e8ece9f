/** The answer's shape: `ResponseMetadata` and `Result`, from "Call method > Response structure" of the reference. */
import { randomBytes } from "node:crypto";
import { ApiError } from "./errors";

/** A whole HTTP answer, before it is written. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The API's code when the answer is an error. */
  code?: string;
  /** The `RequestId` inside the body, when there is one. */
  requestId?: string;
}

/** What `ResponseMetadata` repeats of the request. */
export interface CallMeta {
  action: string;
  version: string;
  service: string;
  region: string;
}

/** A request id as the service writes them: the time, then hex digits. */
export function newRequestId(now: number): string {
  const time = new Date(now).toISOString().replace(/[-:T]/g, "").slice(0, 14);
  return time + randomBytes(10).toString("hex").toUpperCase();
}

/** A time to the second, in UTC, as the API writes it. */
export function rfc3339(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** The answer to a call that worked. */
export function success(meta: CallMeta, now: number, result: object): Answer {
  const ResponseMetadata = metadata(meta, now);
  return json(200, { ResponseMetadata, Result: result }, ResponseMetadata.RequestId);
}

/** The answer to a call that failed. */
export function failure(meta: CallMeta, now: number, error: ApiError): Answer {
  const { code, codeN, message } = error;
  const shown = { Code: code, ...(codeN === undefined ? {} : { CodeN: codeN }), Message: message };
  const ResponseMetadata = { ...metadata(meta, now), Error: shown };
  return { ...json(error.status, { ResponseMetadata }, ResponseMetadata.RequestId), code };
}

/** An answer outside the API. */
export function plainAnswer(status: number, value: unknown): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: `${JSON.stringify(value, undefined, 2)}\n` };
}

function metadata(meta: CallMeta, now: number) {
  return {
    RequestId: newRequestId(now),
    Action: meta.action,
    Version: meta.version,
    Service: meta.service,
    Region: meta.region,
  };
}

function json(status: number, value: object, requestId: string): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value), requestId };
}
