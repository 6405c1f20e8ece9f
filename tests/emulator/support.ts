/** What the emulator's tests share: an emulator that is closed after each test, and calls through the vendor's own client. */
import { Service } from "@volcengine/openapi";
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

/** The keys and names that a client signs with. */
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
  return async (action: string, body: object): Promise<ApiAnswer> =>
    (await service.createJSONAPI(action)(body)) as unknown as ApiAnswer;
}

/** Calls an action and returns its result; an error answer throws with its code as the message. */
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
