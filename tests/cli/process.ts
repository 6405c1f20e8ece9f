/** Runs the command in this process, and keeps what it says. */
import { Readable } from "node:stream";
import { run } from "../../cli/command";
import type { Emulator } from "../../emulator";
import { type Command, notIn } from "../docs/shell";
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

/** The same for a line of a page, which has to show what is then printed. */
export async function asShown({ text, shown }: Command, emulator: Emulator, typed?: string): Promise<Ran> {
  const [, words = ""] = /^npx -p pulumi-vmp vmp-contacts (.*)$/.exec(text) ?? [];
  const ran = await vmpContacts(words.split(" "), emulator, false, typed);
  expect({ text, notShown: notIn(ran.stderr + (typed ?? "") + ran.stdout, shown) }).toEqual({ text, notShown: [] });
  return ran;
}

function isEmulator(given: Emulator | Record<string, string> | undefined): given is Emulator {
  return given !== undefined && "accessKey" in given;
}
