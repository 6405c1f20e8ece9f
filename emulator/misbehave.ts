/** What each fault does to an HTTP exchange. */
import type { ServerResponse } from "node:http";
import type { Answer } from "./envelope";
import type { FaultRule } from "./faults";
import { INVALID_TOKEN_CODE, type GatewayCode } from "./errors";

/** Where a redirect leads that names no other address: its visits are counted, and there should be none. */
export const REDIRECT_TARGET = "/_emulator/redirected";

const HUGE_BYTES = 100_000_000;
const BAD_GATEWAY_PAGE =
  "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n";

/** What a fault has to work with. */
export interface Exchange {
  response: ServerResponse;
  /** The normal answer: that of the call when the service acted, else one that only looks like it. */
  normal: Answer;
  /** An error answer of the gateway. */
  gatewayAnswer: (code: GatewayCode) => Answer;
  /** The emulator's own address. */
  url: string;
}

/** The answer that a fault gives, for the faults that end in a well-formed HTTP answer. */
export function faultyAnswer(rule: FaultRule, { normal, gatewayAnswer, url }: Exchange): Answer | undefined {
  switch (rule.fault) {
    case "429":
      return withRetryAfter({ status: 429, headers: { "Content-Type": "text/plain" }, body: "slow down\n" }, rule);
    case "flowLimit":
      return withRetryAfter(gatewayAnswer("FlowLimitExceeded"), rule);
    case "500":
      return gatewayAnswer("InternalError");
    case "502":
      return { status: 502, headers: { "Content-Type": "text/html" }, body: BAD_GATEWAY_PAGE };
    case "503":
      return withRetryAfter(gatewayAnswer("ServiceUnavailable"), rule);
    case "504":
      return gatewayAnswer("InternalServiceTimeout");
    case "expiredToken":
      return gatewayAnswer(INVALID_TOKEN_CODE);
    case "empty":
      return { ...normal, body: "" };
    case "halfJson":
      return { ...normal, body: normal.body.slice(0, Math.floor(normal.body.length / 2)) };
    case "noResult":
      return { ...normal, body: withoutResult(normal.body) };
    case "redirect":
      return { status: rule.status ?? 307, headers: { Location: rule.to ?? url + REDIRECT_TARGET }, body: "" };
    default:
      return undefined;
  }
}

/** Does what the other faults do, below the level of a well-formed answer. */
export function breakExchange(rule: FaultRule, { response, normal }: Exchange): void {
  const half = Math.floor(Buffer.byteLength(normal.body) / 2);
  switch (rule.fault) {
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "cut":
      writeFirstHalf(response, normal, half, () => response.destroy());
      return;
    case "stall":
      writeFirstHalf(response, normal, half);
      return;
    case "huge":
      writeHuge(response, normal, rule.bytes ?? HUGE_BYTES);
      return;
    case "invalidUtf8":
      response.writeHead(normal.status, normal.headers);
      // 0xC3 opens a two-byte character that 0x28 does not close.
      response.end(
        Buffer.concat([
          Buffer.from(normal.body.slice(0, -1)),
          Buffer.from([0x2c, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
        ]),
      );
      return;
    default:
    // hang: nothing is ever answered.
  }
}

function withRetryAfter(answer: Answer, { retryAfter }: { retryAfter?: number | string }): Answer {
  if (retryAfter === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, "Retry-After": String(retryAfter) } };
}

function withoutResult(body: string): string {
  const { ResponseMetadata } = JSON.parse(body) as { ResponseMetadata: object };
  return JSON.stringify({ ResponseMetadata });
}

function writeFirstHalf(response: ServerResponse, { status, headers, body }: Answer, half: number, then?: () => void) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "Content-Length": bytes.length });
  response.write(bytes.subarray(0, half), then);
}

/** JSON that starts like any answer and goes on in one long string, written only as fast as it is read. */
function writeHuge(response: ServerResponse, { status, headers }: Answer, bytes: number): void {
  const chunk = Buffer.alloc(65_536, "x");
  let left = bytes;
  response.writeHead(status, headers);
  response.write('{"Result":{"Id":"');
  const more = () => {
    while (left > 0) {
      const size = Math.min(left, chunk.length);
      left -= size;
      if (!response.write(chunk.subarray(0, size))) {
        response.once("drain", more);
        return;
      }
    }
    response.end('"}}');
  };
  more();
}
