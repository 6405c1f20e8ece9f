/**
 * What the jobs ask of GitHub and of GitLab: the comments of pull requests, and OIDC tokens. As strict as they are: a
 * comment needs a token that may write one, and comes in pages.
 */
import { type Answer, json, type Request, serve, type Server } from "./http";

export interface Comment {
  id: number;
  body: string | null;
  /** Who wrote it, as GitHub has it and as GitLab has it. */
  user?: { login: string };
  author?: { id: number };
}

/** Who a job on GitHub is, whatever its token may do. */
const GITHUB_JOB = "github-actions[bot]";

/** What a job's token may do: GitHub's names. */
export type Permissions = Record<string, string>;

const PAGE = 100;
/** Of a comment's text, in characters. */
const LONGEST = 65_536;

export class Forge {
  /** By the path of the list: `/repos/team/contacts/issues/7/comments`. */
  readonly comments = new Map<string, Comment[]>();
  /** The requests that changed something, as `POST <path>`. */
  readonly changes: string[] = [];
  /** The audiences that OIDC tokens were given out for. */
  readonly audiences: (string | null)[] = [];
  private readonly tokens = new Map<string, { permissions: Permissions; owner: string }>();
  private readonly people: string[] = [];
  private server: Server | undefined;
  private nextId = 1;

  static async start(): Promise<Forge> {
    const forge = new Forge();
    forge.server = await serve((request) => forge.answer(request));
    return forge;
  }

  get url(): string {
    return this.server?.url ?? "";
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** A token that may do this and no more; default a job's own. */
  issueToken(permissions: Permissions, owner = GITHUB_JOB): string {
    const token = `canary-forge-token-${this.tokens.size}`;
    this.tokens.set(token, { permissions, owner });
    return token;
  }

  /** Somebody's comment: the last in the list. */
  write(list: string, body: string | null, owner = GITHUB_JOB): Comment {
    const comment = { id: this.nextId++, body, user: { login: owner }, author: { id: this.idOf(owner) } };
    this.comments.set(list, [...(this.comments.get(list) ?? []), comment]);
    return comment;
  }

  /** The list's comments, by the end of its path. */
  commentsOf(list: string): Comment[] {
    return [...this.comments].find(([path]) => path.endsWith(list))?.[1] ?? [];
  }

  private answer(request: Request): Answer {
    const { authorization = "", "private-token": privateToken } = request.headers;
    const token = typeof privateToken === "string" ? privateToken : authorization.replace(/^Bearer /, "");
    const { permissions, owner } = this.tokens.get(token) ?? { owner: "" };
    if (!permissions) return json(401, { message: "Bad credentials" });
    if (request.url.pathname === "/oidc") return this.oidcToken(request, permissions);
    if (request.url.pathname === "/api/v4/user") return json(200, { id: this.idOf(owner) });
    const wanted = request.method === "GET" ? ["read", "write"] : ["write"];
    if (!wanted.includes(permissions["pull-requests"] ?? "")) {
      return json(403, { message: "Resource not accessible by integration" });
    }
    return this.comment(request, owner);
  }

  /** GitLab's number of somebody. */
  private idOf(owner: string): number {
    if (!this.people.includes(owner)) this.people.push(owner);
    return this.people.indexOf(owner) + 1;
  }

  private oidcToken({ url }: Request, permissions: Permissions): Answer {
    if (permissions["id-token"] !== "write") return json(403, { message: "no id-token" });
    this.audiences.push(url.searchParams.get("audience"));
    return json(200, { value: "canary-oidc-token" });
  }

  private comment({ method, url, body }: Request, owner: string): Answer {
    const { pathname } = url;
    const one = [...this.comments.values()].flat().find(({ id }) => pathname.endsWith(`/${id}`));
    if (method === "GET") {
      const page = Number(url.searchParams.get("page") ?? 1) - 1;
      const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), PAGE);
      return json(200, (this.comments.get(pathname) ?? []).slice(page * size, (page + 1) * size));
    }
    this.changes.push(`${method} ${pathname}`);
    const text = (JSON.parse(body.toString()) as { body: string }).body;
    if (text.length > LONGEST) return json(422, { message: "Body is too long" });
    if (method === "POST") return json(201, this.write(pathname, text, owner));
    const updates = pathname.includes("/merge_requests/") ? "PUT" : "PATCH";
    if (!one || method !== updates) return json(404, { message: "Not Found" });
    if (one.user?.login !== owner) return json(403, { message: "Forbidden" });
    one.body = text;
    return json(200, one);
  }
}
