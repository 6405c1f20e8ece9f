/**
 * Pulumi's LanguageRuntime for a program of any language: starts it as Pulumi's language hosts do, with all that it has
 * to know in its environment. Those for Go and Python are in no registry. The engine is told of this one by `--client`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";

export interface LanguageRuntime {
  address: string;
  stop(): void;
}

type Answer = (call: { request: messages.RunRequest }, done: grpc.sendUnaryData<unknown>) => void;

/** @param folder of the program, in which the command is run */
export async function serveProgram(folder: string, command: string, ...args: string[]): Promise<LanguageRuntime> {
  const run = async (request: messages.RunRequest): Promise<messages.RunResponse> => {
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...environmentOf(request) } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const [code] = (await once(child, "close")) as [number | null];
    return new messages.RunResponse().setError(code === 0 ? "" : `${command} ended with ${String(code)}\n${output}`);
  };
  const answer =
    (make: () => unknown): Answer =>
    (_call, done) => {
      done(null, make());
    };
  const server = new grpc.Server();
  server.addService(LanguageRuntimeService, {
    handshake: answer(() => new messages.LanguageHandshakeResponse()),
    getPluginInfo: answer(() => new PluginInfo()),
    getRequiredPlugins: answer(() => new messages.GetRequiredPluginsResponse()),
    getRequiredPackages: answer(() => new messages.GetRequiredPackagesResponse()),
    run: (({ request }, done) => {
      run(request).then((response) => {
        done(null, response);
      }, done);
    }) satisfies Answer,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    address: `127.0.0.1:${port}`,
    stop: () => {
      server.forceShutdown();
    },
  };
}

/** Source: sdk/go/pulumi/run.go of Pulumi, whose programs read all of it from there. */
function environmentOf(request: messages.RunRequest): NodeJS.ProcessEnv {
  return {
    PULUMI_ORGANIZATION: request.getOrganization(),
    PULUMI_PROJECT: request.getProject(),
    PULUMI_STACK: request.getStack(),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_PARALLEL: String(request.getParallel()),
    PULUMI_DRY_RUN: String(request.getDryrun()),
    PULUMI_MONITOR: request.getMonitorAddress(),
    PULUMI_ENGINE: request.getArgsList()[0] ?? "",
  };
}
