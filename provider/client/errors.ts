/**
 * The one error of the client, and what its codes mean for a person.
 *
 * Source: the gateway's common error codes and the error tables of the VMP API reference; the codes without a dot that
 * no table has (`ConnectionLost`, `Cancelled`, …) are the client's own.
 */
import { REPORT_IT } from "../text/own-fault";

/** Whether the service acted: `none`, it certainly did not; `unknown`, it may have, and its answer was lost. */
export type Effect = "none" | "unknown";

export interface VmpErrorParts {
  action: string;
  /** What was being done to what: `create contact "oncall"`. */
  task: string;
  code: string;
  message: string;
  effect: Effect;
  status?: number | undefined;
  requestId?: string | undefined;
  /** What to do next; the usual advice for the code when not given. */
  next?: string | undefined;
  cause?: unknown;
  /** How often the call was sent, without the times that it was turned away while others got through; default once. */
  attempts?: number | undefined;
}

/**
 * What went wrong with a call. Its message is one sentence shape for all:
 * `create contact "oncall": Conflict.Name: The specified name conflicts … (request 2026…). What to do next.`
 */
export class VmpError extends Error {
  override readonly name = "VmpError";
  readonly code: string;
  readonly action: string;
  readonly task: string;
  readonly effect: Effect;
  /** The message without what stands around it: what the service or the network said. */
  readonly reason: string;
  readonly attempts: number;
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  readonly requestId?: string;

  constructor(parts: VmpErrorParts) {
    super(sentence(parts), parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = parts.code;
    this.action = parts.action;
    this.task = parts.task;
    this.effect = parts.effect;
    this.reason = parts.message;
    this.attempts = parts.attempts ?? 1;
    if (parts.status !== undefined) this.status = parts.status;
    if (parts.requestId !== undefined) this.requestId = parts.requestId;
  }

  /** The same failure, as the one of something else that the call was made for. */
  of(task: string): VmpError {
    const { action, code, reason: message, effect, attempts, status, requestId, cause } = this;
    return new VmpError({ action, task, code, message, effect, attempts, status, requestId, cause });
  }
}

/** Whether it says that what was asked for does not exist. */
export function isNotFound(error: unknown): error is VmpError {
  return error instanceof VmpError && /^NotFound\.Ids?$/.test(error.code);
}

function sentence({ task, code, message, requestId, next }: VmpErrorParts): string {
  const full = /[.!?\u3002]$/.test(message) || requestId !== undefined ? message : `${message}.`;
  const request = requestId === undefined ? "" : ` (request ${requestId}).`;
  const advice = next ?? nextStep(code);
  return `${task}: ${code}: ${full}${request}${advice === "" ? "" : ` ${advice}`}`;
}

const NEW_KEYS = "Check the access key and the secret key, and that both are of the same account and still enabled.";
const NETWORK = "Check the network, vmp:endpoint and the proxy (vmp:proxyUrl, HTTPS_PROXY, NO_PROXY).";
const PROXY = "Check the proxy's address, user and password (vmp:proxyUrl, HTTPS_PROXY), and what it lets through.";
const FEWER = "Run fewer at once (pulumi up --parallel 4), or allow more time with vmp:timeout.";
const PERMISSION = "Have the account's administrator grant the user or role of these keys the VMP permission for it.";
const TOKEN =
  "The temporary keys have run out or are not valid: get new ones, access key, secret key and session token together.";
const AGAIN = "Run it again in a while; if it stays, tell Volcengine's support the request id.";

/** By code; for `InvalidParameter.Name` also by what is in front of the dot. */
const NEXT_STEPS: Record<string, string> = {
  ProductUnsubscribed: "Open VMP for this account once, in the VMP console: https://console.volcengine.com/prometheus.",
  "Conflict.Name":
    "Choose another name, delete the existing one, or take it over with adopt: true on it (or vmp:adoptExisting).",
  SignatureDoesNotMatch: "The secret key does not belong to the access key: give both anew, in one place.",
  InvalidTimestamp: "Set this machine's clock (time zone included); it must not be more than 15 minutes off.",
  InvalidAccessKey: NEW_KEYS,
  InvalidCredential: `${NEW_KEYS} Check vmp:region too.`,
  InvalidAuthorization: NEW_KEYS,
  MissingAuthenticationToken: "Check that no proxy on the way takes headers out.",
  MissingSignature: "Check that no proxy on the way takes headers out.",
  MissingRequestInfo: "Check that no proxy on the way takes headers out.",
  InvalidSecretToken: TOKEN,
  InvalidSecurityToken: TOKEN,
  ExpiredToken: TOKEN,
  AccessDenied: PERMISSION,
  LackPolicy: PERMISSION,
  ServiceNotFound: "Check vmp:region and vmp:endpoint: this endpoint does not have VMP.",
  InvalidActionOrVersion: "Check vmp:endpoint: what answers there is not VMP, or an older one.",
  MissingParameter: "Add the property to the program.",
  InvalidParameter: "Correct the property in the program.",
  NotFound:
    'If it is what this is done to that is gone, run "pulumi up --refresh": its preview shows what becomes of it. ' +
    "If it is an id in contactGroupIds or contactIds, correct that list.",
  "InvalidParameter.ContactIds":
    "An id in contactIds is of no contact of this account. If a contact of this program was deleted by hand, run " +
    '"pulumi up --refresh": it is made anew, and its new id gets into the group.',
  "InvalidParameter.ContactGroupIds":
    "An id in contactGroupIds is of no group of this account. If a group of this program was deleted by hand, run " +
    '"pulumi up --refresh": it is made anew, and its new id gets into the contact.',
  FlowLimitExceeded: FEWER,
  LimitExceeded: "Wait a minute, then run it again.",
  InternalError: AGAIN,
  InternalServiceTimeout: AGAIN,
  ServiceUnavailable: AGAIN,
  // Its message has the ways to give keys.
  NoCredentials: "",
  ConnectionFailed: NETWORK,
  TlsFailed:
    "Check vmp:endpoint and this machine's clock; behind a proxy with its own certificate, name that in NODE_EXTRA_CA_CERTS.",
  ProxyRefused: PROXY,
  ConnectionLost: "Run it again; it goes on from where the service is.",
  TimedOut: "Run it again, or allow more time with vmp:timeout (seconds).",
  Cancelled: "",
  AnswerTooLarge: NETWORK,
  UnreadableAnswer: NETWORK,
  NoResult: AGAIN,
  Unexpected: REPORT_IT,
  Redirected: "Set vmp:endpoint to the address of the API itself.",
};

/** What a person can do about a code; empty when nothing is known. */
export function nextStep(code: string): string {
  for (const each of [code, code.split(".")[0] ?? ""]) {
    if (Object.hasOwn(NEXT_STEPS, each)) return NEXT_STEPS[each] ?? "";
  }
  const status = Number(/^Http(\d{3})$/.exec(code)?.[1] ?? 0);
  if (status === 407) return PROXY;
  if (status === 429) return FEWER;
  return status >= 500 ? `Run it again in a while; if it stays: ${NETWORK}` : status > 0 ? NETWORK : "";
}
