/** Runs the command in this process, and keeps what it says. */
import { Readable } from "node:stream";
import { run } from "../../cli/command";
import type { Emulator } from "../../emulator";
import { temporaryFolder } from "../support/temporary-folder";

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** A folder that is in no Pulumi project. */
export const folder = temporaryFolder();

/**
 * @param emulator absent: there are no keys; or an environment
 * @param isTTY whether stderr is a terminal
 * @param typed what a person types; absent: stdin is no terminal
 */
export async function vmpContacts(
  args: string[],
  emulator?: Emulator | Record<string, string>,
  isTTY = false,
  typed?: string,
): Promise<Ran> {
  const ran: Ran = { code: -1, stdout: "", stderr: "" };
  const env = isEmulator(emulator)
    ? {
        VOLCENGINE_ENDPOINT: emulator.url,
        VOLCENGINE_ACCESS_KEY: emulator.accessKey,
        VOLCENGINE_SECRET_KEY: emulator.secretKey,
      }
    : emulator;
  ran.code = await run(args, {
    cwd: folder,
    env: env ?? { VOLCENGINE_ECS_METADATA_DISABLED: "true", HOME: folder },
    stdin: Object.assign(Readable.from(typed ? [typed] : []), { isTTY: typed !== undefined }),
    stdout: { write: (text) => (ran.stdout += text) },
    stderr: { isTTY, write: (text) => (ran.stderr += text) },
  });
  return ran;
}

function isEmulator(given: Emulator | Record<string, string> | undefined): given is Emulator {
  return given !== undefined && "accessKey" in given;
}
