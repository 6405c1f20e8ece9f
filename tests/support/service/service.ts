/**
 * VMP once more, for tests: small, apart from the emulator and from the provider, so that what one of them has
 * misunderstood does not sit on both sides. A test can bend every answer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Account, type Fields, Refusal, type Thing } from "./account";
import { type Answer, BROKEN, refusal, result } from "./answers";
import { regionOf } from "./signature";

/** A call that was let in. */
export interface Call {
  action: string;
  body: Fields;
  /** The host that was called and the region of the signature, such as `127.0.0.1:4711 cn-beijing`. */
  place: string;
}

/** Does what the call asks for, or what another body would, and returns the honest answer. */
export type Act = (body?: Fields) => Answer;

/** What is answered instead; whether the service acts is its own matter. */
export type Bend = (act: Act, call: Call) => Answer | typeof BROKEN;

export class Service {
  readonly accessKey = "AKTP-second-service";
  readonly secretKey = "secret-key-of-second-service";
  /** The calls since the last `reset`. */
  calls: Call[] = [];
  private readonly accounts = new Map<string, Account>();
  private readonly once = new Map<string, Bend[]>();
  private readonly always = new Map<string, Bend>();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  static async start(): Promise<Service> {
    const service = new Service();
    // As a proxy for any host it is that host itself.
    service.server.on("connect", (_request, socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      service.server.emit("connection", socket);
    });
    await new Promise<void>((resolve) => service.server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a provider needs to call it. Few repetitions, as faults here are permanent or single. */
  get settings(): Record<string, string> {
    const { accessKey, secretKey, url: endpoint } = this;
    return { accessKey, secretKey, endpoint, maxRetries: "2", timeout: "30" };
  }

  /** The same, as a stack's configuration has it. */
  get configuration(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.settings).map(([name, value]) => [`vmp:${name}`, value]));
  }

  /** The account in Beijing, or elsewhere: `cn-shanghai`, or another host too. */
  account(region = "cn-beijing", host = new URL(this.url).host): Account {
    const place = `${host} ${region}`;
    const account = this.accounts.get(place) ?? new Account();
    this.accounts.set(place, account);
    return account;
  }

  /** All contacts, wherever they are. */
  contacts(): Thing[] {
    return [...this.accounts.values()].flatMap(({ contacts }) => [...contacts.values()]);
  }

  /** The one contact that there is. */
  contact(): Thing {
    const [contact, ...more] = this.contacts();
    if (!contact || more.length > 0) throw new Error(`there are ${this.contacts().length} contacts, not one`);
    return contact;
  }

  /** Makes a contact by hand, and returns its id. */
  make(fields: Fields): string {
    const { Id } = this.account().act("CreateContact", fields);
    // What the service says of itself can be given too, such as CreateTime.
    Object.assign(this.account().contacts.get(String(Id)) ?? {}, fields);
    return String(Id);
  }

  /** Bends the answer to the next call of an action; of several, each the answer to one. */
  next(action: string, ...bends: Bend[]): void {
    this.once.set(action, [...(this.once.get(action) ?? []), ...bends]);
  }

  /** Bends the answers to all calls of an action. */
  every(action: string, bend: Bend): void {
    this.always.set(action, bend);
  }

  /** Forgets everything. */
  reset(): void {
    this.calls = [];
    for (const map of [this.accounts, this.once, this.always]) map.clear();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const host = request.headers.host ?? "";
    const url = new URL(request.url ?? "", `http://${host}`);
    const signed = regionOf(request, url, body, this);
    const action = url.searchParams.get("Action") ?? "";
    const answer =
      "refused" in signed
        ? refusal(401, signed.refused)
        : this.answer({ action, body: JSON.parse(body.toString()) as Fields, place: `${host} ${signed.region}` });
    if (answer === BROKEN) request.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  private answer(call: Call): Answer | typeof BROKEN {
    this.calls.push(call);
    const [host, region] = call.place.split(" ");
    const act: Act = (body = call.body) => {
      try {
        return result(this.account(region, host).act(call.action, body));
      } catch (error) {
        if (error instanceof Refusal) return refusal(error.status, error.code);
        throw error;
      }
    };
    const bend = this.once.get(call.action)?.shift() ?? this.always.get(call.action);
    return bend ? bend(act, call) : act();
  }
}
