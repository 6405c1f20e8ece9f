/** The HTTP side: reads requests, lets them meet their faults, writes answers, records calls. */
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Call, CallLog } from "./calls";
import { plainAnswer, type Answer } from "./envelope";
import type { FaultRule, Faults } from "./faults";
import { parseBody, type ApiRequest, type Circumstances, type Gateway } from "./gateway";
import { loopbackAddress } from "./loopback";
import { METADATA_ACTION, MetadataService } from "./metadata";
import { breakExchange, faultyAnswer, REDIRECT_TARGET, type Exchange } from "./misbehave";
import type { Behaviour } from "./options";
import { urlOf } from "./urls";

/** Where the paths of the control endpoint start. */
export const CONTROL_PREFIX = "/_emulator/";

const HOST = "127.0.0.1";
const MAX_BODY_BYTES = 64_000_000;

/** What the HTTP server passes requests on to. */
export interface Parts {
  gateway: Gateway;
  metadata: MetadataService;
  faults: Faults;
  behaviour: Behaviour;
  log: CallLog;
  now: () => number;
  control: (method: string, url: URL, body: Buffer) => Promise<Answer>;
}

/** An HTTP server on the loopback interface. */
export class HttpServer {
  redirectsFollowed = 0;
  private port = 0;
  private server: http.Server | undefined;
  private stopped = new AbortController();

  constructor(private readonly parts: Parts) {}

  get url(): string {
    return `http://${HOST}:${this.port}`;
  }

  /** Starts to listen: at first on the given port, afterwards on the same one again. */
  async listen(port = this.port): Promise<void> {
    this.stopped = new AbortController();
    this.server = http.createServer((request, response) => void this.serve(request, response));
    try {
      await once(this.server.listen(port, HOST), "listening");
    } catch (error) {
      this.server = undefined;
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      const what = `another program has the port ${port} of ${HOST}, perhaps another emulator (EADDRINUSE)`;
      throw new Error(`${what}. End it, or take another port; 0 is a free one`, { cause: error });
    }
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Stops listening and drops every connection; calls that wait are not carried out any more. */
  async close(): Promise<void> {
    const server = this.server;
    if (server === undefined) return;
    this.server = undefined;
    this.stopped.abort();
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      await this.handle(request, response);
    } catch {
      // The caller went away, or the emulator is closing: there is nobody to answer.
      response.destroy();
    }
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { headers } = request;
    const url = urlOf(request.url ?? "", this.url);
    const answer = (sent: Answer) => {
      request.resume();
      send(response, sent, this.parts.now());
    };
    if (!isFromThisMachine(headers)) {
      answer(plainAnswer(403, { error: "only programs on this machine may use the emulator" }));
    } else if (url === undefined) {
      answer(plainAnswer(400, { error: "the request's target is not a path" }));
    } else {
      await this.route(url, request, response, answer);
    }
  }

  private async route(
    url: URL,
    request: http.IncomingMessage,
    response: http.ServerResponse,
    answer: (sent: Answer) => void,
  ): Promise<void> {
    const { metadata, gateway, control } = this.parts;
    const { pathname, searchParams } = url;
    if (pathname === REDIRECT_TARGET) {
      this.redirectsFollowed += 1;
      answer({ status: 200, headers: {}, body: "{}" });
    } else if (pathname.startsWith(CONTROL_PREFIX)) {
      answer(await control(request.method ?? "", url, await readBody(request)));
    } else if (MetadataService.owns(pathname)) {
      await this.serveCall(url, request, response, METADATA_ACTION, (_, { now }) =>
        metadata.answer(pathname, searchParams, request.headers, now),
      );
    } else {
      await this.serveCall(url, request, response, searchParams.get("Action") ?? "", (call, circumstances) =>
        gateway.answer(call, circumstances),
      );
    }
  }

  /** A call of the API or the metadata service: the ones that are recorded and can meet faults. */
  private async serveCall(
    { searchParams }: URL,
    request: http.IncomingMessage,
    response: http.ServerResponse,
    action: string,
    answer: (call: ApiRequest, circumstances: Circumstances) => Answer | Promise<Answer>,
  ): Promise<void> {
    const { faults, gateway, behaviour, log, now } = this.parts;
    const arrived = now();
    const rule = faults.pick(action, arrived);
    const call: Call = { time: new Date(arrived).toISOString(), action, status: 0, ms: 0 };
    if (rule !== undefined) call.fault = rule.fault;
    if (rule?.fault === "refuse") {
      log.add(call);
      request.socket.destroy();
      return;
    }
    const body = await readBody(request);
    const version = searchParams.get("Version") ?? "";
    const { method = "", url: target = "", headers } = request;
    const apiRequest: ApiRequest = { method, target, action, version, headers, body };
    await this.wait(behaviour.latencyMs);

    const clock = () => now() + (rule?.fault === "wrongClock" ? rule.minutes * 60_000 : 0);
    const act = async () =>
      answer(apiRequest, { now: clock(), hideYoungerThanMs: rule?.fault === "staleList" ? rule.ms : 0 });
    const finish = (sent: Answer | undefined) => {
      log.add({ ...call, ...describe(sent), ms: now() - arrived, ...jsonBody(body) });
      if (sent !== undefined) send(response, sent, clock());
    };

    if (rule === undefined || rule.fault === "wrongClock" || rule.fault === "staleList") {
      finish(await act());
    } else if (rule.fault === "slow") {
      finish(await this.slow(rule, act));
    } else {
      const exchange: Exchange = {
        response,
        normal: rule.act === true ? await act() : gateway.emptyAnswer(apiRequest, clock()),
        gatewayAnswer: (code) => gateway.errorAnswer(apiRequest, clock(), code),
        url: this.url,
      };
      const faulty = faultyAnswer(rule, exchange);
      finish(faulty);
      if (faulty === undefined) breakExchange(rule, exchange);
    }
  }

  private async slow(rule: FaultRule & { fault: "slow" }, act: () => Promise<Answer>): Promise<Answer> {
    if (rule.act !== true) await this.wait(rule.ms);
    const answer = await act();
    if (rule.act === true) await this.wait(rule.ms);
    return answer;
  }

  private async wait(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal: this.stopped.signal });
  }
}

/** No web page: neither one of another site, nor one whose name was made to lead here. */
function isFromThisMachine({ host = "", origin }: http.IncomingHttpHeaders): boolean {
  return origin === undefined && loopbackAddress(host.replace(/:\d+$/, "").toLowerCase()) !== undefined;
}

async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function describe(sent: Answer | undefined): Partial<Call> {
  if (sent === undefined) return {};
  const { status, code, requestId } = sent;
  return { status, ...(code === undefined ? {} : { code }), ...(requestId === undefined ? {} : { requestId }) };
}

function jsonBody(body: Buffer): Partial<Call> {
  try {
    return body.length === 0 ? {} : { body: parseBody(body) };
  } catch {
    return {};
  }
}

function send(response: http.ServerResponse, { status, headers, body }: Answer, now: number): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { Date: new Date(now).toUTCString(), "Content-Length": bytes.length, ...headers });
  response.end(bytes);
}
