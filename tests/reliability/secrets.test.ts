/** A service, or a proxy on the way, that repeats in its answers whatever it was sent. */
import type { ServerResponse } from "node:http";
import { closeAll, ok, type Received, startServer } from "../provider/client/server";
import { HOSTS } from "../support/hosts";
import { installed } from "../support/installed";
import { startHost } from "./hosts";
import { CANARY, KEYS, newSubject } from "./subject";

const { inputs, target } = newSubject("update");

const json = (response: ServerResponse, status: number, code: string, message: string): void => {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ ResponseMetadata: { RequestId: message, Error: { Code: code, Message: message } } }));
};
const page = (text: string): string => `<html><body><p>${text.replaceAll('"', "&quot;")}</p></body></html>`;

const ECHOES: Record<string, (response: ServerResponse, echo: string) => void> = {
  "a refusal": (response, echo) => {
    json(response, 400, "InvalidParameter.Webhook", echo);
  },
  "a failure": (response, echo) => {
    json(response, 500, "InternalError", echo);
  },
  "the code of a refusal": (response, echo) => {
    json(response, 403, echo, "No.");
  },
  "a page": (response, echo) => {
    response.writeHead(502, { "Content-Type": "text/html" }).end(page(echo));
  },
  "plain text with status 200": (response, echo) => {
    response.end(echo);
  },
  "a redirect": (response, echo) => {
    response.writeHead(302, { Location: `/${encodeURIComponent(echo)}` }).end(echo);
  },
};

let folder: string;

beforeAll(async () => {
  folder = await installed();
});

afterEach(closeAll);

describe.each(HOSTS)("the %s host", (name) => {
  test.each(Object.keys(ECHOES))("%s that repeats body and headers shows no secret to anybody", async (form) => {
    const answer = (response: ServerResponse, { body, headers }: Received): void => {
      // The keys first: of a page only the first words are shown.
      ECHOES[form]?.(response, `${headers.authorization} ${JSON.stringify(headers)} ${body}`);
    };
    const { url, received } = await startServer(answer);
    const host = await startHost(name, folder, {
      endpoint: url,
      ...KEYS,
      sessionToken: `${CANARY}-session-token`,
      maxRetries: "0",
    });
    const operations = [
      host.create(inputs),
      host.read("the-id", inputs),
      host.update("the-id", inputs, target),
      host.delete("the-id", inputs),
    ];
    const results = await Promise.allSettled(operations);
    await host.stop();
    const messages = results.map((result) => (result.status === "rejected" ? String(result.reason) : "no error"));
    for (const message of messages) expect(message).toMatch(/(create|read|update|delete) contact "contact-to-update"/);
    expect(received.some(({ body }) => body.includes(CANARY))).toBe(true);
    const all = [...messages, host.stderr, ...host.shown].join("\n");
    expect(all.toLowerCase()).not.toContain(CANARY);
  });

  test("the reason of a refused delete is shown as one line, and not at any length", async () => {
    const reason = { Code: " OperationDenied.InUse", Message: `first\nsecond\u001b[31m ${"x".repeat(10_000)}` };
    const { url } = await startServer((response) => {
      ok(response, { SuccessfulItems: [], UnsuccessfulItems: [{ Id: "the-id", Error: reason }] });
    });
    const host = await startHost(name, folder, { endpoint: url, ...KEYS });
    const message = await host.delete("the-id", inputs).catch(String);
    await host.stop();
    expect(message).toMatch(
      /\(id the-id\): OperationDenied\.InUse: first second \[31m x{400,500}… \(request req-1\)\. The contact is still there, [^x]*$/,
    );
  });
});
