/** Speaking to the person who runs Pulumi, through the engine that started this process. */
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

export interface Engine {
  /** Says where the engine is. */
  connect(address: string): void;
  /** Shows a warning below a resource; on stderr where no engine listens. Does not throw. */
  warn(urn: string, message: string): Promise<void>;
}

export function engineAt(address: string | undefined): Engine {
  let client = address === undefined ? undefined : clientOf(address);
  return {
    connect(other) {
      client?.close();
      client = clientOf(other);
    },
    async warn(urn, message) {
      const engine = client;
      const shown =
        engine !== undefined &&
        (await new Promise<boolean>((resolve) => {
          const request = new LogRequest().setSeverity(LogSeverity.WARNING).setUrn(urn).setMessage(message);
          engine.log(request, (error) => {
            resolve(error === null);
          });
        }));
      if (!shown) console.error(`warning: ${message}`);
    },
  };
}

function clientOf(address: string): EngineClient {
  return new EngineClient(address, credentials.createInsecure());
}
