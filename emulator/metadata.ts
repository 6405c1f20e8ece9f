/**
 * The instance metadata service of an ECS machine with a role, as the vendor's Go SDK (`EcsRoleProvider`) calls it:
 * a token first, then the role's name, then the role's temporary keys.
 */
import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { rfc3339, type Answer } from "./envelope";
import type { KeyRing } from "./sts";

/** What a call of this service is named in `calls` and in fault rules. */
export const METADATA_ACTION = "Metadata";

const TOKEN_PATH = "/latest/api/token";
const CREDENTIALS_PATH = "/volcstack/latest/iam/security_credentials";
const TTL_HEADER = "x-volc-ecs-metadata-token-ttl-seconds";
const TOKEN_HEADER = "x-volc-ecs-metadata-token";
const LONGEST_TTL_SECONDS = 21_600;

/** The metadata service of one machine. */
export class MetadataService {
  /** Token to when it expires. */
  private readonly tokens = new Map<string, number>();

  constructor(
    private readonly keys: KeyRing,
    private readonly role: string,
  ) {}

  /** Whether a path is one of this service's. */
  static owns(path: string): boolean {
    return path === TOKEN_PATH || path === CREDENTIALS_PATH || path.startsWith(`${CREDENTIALS_PATH}/`);
  }

  answer(path: string, query: URLSearchParams, headers: IncomingHttpHeaders, now: number): Answer {
    if (path === TOKEN_PATH) return this.token(headers, now);
    const expires = this.tokens.get(String(headers[TOKEN_HEADER]));
    if (expires === undefined || now >= expires) return text(401, "the metadata token is missing or expired\n");
    const role = path.slice(CREDENTIALS_PATH.length + 1);
    if (role === "") return this.roles(query);
    if (role !== this.role) return text(404, "no such role\n");
    const key = this.keys.issue(now);
    const body = JSON.stringify({
      CurrentTime: rfc3339(now),
      ExpiredTime: rfc3339(key.expires),
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretKey,
      SessionToken: key.sessionToken,
    });
    return { status: 200, headers: { "Content-Type": "application/json" }, body };
  }

  private token(headers: IncomingHttpHeaders, now: number): Answer {
    const seconds = Number(headers[TTL_HEADER]);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_TTL_SECONDS) {
      return text(400, `${TTL_HEADER} must be from 1 to ${LONGEST_TTL_SECONDS}\n`);
    }
    const token = randomBytes(24).toString("base64url");
    this.tokens.set(token, now + seconds * 1000);
    return text(200, token);
  }

  private roles(query: URLSearchParams): Answer {
    const roles = this.role === "" ? [] : [this.role];
    return text(200, query.get("format") === "json" ? JSON.stringify(roles) : roles.join("\n"));
  }
}

function text(status: number, body: string): Answer {
  return { status, headers: { "Content-Type": "text/plain" }, body };
}
