/** Every fault that the emulator knows, what it comes to, and the code that is shown when nothing else ever comes. */
import type { Fault } from "../../emulator";

/** What faults come to. Those that come to the same keep the same promises. */
export type Kind =
  | "harmless"
  | "turned away"
  | "turned away by a gateway"
  | "turned away for an hour"
  | "keys run out"
  | "wrong clock"
  /** The service may have done what it was asked. */
  | "no clear answer"
  | "redirect"
  | "no clear answer + act, then a list without it"
  | "no connection"
  | "no time left";

export interface DeclaredFault {
  kind: Kind;
  fault: Fault;
  /** Absent: the operation succeeds all the same. */
  code?: string;
  /** Not also met with the service doing what it was asked: that would be the same. */
  only?: true;
}

export const FAULTS: readonly DeclaredFault[] = [
  { kind: "harmless", fault: { fault: "slow", ms: 300 } },
  { kind: "harmless", fault: { fault: "staleList", ms: 1000 }, only: true },
  { kind: "turned away by a gateway", fault: { fault: "429" }, code: "Http429" },
  { kind: "turned away by a gateway", fault: { fault: "429", retryAfter: 1 }, code: "Http429", only: true },
  { kind: "turned away", fault: { fault: "flowLimit" }, code: "FlowLimitExceeded" },
  { kind: "turned away for an hour", fault: { fault: "429", retryAfter: 3600 }, code: "Http429", only: true },
  { kind: "keys run out", fault: { fault: "expiredToken" }, code: "InvalidSecretToken" },
  { kind: "wrong clock", fault: { fault: "wrongClock", minutes: 30 }, only: true },
  { kind: "no clear answer", fault: { fault: "500" }, code: "InternalError" },
  { kind: "no clear answer", fault: { fault: "502" }, code: "Http502" },
  { kind: "no clear answer", fault: { fault: "503" }, code: "ServiceUnavailable" },
  { kind: "no clear answer", fault: { fault: "503", retryAfter: 1 }, code: "ServiceUnavailable", only: true },
  { kind: "no clear answer", fault: { fault: "504" }, code: "InternalServiceTimeout" },
  { kind: "no clear answer", fault: { fault: "refuse" }, code: "ConnectionLost", only: true },
  { kind: "no clear answer", fault: { fault: "reset" }, code: "ConnectionLost" },
  { kind: "no clear answer", fault: { fault: "cut" }, code: "ConnectionLost" },
  { kind: "no clear answer", fault: { fault: "hang" }, code: "TimedOut" },
  { kind: "no clear answer", fault: { fault: "stall" }, code: "TimedOut" },
  { kind: "no clear answer", fault: { fault: "empty" }, code: "UnreadableAnswer" },
  { kind: "no clear answer", fault: { fault: "halfJson" }, code: "UnreadableAnswer" },
  { kind: "no clear answer", fault: { fault: "invalidUtf8" }, code: "UnreadableAnswer" },
  { kind: "no clear answer", fault: { fault: "noResult" }, code: "NoResult" },
  { kind: "no clear answer", fault: { fault: "huge" }, code: "AnswerTooLarge" },
  { kind: "redirect", fault: { fault: "redirect" }, code: "Redirected" },
];
