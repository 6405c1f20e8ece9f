/** The gRPC server of the packaged provider. */
import { type sendUnaryData, Server, ServerCredentials, type ServerUnaryCall } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { answerOf } from "./failures";
import { type ServiceOptions, serviceOf } from "./service";

export interface RunningServer {
  port: number;
  stop(): void;
}

/** Listens on a free port of this machine. */
export async function serve(options: ServiceOptions): Promise<RunningServer> {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  const calls = Object.entries(serviceOf(options)).map(([name, answer]) => [name, unary(answer as Answering)]);
  server.addService(ResourceProviderService, Object.fromEntries(calls) as Record<string, Handler>);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}

type Answering = (request: unknown) => unknown;
type Handler = (call: ServerUnaryCall<unknown, unknown>, reply: sendUnaryData<unknown>) => void;

function unary(answer: Answering): Handler {
  return (call, reply) => {
    new Promise((resolve) => {
      resolve(answer(call.request));
    }).then(
      (response) => {
        reply(null, response);
      },
      (error: unknown) => {
        reply(answerOf(error));
      },
    );
  };
}
