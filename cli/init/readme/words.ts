/** What a README of a project has in each language. */
import type { Kind } from "../init";

/** Where the package's pages are in a project that has it installed. */
export const DOCS = "node_modules/pulumi-vmp/docs";

/** Writes a roster over the example, and its secrets into the stack. */
export const EXPORT = "npx -p pulumi-vmp vmp-contacts export --format yaml --out contacts.yaml --write-config --force";

export interface About {
  what: string;
  files: string[];
  more: string[];
}

export interface Words {
  file: string;
  /** A link to the same in the other language. */
  other: string;
  about: Record<Kind, About>;
  introduction: (what: string) => string;
  start: string;
  from: (tarball: string) => string;
  last: string[];
}
