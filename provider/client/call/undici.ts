/**
 * undici, as far as it is needed here. Its index brings fetch, WebSocket and caches along, and takes five times as long
 * to load and twice the memory. The paths of its files are nobody's promise: package.json names its version exactly.
 */
import { setFlagsFromString } from "node:v8";
import type * as undici from "undici";

/* eslint-disable @typescript-eslint/no-require-imports -- no types; what is required by its name can be bundled */
export const Agent = require("undici/lib/dispatcher/agent.js") as typeof undici.Agent;
export const Pool = require("undici/lib/dispatcher/pool.js") as typeof undici.Pool;
export const ProxyAgent = require("undici/lib/dispatcher/proxy-agent.js") as typeof undici.ProxyAgent;
export const buildConnector = require("undici/lib/core/connect.js") as typeof undici.buildConnector;
/** What the index makes the method `connect` of every dispatcher. */
export const openTunnel = require("undici/lib/api/api-connect.js") as (
  this: undici.Dispatcher,
  options: undici.Dispatcher.ConnectOptions,
) => Promise<undici.Dispatcher.ConnectData>;

/** Node has it, its types do not. */
declare const WebAssembly: { Module: new (bytes: Buffer) => object };

/** Whose V8 knows these flags; others would print that they do not. */
const KNOWN_NODE = /^v2[024]\./;
const SECOND_COMPILATION = ["wasm-tier-up", "wasm-dynamic-tiering", "wasm-lazy-compilation"];

/**
 * The parser of undici, which is WebAssembly, compiled once and for all. After some dozen answers V8 would compile it
 * again, for speed that no account has the contacts for: that took 30 to 40 MB and a third of a second of a processor
 * on Node 20. undici then gets what V8 has of the same bytes, as long as somebody holds it.
 */
export const parser = compileParser();

function compileParser(): object | undefined {
  if (!KNOWN_NODE.test(process.version)) return undefined;
  for (const flag of SECOND_COMPILATION) setFlagsFromString(`--no-${flag}`);
  try {
    return new WebAssembly.Module(require("undici/lib/llhttp/llhttp_simd-wasm.js") as Buffer);
  } catch {
    // A processor without these instructions: undici takes another parser.
    return undefined;
  } finally {
    for (const flag of SECOND_COMPILATION) setFlagsFromString(`--${flag}`);
  }
}
