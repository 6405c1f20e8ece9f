/** The arguments of `vmp-contacts export`. */
import { formatOf, readArguments, refuseArguments, UsageError } from "../../emulator/arguments";

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

export const EXPORT_HELP = `vmp-contacts export: writes what a VMP account has for alerts as a program for pulumi-vmp.

usage: npx -p pulumi-vmp vmp-contacts export [options]

  --format FORMAT  typescript, the default, or yaml: a roster file as examples/roster reads it, with contacts and contact
                   groups alone
  --filter TEXT    only those with this text in their name, in any case
  --out FILE       write to this file instead of stdout; refused when it exists, unless --force is given
  --write-config   set the secrets in the stack's configuration, encrypted, without showing them; where the
                   stack has another value, which may be newer, that is kept and listed, unless --force is given
  --force          overwrite the file of --out, and the secrets that the stack has
  --stack NAME     the Pulumi stack, where it is not the selected one
  --json           print one JSON document on stdout, for machines
  --help           show this

examples:
  npx -p pulumi-vmp vmp-contacts export --out index.ts --write-config
  npx -p pulumi-vmp vmp-contacts export --format yaml --filter payments --out contacts.yaml

Keys and region come from where the provider has them; npx -p pulumi-vmp vmp-contacts whoami shows which. Nothing is changed at VMP.
No secret is in the program: it reads each from the stack's configuration. What --write-config has not set is listed.

exit codes:
  0  done
  1  failed; no file was written or changed
  2  called in a wrong way
  3  done, but something needs a person: VMP does not show a secret, the stack has another value of one, or a name or
     field breaks VMP's rules
`;

const OPTIONS = {
  format: "text",
  filter: "text",
  out: "text",
  force: "flag",
  "write-config": "flag",
  stack: "text",
  json: "flag",
  help: "flag",
} as const;

/** @throws UsageError */
export function readExportOptions(args: string[]): ExportOptions | "help" {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help) return "help";
  refuseArguments("export", positionals);
  const format = formatOf(FORMATS, values.format);
  if (values.force && values.out === undefined && !values["write-config"]) {
    throw new UsageError("--force is for the file of --out and the secrets of --write-config");
  }
  const { filter, out, stack, force = false, json = false } = values;
  return {
    format,
    ...(filter !== undefined && { filter }),
    ...(out !== undefined && { out }),
    ...(stack !== undefined && { stack }),
    force,
    json,
    writeConfig: values["write-config"] ?? false,
  };
}
