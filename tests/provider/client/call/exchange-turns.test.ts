/** What a call tells the pace of all, and what the pace makes it wait for. */
import { exchange, type Exchange } from "../../../../provider/client/call/exchange";
import type { HttpResult, Transport } from "../../../../provider/client/call/transport";
import { createTurns } from "../../../../provider/client/pace/turns";
import { virtualClock } from "../virtual-clock";

const REQUEST = { method: "POST" as const, url: new URL("http://127.0.0.1:1"), headers: {}, body: "{}" };

function call(more: Partial<Exchange> = {}): Exchange {
  const prepare = (): ReturnType<Exchange["prepare"]> => Promise.resolve({ request: REQUEST, secrets: [] });
  return { action: "A", task: "t", repeatable: true, timeoutMs: 20_000, maxRetries: 0, prepare, ...more };
}

function answering(...results: HttpResult[]): Transport {
  return {
    send: () => Promise.resolve(results.shift() ?? answer(200, { Result: {} })),
    close: () => Promise.resolve(),
  };
}

function answer(status: number, body: object): HttpResult {
  return { kind: "answer", status, headers: {}, body: Buffer.from(JSON.stringify(body)) };
}

function refusal(status: number, Code: string): HttpResult {
  return answer(status, { ResponseMetadata: { Error: { Code, Message: "No." } } });
}

test.each<[string, HttpResult, number]>([
  ["a result", answer(200, { Result: {} }), 1],
  ["a refusal", refusal(400, "InvalidParameter.Name"), 1],
  ["the last status of a refusal", refusal(499, "Unheard"), 1],
  ["an error of the service", refusal(500, "InternalError"), 0],
  ["too much to do", refusal(429, "FlowLimitExceeded"), 0],
  ["a connection that broke", { kind: "failure", reason: "reset", mayHaveArrived: true }, 0],
])("%s: what the service took in counts for the pace, and nothing else (%#)", async (_what, result, through) => {
  const clock = virtualClock();
  const turns = createTurns(clock);
  await exchange(call({ turns }), { transport: answering(result), clock }).catch(() => undefined);
  expect(turns.pace.progress).toBe(through);
});

test("what is turned away once waits for its turn, and for nothing else", async () => {
  const clock = virtualClock();
  const asked: number[] = [];
  const sleep: typeof clock.sleep = (ms, signal) => {
    asked.push(ms);
    return clock.sleep(ms, signal);
  };
  const turns = createTurns(clock);
  const transport = answering(refusal(429, "FlowLimitExceeded"));
  await clock.until(exchange(call({ turns, maxRetries: 3 }), { transport, clock: { ...clock, sleep } }));
  expect(asked).toEqual([0]);
  expect(clock.uptime()).toBe(1_000);
});

test("a turn that does not come in the time allowed is an error that says why, and nothing is sent", async () => {
  const clock = virtualClock();
  const turns = createTurns(clock);
  turns.pace.hold(0, 3_600_000);
  const transport = answering();
  const send = jest.spyOn(transport, "send");
  await expect(clock.until(exchange(call({ turns }), { transport, clock }))).rejects.toThrow(
    "t: TimedOut: not sent in the time allowed, as the service lets only so many calls through. Run it again, or allow " +
      "more time with vmp:timeout (seconds).",
  );
  expect(send).not.toHaveBeenCalled();
});
