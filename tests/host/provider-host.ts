/** The real provider host of @pulumi/pulumi as a process, spoken to over gRPC as the engine does. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { codeOf } from "../support/code-of";
import { NOBODY } from "../support/nobody";
import { replacements, type TestLimits } from "./limits";

export type Values = Record<string, unknown>;

/** The provider's text as it lies in every state. */
export const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-vmp/provider").contact';

/** The same of a contact group. */
export const GROUP_PROVIDER_TEXT = `${PROVIDER_TEXT}Group`;

export interface HostOptions {
  /** Which Node. Default: the one of this process. */
  node?: string;
  /** Where the program is. Default: where @pulumi/pulumi is installed. */
  program?: string;
  limits?: TestLimits;
}

export class ProviderHost {
  /** Of the provider that is spoken to. */
  text = PROVIDER_TEXT;
  /** What the host printed on stderr. */
  stderr = "";
  /** Of the last state that the provider gave, what is secret as a whole. */
  secretOutputs: string[] = [];
  /** What the engine was told to show, as `severity message`. */
  readonly shown: string[];

  private constructor(
    private readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
    readonly engine: FakeEngine,
  ) {
    this.shown = engine.shown;
    child.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
  }

  /** Starts the host of the @pulumi/pulumi that is installed in a program's folder, and configures it. */
  static async start(
    folder: string,
    config: Record<string, string>,
    { node = process.execPath, program = folder, limits }: HostOptions = {},
  ): Promise<ProviderHost> {
    const engine = await FakeEngine.start();
    const main = join(folder, "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js");
    const preload = limits ? ["--require", join(__dirname, "replace.cjs")] : [];
    const replaced = limits ? replacements(limits, Object.values(codeOf(folder)).join("\n")) : [];
    const child = spawn(node, [...preload, main, engine.address], {
      cwd: program,
      env: { ...NOBODY, TEST_REPLACEMENTS: JSON.stringify(replaced) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const port = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once("line", resolve);
      child.once("close", (code) => {
        reject(new Error(`the provider host ended with ${String(code)}`));
      });
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const host = new ProviderHost(child, client, engine);
    const request = new messages.ConfigureRequest();
    request.setArgs(struct(config));
    await unary((done) => client.configure(request, done));
    return host;
  }

  /** The failures are what the engine shows, as it is given no property: it would print that one's value. */
  async check(olds: Values, news: Values): Promise<{ inputs: Values; failures: string[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(struct(olds));
    request.setNews(struct(withText(news, this.text)));
    const response = await unary<messages.CheckResponse>((done) => this.client.check(request, done));
    const failures = response.getFailuresList();
    expect(failures.map((failure) => failure.getProperty()).filter((property) => property !== "")).toEqual([]);
    return {
      inputs: values(response.getInputs(), this.text),
      failures: failures.map((failure) => failure.getReason()),
    };
  }

  async changes(id: string, olds: Values, news: Values): Promise<boolean> {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(struct(withText(olds, this.text)));
    request.setNews(struct(withText(news, this.text)));
    const response = await unary<messages.DiffResponse>((done) => this.client.diff(request, done));
    expect(response.getReplacesList()).toEqual([]);
    return response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME;
  }

  async create(inputs: Values): Promise<{ id: string; state: Values }> {
    const request = new messages.CreateRequest();
    request.setProperties(struct(withText(inputs, this.text)));
    const response = await unary<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), state: this.stateIn(response.getProperties()) };
  }

  async read(id: string, state: Values): Promise<{ id: string; state: Values; inputs: Values | undefined }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(struct(withText(state, this.text)));
    const response = await unary<messages.ReadResponse>((done) => this.client.read(request, done));
    const inputs = response.getInputs();
    return {
      id: response.getId(),
      state: this.stateIn(response.getProperties()),
      inputs: inputs && values(inputs, this.text),
    };
  }

  async update(id: string, olds: Values, news: Values): Promise<Values> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(withText(olds, this.text)));
    request.setNews(struct(withText(news, this.text)));
    const response = await unary<messages.UpdateResponse>((done) => this.client.update(request, done));
    return this.stateIn(response.getProperties());
  }

  async delete(id: string, state: Values): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(withText(state, this.text)));
    await unary<Empty>((done) => this.client.delete(request, done));
  }

  private stateIn(properties: Struct | undefined): Values {
    const all = Object.entries(properties?.toJavaScript() ?? {});
    this.secretOutputs = all.flatMap(([name, value]) => (isSecret(value) ? [name] : [])).sort();
    return values(properties, this.text);
  }

  /** What the engine says at Ctrl-C. */
  async cancel(): Promise<void> {
    await unary<Empty>((done) => this.client.cancel(new Empty(), done));
  }

  async stop(): Promise<void> {
    this.client.close();
    this.child.kill();
    await new Promise((resolve) => this.child.once("close", resolve));
    this.engine.stop();
  }
}

/** As much of an engine as the host talks to: it takes messages for the person at the terminal. */
export class FakeEngine {
  readonly shown: string[] = [];
  /** The resources that they are shown below. */
  readonly urns: string[] = [];
  /** What is shown is answered only then. */
  held: Promise<void> = Promise.resolve();

  private constructor(
    private readonly server: grpc.Server,
    readonly address: string,
  ) {}

  static async start(): Promise<FakeEngine> {
    const server = new grpc.Server();
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    const engine = new FakeEngine(server, `127.0.0.1:${port}`);
    const log = ({ request }: { request: LogRequest }, done: (error: null, answer: Empty) => void): void => {
      engine.urns.push(request.getUrn());
      engine.shown.push(
        `${["debug", "info", "warning", "error"][request.getSeverity()] ?? "?"} ${request.getMessage()}`,
      );
      void engine.held.then(() => {
        done(null, new Empty());
      });
    };
    server.addService(EngineService, { log });
    return engine;
  }

  stop(): void {
    this.server.forceShutdown();
  }
}

export function unary<Answer>(call: (done: (error: Error | null, answer: Answer) => void) => unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    call((error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}

function withText(properties: Values, text: string): Values {
  return { ...properties, __provider: text };
}

export function struct(properties: Values): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

/** Properties as the engine hands them on. */
export function values(properties: Struct | undefined, text: string): Values {
  const { __provider, ...rest } = properties?.toJavaScript() ?? {};
  if (properties && Object.keys(rest).length > 0) expect(__provider).toBe(text);
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, isSecret(value) ? value.value : value]));
}

/** As the engine knows a secret; it hands none to the host again, but what it has. */
function isSecret(value: unknown): value is { value: unknown } {
  const signature = (value as Values | null)?.["4dabf18193072939515e22adb298388d"];
  return signature === "1b47061264138c4ac30d75fd1eb44270";
}
