/**
 * How `pulumi-resource-vmp` begins: it runs the rest of its file from what V8 made of it before.
 *
 * To read and compile a megabyte of JavaScript takes a third of the start, in every command. So what was compiled is
 * kept beside the file, for each version of Node. Where that folder cannot be written, each start compiles anew.
 *
 * The build puts the bundle behind this, each line a comment.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getHeapCodeStatistics } from "node:v8";
import { Script } from "node:vm";

const COMMENT = /^\/\//gm;
const FOLDER = join(__dirname, ".compiled");
const FILE = join(FOLDER, `${process.version}-${process.platform}-${process.arch}`);
/** A run that calls the service compiles a quarter more than one that does not. */
const WORTH_KEEPING = 1.1;
/** Where the parts of the file begin, behind its checksum. */
const [SIZE_AT, COMPILED_AT] = [32, 36];

const text = readFileSync(__filename, "utf8");
const bundle = text.slice(text.search(COMMENT)).replaceAll(COMMENT, "");
const kept = whatIsKept();
const script = new Script(`(function (require, keepCompiled) {${bundle}})`, {
  filename: __filename,
  cachedData: kept?.subarray(COMPILED_AT),
});
(script.runInThisContext() as (...given: unknown[]) => void)(require, keepCompiled);

function whatIsKept(): Buffer | undefined {
  try {
    const file = readFileSync(FILE);
    return file.subarray(0, SIZE_AT).equals(sumOf(file.subarray(SIZE_AT))) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Late, so that it has what was compiled on the way. Others that write or read it meanwhile see it by the checksum. */
function keepCompiled(): void {
  const size = getHeapCodeStatistics().bytecode_and_metadata_size;
  const isAccepted = kept !== undefined && script.cachedDataRejected === false;
  if (isAccepted && size < WORTH_KEEPING * kept.readUInt32LE(SIZE_AT)) return;
  try {
    const sized = Buffer.alloc(COMPILED_AT - SIZE_AT);
    sized.writeUInt32LE(size);
    const content = Buffer.concat([sized, script.createCachedData()]);
    if (!existsSync(FOLDER)) mkdirSync(FOLDER);
    writeFileSync(FILE, Buffer.concat([sumOf(content), content]));
  } catch {
    // It saves time, and nothing else.
  }
}

/** V8 does not see that it is of another text of the same length, and a broken one ends the process. */
function sumOf(content: Buffer): Buffer {
  return createHash("sha256").update(text).update(content).digest();
}
