/**
 * The errors of the API gateway and of VMP itself.
 *
 * Gateway: "Common error codes of BytePlus OpenAPI" (the same gateway as Volcengine's) and Volcengine's "公共错误码".
 * VMP: the error table of each action in the VMP API reference.
 */

/** An error that the service answers with. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** The API's code, such as `NotFound.Id`. */
    readonly code: string,
    message: string,
    /** The gateway's number for the code; VMP's own codes have none. */
    readonly codeN?: number,
  ) {
    super(message);
  }
}

const GATEWAY = {
  InvalidParameter: [400, undefined, "The request body is not a JSON object."],
  MissingParameter: [400, 100002, "The request is missing a parameter."],
  MissingAuthenticationToken: [401, 100003, "Request is missing Authentication Token."],
  MissingRequestInfo: [400, 100004, "The request is missing information."],
  MissingSignature: [401, 100005, "The request is missing signature."],
  InvalidTimestamp: [400, 100006, "The signature of the request is expired."],
  ServiceNotFound: [404, 100007, "This service not found."],
  InvalidActionOrVersion: [404, 100008, "Could not find this operation for this version."],
  InvalidAccessKey: [401, 100009, "The accesskey included in the request is invalid."],
  SignatureDoesNotMatch: [
    401,
    100010,
    "The request signature we calculated does not match the signature you provided. Check your Secret Access Key and signing method.",
  ],
  InvalidAuthorization: [400, 100024, "Invalid 'Authorization' header."],
  InvalidCredential: [400, 100025, "Invalid credential in 'Authorization' header."],
  InvalidSecretToken: [401, 100026, "The security token included in the request is invalid or expired."],
  FlowLimitExceeded: [429, undefined, "Request was rejected because of flow control."],
  InternalError: [500, undefined, "The request processing has failed because of an internal error."],
  ServiceUnavailable: [503, undefined, "The service is temporarily unavailable."],
  InternalServiceTimeout: [504, undefined, "The service did not answer in time."],
} as const satisfies Record<string, readonly [number, number | undefined, string]>;

/** The name of a gateway error. */
export type GatewayCode = keyof typeof GATEWAY;

/**
 * The code for temporary keys whose token is expired, wrong or missing. The gateway has one code for all three.
 */
export const INVALID_TOKEN_CODE = "InvalidSecretToken" satisfies GatewayCode;

/** An error of the gateway; `message` replaces the usual sentence. */
export function gatewayError(code: GatewayCode, message?: string): ApiError {
  const [status, codeN, usual] = GATEWAY[code];
  return new ApiError(status, code, message ?? usual, codeN);
}

/** `InvalidParameter.<parameter>`: a value that is not allowed. `parameter` is dotted: `Webhook.Address`. */
export function invalidParameter(parameter: string): ApiError {
  return new ApiError(400, `InvalidParameter.${parameter}`, `The specified parameter ${parameter} is invalid.`);
}

/** `MissingParameter.<parameter>`: a required parameter is absent. */
export function missingParameter(parameter: string): ApiError {
  return new ApiError(400, `MissingParameter.${parameter}`, `The required parameter ${parameter} is missing.`);
}

/** `NotFound.Id`: an update or get of something that is gone. */
export function notFound(resource: string, id: string): ApiError {
  return new ApiError(404, "NotFound.Id", `The specified ${resource} ${id} is not found.`);
}

/** `Conflict.Name`: the name is taken. */
export function nameConflict(resource: string): ApiError {
  return new ApiError(409, "Conflict.Name", `The specified name conflicts with existing ${resource}.`);
}
