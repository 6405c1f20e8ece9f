/** A real program with contacts out of a file, the CLI that runs it, and the second stand-in for the service. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findEngine, openWorkspace, type Workspace } from "../../../tools/engine";
import { installed } from "../../support/installed";
import { Service } from "../../support/service/service";

const INDEX = `
const vmp = require("pulumi-vmp");
for (const [name, args] of Object.entries(require("./contacts.json"))) new vmp.Contact(name, args);
`;

export class Stack {
  private constructor(
    readonly service: Service,
    readonly workspace: Workspace,
  ) {}

  static async open(): Promise<Stack> {
    const service = await Service.start();
    const { "vmp:secretKey": secretKey = "", ...config } = service.configuration;
    const workspace = await openWorkspace({
      dir: mkdtempSync(join(await installed(), "service-")),
      engine: await findEngine({ onlyInstalled: true }),
      files: { "Pulumi.yaml": "name: service\nruntime: nodejs\n", "index.js": INDEX, "contacts.json": "{}" },
      config,
      secrets: { "vmp:secretKey": secretKey },
    });
    return new Stack(service, workspace);
  }

  /** Says what the program declares from now on: the arguments of contacts, by the names of their resources. */
  write(contacts: Record<string, object>): void {
    writeFileSync(join(this.workspace.dir, "contacts.json"), JSON.stringify(contacts));
  }

  /** Runs a command; `fails` says whether it has to fail. */
  async pulumi(command: string, { fails = false } = {}): Promise<string> {
    const { stdout, stderr } = await this.workspace.pulumi(command.split(" "), { expectFailure: fails });
    return stdout + stderr;
  }

  /** Applies the program. */
  up(contacts: Record<string, object>, options?: { fails?: boolean }): Promise<string> {
    this.write(contacts);
    return this.pulumi("up --yes --skip-preview", options);
  }

  /** The ids of the contacts in the state, by the names of their resources. */
  async ids(): Promise<Record<string, string | undefined>> {
    const contacts = (await this.workspace.resources()).filter(({ type }) => type.endsWith("vmp:Contact"));
    return Object.fromEntries(contacts.map(({ urn, id }) => [urn.split("::").at(-1) ?? "", id]));
  }

  async close(): Promise<void> {
    await this.service.close();
    rmSync(this.workspace.dir, { recursive: true, force: true });
  }
}
