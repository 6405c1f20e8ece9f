/**
 * `pulumi-language-nodejs` for an engine that was built from source: the bundle of the official download has the
 * vendor's own, which is not served as a Go module. The protocol is Pulumi's proto/pulumi/language.proto: the engine
 * starts this program in the folder of the Pulumi program, with its address as the last argument, and reads the port
 * of the service from the first line of its output.
 */
import { connect } from "node:http2";
import { loadSdk } from "./sdk";
import { LanguageService } from "./service";

function main(): void {
  const sdk = loadSdk(process.cwd());
  const engineAddress = process.argv.at(-1) ?? "";
  const service = new LanguageService(sdk, engineAddress);
  const shutDown = (): void => {
    void service.stop().then(() => process.exit(0));
  };
  // The engine ends its plugins with SIGINT; and when it dies without doing so, its connection closes.
  process.on("SIGINT", shutDown).on("SIGTERM", shutDown);
  connect(`http://${engineAddress}`)
    .on("error", () => undefined)
    .on("close", shutDown);

  const server = new sdk.grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(sdk.services.LanguageRuntimeService, service.handlers());
  server.bindAsync("127.0.0.1:0", sdk.grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(String(port));
  });
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
