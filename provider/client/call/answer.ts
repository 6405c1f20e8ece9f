/**
 * What a result of the wire means: the call's result, or a failure with its code, effect and message.
 *
 * Source: "Response structure" of Volcengine's public API reference. A gateway or a proxy on the way can answer in its
 * own form, or not at all; nothing of an answer is trusted to be well formed, short or free of secrets.
 */
import type { Effect } from "../errors";
import { isObject, member, nonBlank, parseJson } from "../../json";
import { foreign, foreignCode, LENGTH } from "../../text/foreign";
import type { Failed } from "./retry";
import type { FailureReason, HttpAnswer, HttpFailure, HttpResult } from "./transport";
import type { ApiCall, JsonObject } from "../types";

export interface Failure extends Failed {
  message: string;
  requestId?: string | undefined;
  /** The service's clock: the `Date` header. */
  date?: string | undefined;
  cause?: Error | undefined;
}

/** A result with the answer's `Date`, or what went wrong. */
export type Reading = { result: JsonObject; date?: string | undefined } | { failure: Failure };

/** Of results, which have no place for it. */
const requestIds = new WeakMap<JsonObject, string | undefined>();

/** What Volcengine's support asks for, where a result says that something did not work; cleaned for a message. */
export function requestIdOf(result: JsonObject, secrets: readonly string[]): string | undefined {
  const requestId = requestIds.get(result);
  return requestId && foreign(requestId, secrets);
}

/**
 * @param secrets what must not stand in a message
 * @param fits whether a result is of what was asked for
 */
export function readAnswer(sent: HttpResult, secrets: readonly string[], fits: ApiCall["fits"] = () => true): Reading {
  if (sent.kind === "failure") return { failure: readLost(sent) };
  const clean = (text: string, most?: number): string => foreign(text, secrets, most);
  const { status } = sent;
  const text = decode(sent.body);
  const json = text === undefined ? undefined : parseJson(text);
  const metadata = member(json, "ResponseMetadata");
  const error = member(metadata, "Error");
  const code = nonBlank(member(error, "Code"));
  const result = member(json, "Result");
  const requestId = nonBlank(member(metadata, "RequestId"));
  if (code === undefined && status < 300 && isObject(result) && fits(result)) {
    requestIds.set(result, requestId);
    return { result, date: header(sent, "date") };
  }
  const common = {
    status,
    requestId: requestId && clean(requestId),
    date: header(sent, "date"),
    retryAfter: header(sent, "retry-after"),
  };

  if (code !== undefined) {
    const message = nonBlank(member(error, "Message")) ?? "";
    const known = { code: foreignCode(code, secrets), status };
    return {
      failure: {
        ...common,
        ...known,
        message: clean(message, LENGTH.sentence) || "the service gave no reason",
        effect: effectOf(known),
      },
    };
  }
  if (status >= 300 && status < 400) {
    const message = `the endpoint answered with a redirect (status ${status}), and a signed request is not sent elsewhere`;
    return { failure: { ...common, code: "Redirected", message, effect: "unknown" } };
  }
  const shown =
    text === undefined
      ? "its text is not UTF-8"
      : text.trim() === ""
        ? "it is empty"
        : status < 400 && /^\s*[{[]/.test(text)
          ? // A contact's secrets, which the request need not know, can stand in it.
            "it is JSON of another form, or broken"
          : `it begins "${clean(text, LENGTH.firstWords)}"`;
  const bad =
    status >= 400
      ? { code: `Http${status}`, message: `the answer (status ${status}) is not the service's; ${shown}` }
      : isObject(json)
        ? {
            code: "NoResult",
            message: `the answer (status ${status}) ${isObject(result) ? "is not of what was asked for" : "has no Result"}`,
          }
        : {
            code: "UnreadableAnswer",
            message: `the answer (status ${status}) is not the JSON of the service; ${shown}`,
          };
  return { failure: { ...common, ...bad, effect: "unknown" } };
}

/** A refusal (4xx) in the service's own form means that nothing was done; everything else may have been. */
function effectOf({ code, status }: { code: string; status: number }): Effect {
  const isRefusal = status >= 400 && status < 500;
  const failedWithin = /^(Internal|ServiceUnavailable|RequestTimeout|ResponseTimeout)/.test(code);
  return isRefusal && !failedWithin ? "none" : "unknown";
}

const LOST: Record<FailureReason, { code: string; message: string }> = {
  connect: { code: "ConnectionFailed", message: "no connection to the service" },
  tls: { code: "TlsFailed", message: "the service's certificate or TLS cannot be relied on" },
  proxy: { code: "ProxyRefused", message: "the proxy refused to connect to the service" },
  reset: { code: "ConnectionLost", message: "the connection broke before the answer was there" },
  silence: { code: "TimedOut", message: "the service stopped sending before the answer was there" },
  tooLarge: { code: "AnswerTooLarge", message: "the answer is larger than any of the service's, and was cut off" },
  deadline: { code: "TimedOut", message: "no answer within the time allowed" },
  cancelled: { code: "Cancelled", message: "cancelled" },
};

function readLost({ reason, mayHaveArrived, status, cause }: HttpFailure): Failure {
  const { code, message } = LOST[reason];
  const effect = mayHaveArrived ? "unknown" : "none";
  const detail = reason === "proxy" ? ` (status ${status ?? 0})` : systemCode(reason, cause);
  return { code, message: message + detail, effect, status, cause };
}

/** ` (ECONNREFUSED)`: the system's word for it, which people search for. Its sentence could hold too much. */
function systemCode(reason: FailureReason, { code = "" }: { code?: string } = {}): string {
  // That the connection broke is said already.
  return code === "" || (reason === "reset" && code === "ECONNRESET") ? "" : ` (${code})`;
}

function decode(body: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function header({ headers }: HttpAnswer, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
