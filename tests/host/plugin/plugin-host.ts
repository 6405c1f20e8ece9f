/** The packaged provider as a process, spoken to over gRPC as the engine does. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { built } from "../../../tools/engine";
import { NOBODY } from "../../support/nobody";
import { replacements, type TestLimits } from "../limits";
import { FakeEngine, type HostOptions, struct, unary, type Values } from "../provider-host";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
/** What the engine sends for a text that is not known yet. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const PROVIDER_URN = "urn:pulumi:dev::test::pulumi:providers:vmp::default";

/** A value that is marked as secret. */
export function secret(value: unknown): Values {
  return { [SIGNATURE]: SECRET, value };
}

/** The values without marks, and where the marks were. */
export function unmarked(value: unknown, path = "", paths: string[] = []): { value: unknown; paths: string[] } {
  const inner = (each: unknown, at: string): unknown => unmarked(each, at, paths).value;
  if (Array.isArray(value)) return { value: value.map((item) => inner(item, path)), paths };
  if (typeof value !== "object" || value === null) return { value, paths };
  if ((value as Values)[SIGNATURE] === SECRET) {
    paths.push(path);
    return { value: inner((value as Values).value, path), paths };
  }
  const entries = Object.entries(value).map(([key, each]) => [key, inner(each, path ? `${path}.${key}` : key)]);
  return { value: Object.fromEntries(entries) as Values, paths };
}

export interface PluginOptions extends HostOptions {
  env?: NodeJS.ProcessEnv;
  /** Which type the calls are about. */
  type?: string;
  /** Default: the build's. */
  executable?: string;
}

/** An error with what it says of a resource that is there all the same. */
export class InitError extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly state: Values,
    readonly reasons: string[],
  ) {
    super(message);
  }
}

export class PluginHost {
  stderr = "";
  type: string;
  /** What the program calls what the calls are about. */
  resource = "it";

  private constructor(
    readonly child: ChildProcess,
    readonly client: ResourceProviderClient,
    readonly engine: FakeEngine,
    type: string,
  ) {
    this.type = type;
    child.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
  }

  /** Starts the build, and shakes hands as the engine does. */
  static async start(options: PluginOptions = {}): Promise<PluginHost> {
    const { env = {}, type = "Contact", node = process.execPath, limits } = options;
    const { executable = built("plugin/pulumi-resource-vmp") } = options;
    const engine = await FakeEngine.start();
    const file = limits ? withLimits(executable, limits) : executable;
    const child = spawn(node, [file], {
      env: { ...NOBODY, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const port = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once("line", resolve);
      child.once("close", (code) => {
        reject(new Error(`the plugin ended with ${String(code)}`));
      });
    });
    if (file !== executable) rmSync(dirname(file), { recursive: true });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const request = new messages.ProviderHandshakeRequest().setEngineAddress(engine.address);
    const answer = await unary<messages.ProviderHandshakeResponse>((done) => client.handshake(request, done));
    expect(answer.toObject()).toMatchObject({ acceptSecrets: true, acceptOutputs: false, acceptResources: false });
    return new PluginHost(child, client, engine, type);
  }

  get shown(): string[] {
    return this.engine.shown;
  }

  get urn(): string {
    return `urn:pulumi:dev::test::my:group:Team$vmp:index:${this.type}::${this.resource}`;
  }

  async info(): Promise<{ version: string; schema: Values }> {
    const info = await unary<PluginInfo>((done) => this.client.getPluginInfo(new Empty(), done));
    const asked = new messages.GetSchemaRequest();
    const answer = await unary<messages.GetSchemaResponse>((done) => this.client.getSchema(asked, done));
    return { version: info.getVersion(), schema: JSON.parse(answer.getSchema()) as Values };
  }

  async checkConfig(news: Values): Promise<{ inputs: Values; failures: Failure[] }> {
    const request = new messages.CheckRequest().setUrn(PROVIDER_URN).setNews(struct(news));
    return checked(await unary((done) => this.client.checkConfig(request, done)));
  }

  async diffConfig(olds: Values, news: Values): Promise<messages.DiffResponse.AsObject> {
    const request = new messages.DiffRequest().setUrn(PROVIDER_URN).setOlds(struct(olds)).setNews(struct(news));
    const response = await unary<messages.DiffResponse>((done) => this.client.diffConfig(request, done));
    return response.toObject();
  }

  async configure(settings: Values): Promise<this> {
    const request = new messages.ConfigureRequest().setArgs(struct(settings));
    const response = await unary<messages.ConfigureResponse>((done) => this.client.configure(request, done));
    expect(response.toObject()).toMatchObject({ acceptsecrets: true, supportspreview: true });
    return this;
  }

  async check(news: Values, olds: Values = {}): Promise<{ inputs: Values; failures: Failure[] }> {
    const request = new messages.CheckRequest().setUrn(this.urn).setOlds(struct(olds)).setNews(struct(news));
    return checked(await unary((done) => this.client.check(request, done)));
  }

  /** The paths that differ, each with what became of it. */
  async diff(id: string, olds: Values, news: Values): Promise<Record<string, string>> {
    const request = new messages.DiffRequest().setId(id).setUrn(this.urn).setOlds(struct(olds)).setNews(struct(news));
    const response = await unary<messages.DiffResponse>((done) => this.client.diff(request, done));
    const kinds = Object.keys(messages.PropertyDiff.Kind);
    const paths = response.getDetaileddiffMap().toArray() as unknown as [string, [number?]][];
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    expect(response.getChanges()).toBe(paths.length > 0 ? DIFF_SOME : DIFF_NONE);
    const found = paths.map(([path]): [string, string] => [
      path,
      kinds[response.getDetaileddiffMap().get(path)?.getKind() ?? 0] ?? "",
    ]);
    const replacing = found.flatMap(([path, kind]) => (kind.endsWith("_REPLACE") ? [path] : []));
    expect(response.getReplacesList()).toEqual(replacing);
    return Object.fromEntries(found);
  }

  async changes(id: string, olds: Values, news: Values): Promise<boolean> {
    return Object.keys(await this.diff(id, olds, news)).length > 0;
  }

  async create(inputs: Values, preview = false): Promise<{ id: string; state: Values }> {
    const request = new messages.CreateRequest().setUrn(this.urn).setProperties(struct(inputs)).setPreview(preview);
    const response = await this.told<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), state: raw(response.getProperties()) ?? {} };
  }

  async read(
    id: string,
    state: Values,
    inputs: Values = {},
  ): Promise<{ id: string; state: Values; inputs: Values | undefined }> {
    const request = new messages.ReadRequest().setId(id).setUrn(this.urn);
    request.setProperties(struct(state)).setInputs(struct(inputs));
    const response = await this.told<messages.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: response.getId(),
      state: raw(response.getProperties()) ?? {},
      inputs: raw(response.getInputs()),
    };
  }

  async update(id: string, olds: Values, news: Values, preview = false): Promise<Values> {
    const request = new messages.UpdateRequest().setId(id).setUrn(this.urn).setPreview(preview);
    request.setOlds(struct(olds)).setNews(struct(news));
    const response = await this.told<messages.UpdateResponse>((done) => this.client.update(request, done));
    return raw(response.getProperties()) ?? {};
  }

  async delete(id: string, state: Values): Promise<void> {
    const request = new messages.DeleteRequest().setId(id).setUrn(this.urn).setProperties(struct(state));
    await this.told<Empty>((done) => this.client.delete(request, done));
  }

  async invoke(token: string, args: Values): Promise<Values> {
    const request = new messages.InvokeRequest().setTok(token).setArgs(struct(args));
    const response = await this.told<messages.InvokeResponse>((done) => this.client.invoke(request, done));
    return raw(response.getReturn()) ?? {};
  }

  /** What the engine says at Ctrl-C. */
  async cancel(): Promise<void> {
    await unary<Empty>((done) => this.client.cancel(new Empty(), done));
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise((resolve) => this.child.once("close", resolve));
    this.child.kill();
    await ended;
    this.engine.stop();
  }

  private async told<Answer>(call: (done: (error: Error | null, answer: Answer) => void) => unknown): Promise<Answer> {
    try {
      return await unary(call);
    } catch (error) {
      const { details, metadata } = error as grpc.ServiceError;
      const [trailer] = metadata.get("grpc-status-details-bin");
      if (trailer === undefined) throw new Error(details, { cause: error });
      const [any] = Status.deserializeBinary(trailer as Buffer).getDetailsList();
      expect(any?.getTypeName()).toBe("pulumirpc.ErrorResourceInitFailed");
      const failed = messages.ErrorResourceInitFailed.deserializeBinary(any?.getValue_asU8() ?? new Uint8Array());
      throw new InitError(details, failed.getId(), raw(failed.getProperties()) ?? {}, failed.getReasonsList());
    }
  }
}

export interface Failure {
  property: string;
  reason: string;
}

/** A copy of the executable in a folder of its own, with other limits of a call than the client's own. */
function withLimits(executable: string, limits: TestLimits): string {
  const code = readFileSync(executable, "utf8");
  const replaced = replacements(limits, code).reduce(
    (text, [pattern, value]) => text.replace(new RegExp(pattern), String(value)),
    code,
  );
  const file = join(mkdtempSync(join(tmpdir(), "vmp-plugin-")), "pulumi-resource-vmp");
  writeFileSync(file, replaced);
  return file;
}

function checked(response: messages.CheckResponse): { inputs: Values; failures: Failure[] } {
  const failures = response
    .getFailuresList()
    .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
  return { inputs: raw(response.getInputs()) ?? {}, failures };
}

function raw(properties: Struct | undefined): Values | undefined {
  return properties?.toJavaScript();
}
