/**
 * Object storage, as far as Pulumi's S3 backend uses it: list, read, write, copy and delete. It answers for one bucket
 * in virtual-hosted style alone (`http://<bucket>.<endpoint>/<key>`), as TOS does, and is reached as an HTTP proxy. A
 * key must be of a role, and a role whose name ends with "-read" may not write; signatures are not computed.
 *
 * Source: the Amazon S3 API reference, which TOS says to follow.
 */
import { createHash } from "node:crypto";
import { type Answer, type Request, serve, type Server } from "./http";

export class ObjectStore {
  readonly objects = new Map<string, Buffer>();
  /** Every request that was let in, as `PUT .pulumi/meta.yaml`. */
  readonly calls: string[] = [];
  private server: Server | undefined;

  private constructor(
    private readonly host: string,
    private readonly roleOf: (accessKeyId: string) => string | undefined,
  ) {}

  static async start(
    bucket: string,
    endpoint: string,
    roleOf: (accessKeyId: string) => string | undefined,
  ): Promise<ObjectStore> {
    const store = new ObjectStore(`${bucket}.${endpoint}`, roleOf);
    store.server = await serve((request) => store.answer(request));
    return store;
  }

  /** Where clients find it, as their HTTP proxy. */
  get proxy(): string {
    return this.server?.url ?? "";
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private answer({ method, url, headers, body }: Request): Answer {
    const key = decodeURIComponent(url.pathname.slice(1));
    if (url.hostname !== this.host) return failure(404, "NoSuchBucket");
    const [, keyId = ""] = /^AWS4-HMAC-SHA256 Credential=(\w+)\//.exec(headers.authorization ?? "") ?? [];
    const role = this.roleOf(keyId);
    if (role === undefined || headers["x-amz-security-token"] === undefined) return failure(403, "InvalidAccessKeyId");
    const reads = method === "GET" || method === "HEAD";
    if (!reads && role.endsWith("-read")) return failure(403, "AccessDenied");
    this.calls.push(`${method} ${key || url.search}`);
    if (key === "") return this.list(url.searchParams);
    switch (method) {
      case "PUT":
        return this.put(key, body, headers["x-amz-copy-source"]);
      case "DELETE":
        this.objects.delete(key);
        return { status: 204 };
      default:
        return this.get(key);
    }
  }

  private get(key: string): Answer {
    const object = this.objects.get(key);
    if (!object) return failure(404, "NoSuchKey");
    const headers = {
      "Content-Length": String(object.length),
      ETag: etag(object),
      "Last-Modified": LONG_AGO.toUTCString(),
    };
    return { status: 200, headers, body: object };
  }

  private put(key: string, body: Buffer, copySource: string | string[] | undefined): Answer {
    if (typeof copySource !== "string") {
      this.objects.set(key, body);
      return { status: 200, headers: { ETag: etag(body) } };
    }
    const source = this.objects.get(decodeURIComponent(copySource).split("/").slice(1).join("/"));
    if (!source) return failure(404, "NoSuchKey");
    this.objects.set(key, source);
    return xml(200, `<CopyObjectResult><ETag>${etag(source)}</ETag></CopyObjectResult>`);
  }

  /** ListObjectsV2, all on one page. */
  private list(query: URLSearchParams): Answer {
    const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    const folderOf = (key: string): string | undefined => {
      const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      return end < 0 ? undefined : key.slice(0, end + delimiter.length);
    };
    const folders = new Set(keys.map(folderOf).filter((folder) => folder !== undefined));
    const contents = keys
      .filter((key) => folderOf(key) === undefined)
      .map((key) => {
        const object = this.objects.get(key) ?? Buffer.alloc(0);
        const fields = `<Key>${escaped(key)}</Key><Size>${object.length}</Size><ETag>${etag(object)}</ETag>`;
        return `<Contents>${fields}<LastModified>${LONG_AGO.toISOString()}</LastModified></Contents>`;
      });
    const prefixes = [...folders].map(
      (folder) => `<CommonPrefixes><Prefix>${escaped(folder)}</Prefix></CommonPrefixes>`,
    );
    return xml(
      200,
      `<ListBucketResult><IsTruncated>false</IsTruncated>${[...contents, ...prefixes].join("")}</ListBucketResult>`,
    );
  }
}

const LONG_AGO = new Date(0);

function etag(object: Buffer): string {
  return `"${createHash("md5").update(object).digest("hex")}"`;
}

function xml(status: number, body: string): Answer {
  return { status, headers: { "Content-Type": "application/xml" }, body: `<?xml version="1.0"?>${body}` };
}

function failure(status: number, code: string): Answer {
  return xml(status, `<Error><Code>${code}</Code></Error>`);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
