/**
 * `pulumi-resource-vmp`: what the engine starts. It prints its port as the first line, and ends with whoever started
 * it.
 *
 * The build puts the version and the schema into the bundle.
 */
import { brotliDecompressSync } from "node:zlib";
import { serve } from "./server";

declare const VERSION: string;
/** Compressed, in base64. */
declare const SCHEMA: string;
/** What the launcher brings: keeps what is compiled by now, for the next start. */
declare const keepCompiled: () => void;

const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit();
}, 1_000).unref();

const schema = (): string => brotliDecompressSync(Buffer.from(SCHEMA, "base64")).toString();

void serve({
  version: VERSION,
  schema,
  environment: process.env,
  engineAddress: process.argv[2],
  onCancel: keepCompiled,
}).then(({ port }) => {
  console.log(String(port));
});
