/**
 * Reads the arguments of a command, with Node's own parser. What is wrong is said in plain words, the same ones on
 * every version of Node. Both commands of the package are read by this.
 */
import { parseArgs } from "node:util";

/** A mistake in how the command was called. */
export class UsageError extends Error {}

/** The options there are, without their dashes: each takes a text, or is a flag. `help` is `-h`, too. */
export type Options = Record<string, "text" | "flag">;

/** What was given; of an option that was given twice, the last. */
export type Values<Given extends Options> = {
  [Name in keyof Given]?: Given[Name] extends "flag" ? true : string;
};

/** @throws UsageError */
export function readArguments<Given extends Options>(
  args: string[],
  options: Given,
): { values: Values<Given>; positionals: string[] } {
  const types: Record<string, { type: "boolean" | "string"; short?: string }> = {};
  for (const [name, kind] of Object.entries(options)) {
    types[name] = { type: kind === "flag" ? "boolean" : "string", ...(name === "help" && { short: "h" }) };
  }
  const { tokens } = parseArgs({ args, options: types, strict: false, tokens: true });
  const values: Record<string, true | string> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    const kind = Object.hasOwn(options, name) ? options[name] : undefined;
    if (kind === undefined) {
      const known = Object.keys(options).map((each) => `--${each}`);
      throw new UsageError(`there is no option ${rawName}; there are ${known.join(", ")}`);
    }
    if (kind === "flag") {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
      values[name] = true;
      continue;
    }
    // A "-" alone stands for stdin.
    if (value === undefined || (value.startsWith("-") && value !== "-" && !inlineValue)) {
      throw new UsageError(`${rawName} needs a value; one that begins with "-" is written ${rawName}=…`);
    }
    if (value === "") throw new UsageError(`${rawName} must not be empty`);
    values[name] = value;
  }
  return { values: values as Values<Given>, positionals };
}

/** @throws UsageError */
export function refuseArguments(command: string, positionals: readonly string[]): void {
  if (positionals.length > 0) throw new UsageError(`${command} takes no argument "${positionals.join(" ")}"`);
}

/**
 * @returns the format that was given, or the first there is
 * @throws UsageError
 */
export function formatOf<Format extends string>(formats: readonly [Format, ...Format[]], given?: string): Format {
  const format = formats.find((each) => each === (given ?? formats[0]));
  if (format !== undefined) return format;
  throw new UsageError(`--format must be ${formats.join(formats.length === 2 ? " or " : ", ")}`);
}
