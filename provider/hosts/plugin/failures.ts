/** Errors as the engine understands them. */
import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { told } from "../../text/own-fault";

/** Something failed although the resource is there: the engine keeps it, and the next run updates it. */
export class InitFailed extends Error {
  override readonly name = "InitFailed";

  constructor(
    readonly id: string,
    readonly properties: Struct,
    readonly reasons: string[],
  ) {
    super(reasons.join("\n"));
  }
}

export type Answer = Pick<ServiceError, "code" | "details"> & { metadata?: Metadata };

/** The sentence alone, without a stack. */
export function answerOf(error: unknown): Answer {
  const details = told(error);
  const answer = { code: status.UNKNOWN, details };
  return error instanceof InitFailed ? { ...answer, metadata: detailsOf(error, details) } : answer;
}

/** Source: `google.rpc.Status` in the trailer `grpc-status-details-bin`, as gRPC's own libraries send it. */
function detailsOf({ id, properties, reasons }: InitFailed, message: string): Metadata {
  const failed = new ErrorResourceInitFailed().setId(id).setProperties(properties).setReasonsList(reasons);
  const any = new Any();
  any.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const whole = new Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([any]);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(whole.serializeBinary()));
  return metadata;
}
