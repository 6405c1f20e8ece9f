/** Runs what the export wrote, without Pulumi, and tells which contacts and groups it declares. */
import { runInNewContext } from "node:vm";
import ts from "typescript";
import { parse } from "yaml";
import type { Inventory } from "../../cli/account/inventory";

export interface Declared {
  resource: string;
  args: Record<string, unknown>;
}

export interface Declarations {
  contacts: Declared[];
  groups: Declared[];
}

/** What the stack's configuration has once every secret is filled in. */
export function configurationOf({ contacts }: Inventory): Map<string, string> {
  const secrets = contacts.flatMap((contact) => contact.secrets);
  return new Map(secrets.map(({ key, value }) => [key, value ?? "filled in by hand"]));
}

/** A module as Node wraps it. */
type Wrapped = (exports: object, require: (name: string) => unknown, module: object) => void;

/** @throws when it does not compile */
export function runTypescript(program: string, config: Map<string, string>): Declarations {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2020, strict: true };
  const { outputText, diagnostics = [] } = ts.transpileModule(program, { compilerOptions, reportDiagnostics: true });
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, formatHost));
  const declared: Declarations = { contacts: [], groups: [] };
  const resource = (list: Declared[]) =>
    class {
      readonly id: string;

      constructor(name: string, args: Record<string, unknown>) {
        list.push({ resource: name, args });
        this.id = `id of ${name}`;
      }
    };
  const modules: Record<string, unknown> = {
    "@pulumi/pulumi": {
      Config: class {
        requireSecret = required(config);
        getSecret = (key: string): string | undefined => config.get(key);
      },
      RunError: Error,
      all: () => ({ apply: () => undefined }),
    },
    "pulumi-vmp": { Contact: resource(declared.contacts), ContactGroup: resource(declared.groups) },
  };
  const load = (name: string): unknown => modules[name] ?? fail(`no module ${name}`);
  const run = runInNewContext(`"use strict"; (function (exports, require, module) {${outputText}\n})`) as Wrapped;
  run({}, load, {});
  // The program's own objects are of another realm.
  return JSON.parse(JSON.stringify(declared)) as Declarations;
}

/** @throws when it is no YAML */
export function readRoster(roster: string, config: Map<string, string>): Declarations {
  const { contacts, groups } = parse(roster) as Record<"contacts" | "groups", Record<string, unknown>[]>;
  const secret = required(config);
  const reveal = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value);
    if (entries.length === 1 && entries[0]?.[0] === "secret") return secret(entries[0][1] as string);
    return Object.fromEntries(entries.map(([key, inner]) => [key, reveal(inner)]));
  };
  return {
    contacts: contacts.map((contact) => ({
      resource: contact.name as string,
      args: reveal(contact) as Record<string, unknown>,
    })),
    groups: groups.map(({ contacts: names = [], contactIds = [], ...group }) => ({
      resource: group.name as string,
      args: {
        ...group,
        contactIds: [...(names as string[]).map((name) => `id of ${name}`), ...(contactIds as string[])],
      },
    })),
  };
}

function required(config: Map<string, string>): (key: string) => string {
  return (key) => config.get(key) ?? fail(`the configuration has no ${JSON.stringify(key)}`);
}

function fail(message: string): never {
  throw new Error(message);
}

const formatHost: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => "",
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};
