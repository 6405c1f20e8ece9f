/**
 * A pipeline of a Go template: what an action has beside its word. Found is what no version of Go takes, where that is
 * cheap; whatever Go could take passes, such as any function.
 *
 * Source: Go's package text/template/parse.
 */
import { LENGTH, shortened } from "../text/foreign";
import { isNumber } from "./go-constants";
import { described } from "./rules";

const NAME = String.raw`[\p{L}\p{Nd}_]+`;
const BLANKS = String.raw`[ \t\r\n]`;
const VARIABLE = String.raw`\$(?:${NAME})?${BLANKS}*`;
const PARTS = new RegExp(
  [
    `(?<blank>${BLANKS}+)`,
    String.raw`(?<declaration>${VARIABLE}(?::?=|,${BLANKS}*${VARIABLE}(?::?=)?))`,
    String.raw`(?<number>[+-]?\.?[0-9](?:${NAME}|[.+-])*)`,
    String.raw`(?<constant>""|''|\.(?!${NAME})|(?:true|false|nil)(?![\p{L}\p{Nd}_.]))`,
    String.raw`(?<value>(?:[.$]?${NAME}|\$)(?:\.(?![0-9])${NAME})*)`,
    String.raw`(?<mark>[()|])`,
    String.raw`(?<stranger>[^])`,
  ].join("|"),
  "gu",
);

/** Words that are never functions. */
const KEYWORDS = ["block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"];

/**
 * @param text with `""` for each text in it, and `''` for what is in single quotes
 * @returns the end of a sentence that starts with "line 1 has"
 */
export function faultIn(text: string): string | undefined {
  /** Of each pipeline that is open, how many "|" it has so far. */
  const pipes = [0];
  let isValueDue = true;
  let isBlankBefore = true;
  let isClosedBefore = false;
  for (const { 0: part, groups = {} } of text.matchAll(PARTS)) {
    const { blank, declaration, number, constant = number, value, stranger } = groups;
    if (number !== undefined && !isNumber(number)) return `${shortened(number, LENGTH.name)}, which is no number of Go`;
    if (stranger !== undefined || (declaration !== undefined && !isValueDue)) {
      const sign = /[:=,]/.exec(part)?.[0] ?? part;
      return `${described(sign)} in an action, where Go takes no such sign`;
    }
    if (part === "|" || part === ")") {
      // Go takes a "|" at the end.
      if (isValueDue && (part === "|" || pipes.at(-1) === 0)) return `nothing before "${part}"`;
      if (part === "|") pipes.push((pipes.pop() ?? 0) + 1);
      else if (pipes.length > 1) pipes.pop();
      else return 'a ")" without its "("';
      isValueDue = part === "|";
    } else if (declaration !== undefined) {
      // A range can name two variables alone.
      isValueDue = part.endsWith("=");
    } else if (blank === undefined) {
      const isMember = isClosedBefore && value?.startsWith(".") === true;
      if (!isValueDue && !isBlankBefore && !isMember) return "two values without a blank between them";
      if (KEYWORDS.includes(part)) return `"${part}" in an action, where Go takes a value`;
      if (constant !== undefined && isValueDue && pipes.at(-1) !== 0) return 'a constant after "|"';
      if (part === "(") pipes.push(0);
      isValueDue = part === "(";
    }
    isBlankBefore = (blank ?? declaration) !== undefined;
    isClosedBefore = part === ")";
  }
  if (isValueDue && pipes.at(-1) === 0) return "nothing at the end of an action, where Go takes a value";
  return pipes.length > 1 ? 'a "(" without its ")"' : undefined;
}
