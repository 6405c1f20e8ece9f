import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { startProgram, type Program } from "./program";
import type { Sdk } from "./sdk";

/** `@pulumi/pulumi` ends with this exit code when it has told the user what was wrong. */
const ALREADY_TOLD = 32;

/**
 * Pulumi's LanguageRuntime service, as far as running programs needs it. A method that is not here (generating code,
 * installing packages, running plugins written in Node) is answered with UNIMPLEMENTED, which the engine can deal with.
 */
export class LanguageService {
  private readonly running = new Set<Program>();

  constructor(
    private readonly sdk: Sdk,
    private readonly engineAddress: string,
  ) {}

  /** Asks every program to end, and resolves once they have. */
  async stop(): Promise<void> {
    for (const program of this.running) program.stop();
    await Promise.allSettled([...this.running].map((program) => program.ended));
  }

  handlers(): UntypedServiceImplementation {
    const { messages, plugin, empty } = this.sdk;
    return {
      handshake: answer(() => new messages.LanguageHandshakeResponse()),
      getPluginInfo: answer(() => new plugin.PluginInfo()),
      // A program's own packages are not searched for the providers that they need: the engine fetches a provider
      // when its first resource is registered.
      getRequiredPlugins: answer(() => new messages.GetRequiredPluginsResponse()),
      getRequiredPackages: answer(() => new messages.GetRequiredPackagesResponse()),
      about: answer(() => new messages.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
      run: (call: ServerUnaryCall<RunRequest, RunResponse>, reply: sendUnaryData<RunResponse>) => {
        this.run(call).then(
          (response) => {
            reply(null, response);
          },
          (error: unknown) => {
            reply(null, new messages.RunResponse().setError(error instanceof Error ? error.message : String(error)));
          },
        );
      },
      cancel: answer(() => {
        void this.stop();
        return new empty.Empty();
      }),
    };
  }

  private async run(call: ServerUnaryCall<RunRequest, RunResponse>): Promise<RunResponse> {
    const response = new this.sdk.messages.RunResponse();
    if (call.request.getAttachDebugger()) {
      return response.setError("This language host cannot attach a debugger; `runtime: options: nodeargs` can.");
    }
    const program = startProgram(call.request, this.engineAddress);
    this.running.add(program);
    call.on("cancelled", () => {
      program.stop();
    });
    const { code, signal } = await program.ended.finally(() => this.running.delete(program));
    if (code === 0) return response;
    if (code === ALREADY_TOLD) return response.setBail(true);
    return response.setError(
      signal ? `the program was ended by ${signal}` : `the program ended with exit code ${String(code)}`,
    );
  }
}

function answer(make: () => unknown): (call: unknown, reply: sendUnaryData<unknown>) => void {
  return (_call, reply) => {
    reply(null, make());
  };
}
