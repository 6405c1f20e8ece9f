/**
 * How `pulumi-resource-vmp` begins: it runs the rest of its file from what V8 made of it before.
 *
 * To read and compile a megabyte of JavaScript takes a third of the start, in every command. So what was compiled is
 * kept beside the file, for each version of Node. Where that folder cannot be written, each start compiles anew.
 *
 * The build puts the bundle behind this, each line a comment.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";

const COMMENT = /^\/\//gm;
const FOLDER = join(__dirname, ".compiled");
const FILE = join(FOLDER, `${process.version}-${process.arch}`);
const SUM_BYTES = 32;

const text = readFileSync(__filename, "utf8");
const bundle = text.slice(text.search(COMMENT)).replaceAll(COMMENT, "");
const cachedData = compiledBefore();
const script = new Script(`(function (require, keepCompiled) {${bundle}})`, { filename: __filename, cachedData });
const isAccepted = cachedData !== undefined && script.cachedDataRejected !== true;
(script.runInThisContext() as (...given: unknown[]) => void)(require, isAccepted ? () => undefined : keepCompiled);

function compiledBefore(): Buffer | undefined {
  try {
    const kept = readFileSync(FILE);
    const compiled = kept.subarray(SUM_BYTES);
    return kept.subarray(0, SUM_BYTES).equals(sumOf(compiled)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

/** Late, so that it has what was compiled on the way. Under another name until it is whole: others may start. */
function keepCompiled(): void {
  try {
    const compiled = script.createCachedData();
    if (!existsSync(FOLDER)) mkdirSync(FOLDER);
    const draft = `${FILE}.${String(process.pid)}`;
    writeFileSync(draft, Buffer.concat([sumOf(compiled), compiled]));
    renameSync(draft, FILE);
  } catch {
    // It saves time, and nothing else.
  }
}

/** V8 does not see that it is of another text of the same length, and a broken one ends the process. */
function sumOf(compiled: Buffer): Buffer {
  return createHash("sha256").update(text).update(compiled).digest();
}
