/** The arguments of `vmp-contacts`. */
import { parseArgs } from "node:util";

export const FORMATS = ["typescript", "yaml"] as const;

export interface ExportOptions {
  format: (typeof FORMATS)[number];
  /** Takes only those with this text in their name. */
  filter?: string;
  /** The file to write; absent: stdout. */
  out?: string;
  /** Whether a file that is there, and secrets that the stack has, may be overwritten. */
  force: boolean;
  writeConfig: boolean;
  stack?: string;
  json: boolean;
}

export const HELP = `vmp-contacts export: writes what a VMP account has for alerts as a program for pulumi-vmp.

usage: npx -p pulumi-vmp vmp-contacts export [options]

  --format FORMAT  typescript, the default, or yaml: a roster file as examples/roster reads it, with contacts and contact
                   groups alone
  --filter TEXT    only those with this text in their name, in any case
  --out FILE       write to this file instead of stdout; refused when it exists, unless --force is given
  --write-config   set the secrets in the stack's configuration (pulumi config set --secret), without showing them; where the
                   stack has another value, which may be newer, that is kept and listed, unless --force is given
  --force          overwrite the file of --out, and the secrets that the stack has
  --stack NAME     the Pulumi stack, where it is not the selected one
  --json           print one JSON document on stdout, for machines
  --help, --version

Keys and region come from where the provider has them: the stack's configuration inside a Pulumi project, then the
variables VOLCENGINE_ACCESS_KEY, VOLCENGINE_SECRET_KEY, VOLCENGINE_REGION, OIDC, the vendor's CLI file, the role of an
ECS machine. Nothing is changed at VMP.

No secret is in the program: it reads each from the stack's configuration. What --write-config has not set is listed.

exit codes:
  0  done
  1  failed; nothing was written
  2  called in a wrong way
  3  done, but something needs a person: VMP does not show a secret, the stack has another value of one, or a name or
     field breaks VMP's rules
`;

/** A mistake in how the command was called. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readOptions(args: string[]): ExportOptions | "help" | "version" {
  const string = { type: "string" } as const;
  const boolean = { type: "boolean", default: false } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { ...string, default: "typescript" },
        filter: string,
        out: string,
        force: boolean,
        "write-config": boolean,
        stack: string,
        json: boolean,
        help: boolean,
        version: boolean,
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  if (values.help) return "help";
  if (values.version) return "version";
  const [command, ...more] = positionals;
  if (command === undefined) throw new UsageError("a command is missing; there is one: export");
  if (command !== "export") throw new UsageError(`there is no command "${command}"; there is one: export`);
  if (more.length > 0) throw new UsageError(`export takes no argument "${more.join(" ")}"`);
  const format = FORMATS.find((candidate) => candidate === values.format);
  if (format === undefined) throw new UsageError(`--format must be ${FORMATS.join(" or ")}`);
  for (const option of ["filter", "out", "stack"] as const) {
    if (values[option] === "") throw new UsageError(`--${option} must not be empty`);
  }
  if (values.force && values.out === undefined && !values["write-config"]) {
    throw new UsageError("--force is for the file of --out and the secrets of --write-config");
  }
  const { filter, out, stack, force, json } = values;
  return {
    format,
    ...(filter !== undefined && { filter }),
    ...(out !== undefined && { out }),
    ...(stack !== undefined && { stack }),
    force,
    json,
    writeConfig: values["write-config"],
  };
}
