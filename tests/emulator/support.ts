/** What the emulator's tests share: emulators that are closed after each test, and two ways to call them. */
import http from "node:http";
import { Service } from "@volcengine/openapi";
import Signer from "@volcengine/openapi/lib/base/sign";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator";

/** An answer of the API as it came over the wire. */
export interface ApiAnswer {
  ResponseMetadata: {
    RequestId: string;
    Action: string;
    Version: string;
    Service: string;
    Region: string;
    Error?: { Code: string; CodeN?: number; Message: string };
  };
  Result?: Record<string, unknown>;
}

const running: Emulator[] = [];

/** Starts an emulator that `closeAll` closes. */
export async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
}

/** What a client signs with, where it is not what the emulator expects. */
export interface ClientOptions {
  accessKeyId?: string;
  secretKey?: string;
  sessionToken?: string;
  region?: string;
  serviceName?: string;
}

/** The vendor's client, pointed at an emulator. */
export function vendorClient(emulator: Emulator, options: ClientOptions = {}) {
  const service = new Service({
    protocol: "http:",
    host: new URL(emulator.url).host,
    serviceName: "vmp",
    defaultVersion: "2021-03-03",
    region: emulator.region,
    accessKeyId: emulator.accessKey,
    secretKey: emulator.secretKey,
    ...options,
  });
  return async (action: string, body: object, version = "2021-03-03"): Promise<ApiAnswer> =>
    (await service.createJSONAPI(action, { Version: version })(body)) as unknown as ApiAnswer;
}

/**
 * Calls an action through the vendor's client and returns its result; an error answer throws with its code as the
 * message.
 */
export async function call<T = Record<string, unknown>>(emulator: Emulator, action: string, body: object): Promise<T> {
  const answer = await vendorClient(emulator)(action, body);
  if (answer.ResponseMetadata.Error) throw new Error(answer.ResponseMetadata.Error.Code);
  return answer.Result as T;
}

/** Makes a contact through the API and returns its id. */
export async function createContact(emulator: Emulator, fields: object): Promise<string> {
  const { Id } = await call<{ Id: string }>(emulator, "CreateContact", fields);
  return Id;
}

/** A request below the level of any client. */
export interface RawRequest {
  method?: string;
  target: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  agent?: http.Agent;
}

/** An answer below the level of any client. */
export interface RawAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

/** Sends exactly this. Rejects when the connection breaks before the answer is complete. */
export function send(emulator: Emulator, raw: RawRequest): Promise<RawAnswer> {
  const { method = "POST", target, headers = {}, body = "", agent = false } = raw;
  return new Promise((resolve, reject) => {
    const request = http.request(emulator.url, { path: target, method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString() });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Whether it is still open when all has gone on that can go on without time passing: some requests come and go. */
export async function staysOpen(emulator: Emulator, promise: Promise<unknown>): Promise<boolean> {
  let open = true;
  const end = (): void => {
    open = false;
  };
  promise.then(end, end);
  for (let round = 0; round < 5; round++) await send(emulator, { method: "GET", target: "/_emulator/behaviour" });
  return open;
}

/** The target and body of a call. */
export function apiRequest(action: string, body: object = {}) {
  return { target: `/?Action=${action}&Version=2021-03-03`, body: JSON.stringify(body) };
}

/** The headers of a call, signed by the vendor's Signer, with `extra` ones signed along. */
export function sign(
  emulator: Emulator,
  { target, body = "", method = "POST" }: RawRequest,
  { date, extra = {}, ...options }: ClientOptions & { date?: Date; extra?: Record<string, string> } = {},
): Record<string, string> {
  const url = new URL(target, emulator.url);
  const request = {
    method,
    region: options.region ?? emulator.region,
    pathname: url.pathname,
    params: Object.fromEntries(url.searchParams),
    headers: { ...extra },
    body: body.toString(),
  };
  const signer = new Signer(request, options.serviceName ?? "vmp");
  const { accessKeyId = emulator.accessKey, secretKey = emulator.secretKey, sessionToken } = options;
  signer.addAuthorization({ accessKeyId, secretKey, ...(sessionToken === undefined ? {} : { sessionToken }) }, date);
  return request.headers;
}

/** Signs and sends an action; for the answer as bytes, status and headers. */
export function sendSigned(emulator: Emulator, action: string, body: object = {}): Promise<RawAnswer> {
  const request = apiRequest(action, body);
  return send(emulator, { ...request, headers: sign(emulator, request) });
}

/** The code of an error answer. */
export function codeOf({ text }: RawAnswer): string | undefined {
  return (JSON.parse(text) as ApiAnswer).ResponseMetadata.Error?.Code;
}
