/** Stands between the jobs and the emulator's AssumeRoleWithOIDC, and knows which role each temporary key is of. */
import { type Answer, type Request, serve, type Server } from "./http";

export interface Exchange {
  role: string;
  token: string;
}

export class Sts {
  readonly exchanges: Exchange[] = [];
  private readonly roles = new Map<string, string>();
  private server: Server | undefined;

  private constructor(private readonly emulator: string) {}

  static async start(emulator: string): Promise<Sts> {
    const sts = new Sts(emulator);
    sts.server = await serve((request) => sts.answer(request));
    return sts;
  }

  get url(): string {
    return this.server?.url ?? "";
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** Says that a key is of a role. */
  grant(accessKeyId: string, role: string): void {
    this.roles.set(accessKeyId, role);
  }

  roleOf(accessKeyId: string): string | undefined {
    return this.roles.get(accessKeyId);
  }

  private async answer({ url, headers, body }: Request): Promise<Answer> {
    const form = new URLSearchParams(body.toString());
    const [role, token] = [form.get("RoleTrn") ?? "", form.get("OIDCToken") ?? ""];
    this.exchanges.push({ role, token });
    const response = await fetch(new URL(url.pathname + url.search, this.emulator), {
      method: "POST",
      headers: { "Content-Type": headers["content-type"] ?? "" },
      body: body.toString(),
    });
    const text = await response.text();
    const answer = JSON.parse(text) as { Result?: { Credentials: { AccessKeyId: string } } };
    if (answer.Result) this.grant(answer.Result.Credentials.AccessKeyId, role);
    return { status: response.status, headers: { "Content-Type": "application/json" }, body: text };
  }
}
