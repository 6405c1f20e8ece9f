/** What the state has of the contacts, its secrets in the clear. */
import type { Workspace } from "../../tools/engine";
import type { Args } from "./contacts";

export interface Known {
  /** The name of the resource in the program. */
  resource: string;
  id: string;
  inputs: Partial<Args>;
  outputs: Partial<Args>;
}

interface Exported {
  urn: string;
  id?: string;
  inputs?: unknown;
  outputs?: unknown;
}

interface Deployment {
  resources?: Exported[];
  pending_operations?: { type: string; resource: Exported }[];
}

/** The contacts in the state. */
export async function readState(workspace: Workspace): Promise<Known[]> {
  const { resources = [] } = await exportStack(workspace, "--show-secrets");
  return resources
    .filter(({ urn }) => /[/:]vmp:(index:)?Contact::/.test(urn))
    .map(({ urn, id = "", inputs = {}, outputs = {} }) => ({
      resource: resourceOf(urn),
      id,
      inputs: reveal(inputs) as Partial<Args>,
      outputs: reveal(outputs) as Partial<Args>,
    }));
}

/** What the engine takes for interrupted: `creating resource-7`. */
export async function pendingOperations(workspace: Workspace): Promise<string[]> {
  const { pending_operations = [] } = await exportStack(workspace);
  return pending_operations.map(({ type, resource }) => `${type} ${resourceOf(resource.urn)}`);
}

async function exportStack(workspace: Workspace, ...options: string[]): Promise<Deployment> {
  const { stdout } = await workspace.pulumi(["stack", "export", ...options]);
  return (JSON.parse(stdout) as { deployment: Deployment }).deployment;
}

function resourceOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Secrets are exported as objects with a `plaintext`, which is JSON. */
function reveal(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if ("plaintext" in value) return reveal(JSON.parse(String(value.plaintext)));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner)]));
}
