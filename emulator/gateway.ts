/** Stands between HTTP and the actions: routing by `Action` and `Version`, signatures, throttling, the envelope. */
import type { IncomingHttpHeaders } from "node:http";
import { ACTIONS, VMP_SERVICE, VMP_VERSION } from "./actions";
import type { ActionContext } from "./context";
import { failure, success, type Answer, type CallMeta } from "./envelope";
import { ApiError, gatewayError, type GatewayCode } from "./errors";
import { Mail } from "./mail";
import type { Behaviour } from "./options";
import { isObject, type Params } from "./rules";
import type { Store } from "./store";
import { STS_ACTIONS, STS_SERVICE, STS_VERSION, type AccessKey, type KeyRing, type StsAction } from "./sts";
import { verify } from "./verify";

/** A request to the API, whole. */
export interface ApiRequest {
  method: string;
  /** Path and query, as they came. */
  target: string;
  action: string;
  version: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What a fault changes about a call that is answered all the same. */
export interface Circumstances {
  /** The server's clock, in ms since 1970. */
  now: number;
  /** See `ActionContext`. */
  hideYoungerThanMs: number;
}

/** The API of one account in one region. */
export class Gateway {
  private readonly mail = new Mail();
  private readonly recentCalls: number[] = [];

  constructor(
    private readonly store: Store,
    private readonly keys: KeyRing,
    private readonly behaviour: Behaviour,
    private readonly region: string,
  ) {}

  /** Answers a request; never throws. */
  async answer(request: ApiRequest, circumstances: Circumstances): Promise<Answer> {
    const meta = this.meta(request);
    try {
      const result = await this.run(request, circumstances);
      return success(meta, circumstances.now, result);
    } catch (error) {
      return failure(meta, circumstances.now, error instanceof ApiError ? error : gatewayError("InternalError"));
    }
  }

  /** Runs an action without signature or envelope. Throws ApiError. */
  async act(action: string, params: Params, circumstances: Circumstances): Promise<object> {
    const run = ACTIONS.get(action);
    if (run === undefined) throw gatewayError("InvalidActionOrVersion", `Could not find operation ${action}.`);
    const { store, mail, behaviour } = this;
    const context: ActionContext = { store, mail, behaviour, ...circumstances };
    return run(params, context);
  }

  /** The gateway's answer with an error of its own. */
  errorAnswer(request: ApiRequest, now: number, code: GatewayCode): Answer {
    return failure(this.meta(request), now, gatewayError(code));
  }

  /** An answer that looks like a success, for faults that have not acted. */
  emptyAnswer(request: ApiRequest, now: number): Answer {
    return success(this.meta(request), now, {});
  }

  private async run(request: ApiRequest, circumstances: Circumstances): Promise<object> {
    const { action, version, method, body } = request;
    if (action === "") throw gatewayError("MissingParameter", "The request is missing Action parameter.");
    if (version === "") throw gatewayError("MissingParameter", "The request is missing Version parameter.");
    this.throttle(circumstances.now);
    const unknown = gatewayError(
      "InvalidActionOrVersion",
      `Could not find operation ${action} for version ${version}.`,
    );
    const sts = STS_ACTIONS.get(action);
    if (sts !== undefined) {
      if (version !== STS_VERSION) throw unknown;
      return this.runSts(sts, request, circumstances.now);
    }
    this.verify(request, VMP_SERVICE, circumstances.now);
    if (version !== VMP_VERSION || method !== "POST") throw unknown;
    if (!this.behaviour.subscribed) throw unsubscribed();
    return this.act(action, parseBody(body), circumstances);
  }

  /** Parameters come in the query, in a form, or in both. */
  private runSts({ signed, run }: StsAction, request: ApiRequest, now: number): object {
    const caller = signed ? this.verify(request, STS_SERVICE, now) : undefined;
    const query = request.target.slice(request.target.indexOf("?"));
    const parameters = [...new URLSearchParams(query), ...new URLSearchParams(request.body.toString())];
    return run(new URLSearchParams(parameters), this.keys, now, caller);
  }

  private verify(request: ApiRequest, service: string, now: number): AccessKey {
    const { region, keys } = this;
    return verify(request, { service, region, now, findKey: (id) => keys.find(id) });
  }

  private throttle(now: number): void {
    const { callsPerSecond } = this.behaviour;
    if (callsPerSecond === 0) return;
    while ((this.recentCalls[0] ?? Infinity) <= now - 1000) this.recentCalls.shift();
    if (this.recentCalls.length >= callsPerSecond) throw gatewayError("FlowLimitExceeded");
    this.recentCalls.push(now);
  }

  private meta({ action, version }: ApiRequest): CallMeta {
    const service = STS_ACTIONS.has(action) ? STS_SERVICE : VMP_SERVICE;
    return { action, version, service, region: this.region };
  }
}

/** The body as a JSON object; none at all is an empty one. */
export function parseBody(body: Buffer): Params {
  let value: unknown;
  try {
    value = JSON.parse(body.length === 0 ? "{}" : body.toString());
  } catch {
    throw gatewayError("InvalidParameter");
  }
  if (!isObject(value)) throw gatewayError("InvalidParameter");
  return value;
}

function unsubscribed(): ApiError {
  return new ApiError(
    403,
    "ProductUnsubscribed",
    "You are not subscribed to the Volcengine Managed Service for Prometheus (VMP). " +
      "Please go to the VMP console web page to subscribe to the service",
  );
}
