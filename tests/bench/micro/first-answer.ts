/**
 * `node first-answer.js FOLDER http|ours URL CONFIG`: what it takes in a provider host to get the first answer, with
 * node:http alone or with the client of the package; prints JSON. CONFIG is the stack's configuration, as JSON.
 */
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { latePart } from "../../support/code-of";

/** What it prints. */
export interface FirstAnswer {
  ms: number;
  /** Resident memory that was added. */
  bytes: number;
}

type Operation = typeof import("../../../provider/lifecycle/operation");

async function main([folder = "", what = "", url = "", config = ""]: string[]): Promise<void> {
  const load = createRequire(join(folder, "package.json"));
  // The provider host takes the engine's address as its argument. It does not call there before it has something to
  // say.
  process.argv.splice(2, Infinity, "127.0.0.1:1");
  load("@pulumi/pulumi/cmd/dynamic-provider");
  const start = performance.now();
  const before = process.memoryUsage.rss();
  await (what === "http" ? ask(url) : call(folder, config));
  const result: FirstAnswer = { ms: performance.now() - start, bytes: process.memoryUsage.rss() - before };
  console.log(JSON.stringify(result));
  process.exit();
}

function ask(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", agent: new Agent({ keepAlive: true }) });
    asked.on("error", reject);
    asked.on("response", (response) => response.resume().on("end", resolve));
    asked.end("{}");
  });
}

/** As the host does: the client is loaded for the first call, and looks for its keys. */
async function call(folder: string, config: string): Promise<void> {
  const file = latePart(folder, "operation");
  const settings = JSON.parse(config) as Record<string, string>;
  const { open } = createRequire(file)(file) as Operation;
  const { client } = await open({ get: (key) => settings[key] }, {}, { signal: new AbortController().signal });
  await client.call({ action: "ListContacts", body: {}, task: "list contacts", repeatable: true });
}

void main(process.argv.slice(2));
