/**
 * The rule of a Go template: what Go does not parse is a fault; a variable that is not known, and a brace that is
 * missing, a warning. Nothing is run.
 *
 * Source: the documentation of Go's package text/template.
 */
import { foreign, LENGTH, shortened } from "../text/foreign";
import { parsed } from "./go-actions";
import { faultIn } from "./go-pipeline";
import { Variables } from "./go-variables";
import type { Nearest, TextRule } from "./rules";

const OPENING = ["if", "range", "with", "block", "define"];
/** What an `else` can belong to. */
const TWO_SIDED = ["if", "range", "with"];
/** A text that is no template at all can have a thousand of them. */
const MOST_SHOWN = 5;

/** @param known the names of the variables that there are, without their dot */
export function goTemplate(known: readonly string[]): TextRule {
  return (text, nearest) => {
    const { actions, faults, warnings } = parsed(text);
    const open: Block[] = [];
    let variables = new Variables();
    const unknown = new Set<string>();
    /** The names of the templates that are no blank ones. */
    const named = new Set<string>();
    for (const action of actions) {
      const { code, line } = action;
      const last = open.at(-1);
      for (const name of variablesIn(code, last?.hasOtherDot)) if (!known.includes(name)) unknown.add(name);
      const [, word = "", rest = ""] = /^([a-z]+)(?![\p{L}\p{Nd}_])\s*([^]*)/u.exec(code) ?? [];
      const before = variables.mark();
      const fault = action.fault ?? faultOf(code, word, rest, last) ?? variables.faultIn(code);
      if (fault !== undefined) faults.push(`line ${line} has ${fault}`);
      if (last && (action.isAfterText || word !== "end")) last.isBlank = false;
      if (OPENING.includes(word)) {
        const isOfItsOwn = ["block", "define"].includes(word);
        const ranges = (isOfItsOwn ? 0 : (last?.ranges ?? 0)) + (word === "range" ? 1 : 0);
        // What the action of a block declares, Go keeps.
        const outside = { variables, mark: isOfItsOwn ? variables.mark() : before };
        const hasOtherDot = last?.hasOtherDot === true || word !== "if";
        const name = isOfItsOwn ? action.text : undefined;
        open.push({ word, line, name, isBlank: true, hasElse: false, hasOtherDot, ranges, outside });
        if (isOfItsOwn) variables = new Variables();
      }
      if (word === "end" && last) {
        open.pop();
        ({ variables } = last.outside);
        variables.backTo(last.outside.mark);
        if (last.name !== undefined && !last.isBlank) {
          if (named.has(last.name)) faults.push(saidOfSecond(last, last.name));
          named.add(last.name);
        }
      }
      if (word === "else" && last) {
        last.hasElse = rest === "";
        if (last.word === "range") last.ranges--;
      }
    }
    // What comes after braces that are not closed is not known.
    const all = faults.length > 0 ? faults : open.map(({ word }) => `{{ ${word} }} has no {{ end }}`);
    const shown = [...new Set(all)].slice(0, MOST_SHOWN);
    if (shown.length > 0) return { fault: `must be a Go template, but ${shown.join(", and ")}` };
    if (unknown.size > 0) warnings.push(saidOfUnknown([...unknown], known, nearest));
    return warnings.length > 0 ? { warning: warnings.slice(-MOST_SHOWN).join("; it ") } : undefined;
  };
}

interface Block {
  word: string;
  line: number;
  /** Of a `block` or a `define`. */
  name: string | undefined;
  /** Without anything but blanks and comments, up to here. Of such ones Go takes several of one name. */
  isBlank: boolean;
  hasElse: boolean;
  /** In an `if` the dot is what it is outside of it; in the others it is not. */
  hasOtherDot: boolean;
  /** How many there are that a `break` could leave. */
  ranges: number;
  /** What holds again behind its `end`. A `block` and a `define` have variables of their own. */
  outside: { variables: Variables; mark: number };
}

/** @param last the block that is open */
function faultOf(code: string, word: string, rest: string, last: Block | undefined): string | undefined {
  const isElse = last !== undefined && !last.hasElse && TWO_SIDED.includes(last.word);
  const isOfNothing =
    code === "" ||
    (OPENING.includes(word) && rest === "") ||
    (word === "else" && !isElse) ||
    (word === "end" && last === undefined);
  if (isOfNothing) return `{{${word && ` ${word}`} }} of nothing`;
  switch (word) {
    case "if":
    case "range":
    case "with":
      return faultIn(rest);
    case "else":
      return rest === "" ? undefined : faultOfElse(rest, last?.word);
    case "end":
      return rest === "" ? undefined : "{{ end }} with more in it";
    case "break":
    case "continue":
      if (rest !== "") return `{{ ${word} }} with more in it`;
      return last && last.ranges > 0 ? undefined : `{{ ${word} }} outside of {{ range }}`;
    case "block":
    case "define":
    case "template":
      return faultOfNamed(word, rest, last);
    default:
      return faultIn(code);
  }
}

function faultOfElse(rest: string, word = ""): string | undefined {
  const [, next, pipeline = ""] = /^(if|with)(?![\p{L}\p{Nd}_])\s*([^]*)/u.exec(rest) ?? [];
  if (next !== word) return `{{ else }} with something else than ${word === "range" ? "nothing" : word} in it`;
  return faultIn(pipeline);
}

function faultOfNamed(word: string, rest: string, last: Block | undefined): string | undefined {
  if (!rest.startsWith('""')) return `{{ ${word} }} without a name in quotes`;
  const pipeline = rest.slice(2).trim();
  if (word !== "define") return word === "template" && pipeline === "" ? undefined : faultIn(pipeline);
  if (pipeline !== "") return "{{ define }} with more than a name";
  return last && `{{ define }} inside of {{ ${last.word} }}`;
}

function saidOfSecond({ word, line }: Block, name: string): string {
  const shown = foreign(name, [], LENGTH.name);
  return `line ${line} has a {{ ${word} }} of the name ${shown}, which another one has already`;
}

function saidOfUnknown(unknown: string[], known: readonly string[], nearest?: Nearest): string {
  const named = unknown.slice(0, MOST_SHOWN).map((name) => {
    const meant = nearest?.(name, known);
    return `.${shortened(name, LENGTH.name)}${meant === undefined ? "" : ` (did you mean .${meant}?)`}`;
  });
  const all = known.map((name) => `.${name}`).join(", ");
  return `uses ${named.join(" and ")}, of which VMP's reference says nothing; it names ${all}`;
}

/** The variables of the template itself: `Region` of `.Region`, and of `$.Region` wherever it stands. */
function variablesIn(code: string, hasOtherDot = false): string[] {
  const found = code.matchAll(/(?<![\p{L}\p{N}_)\].$])(\$?)\.(\p{L}[\p{L}\p{N}_]*)/gu);
  return [...found].flatMap(([, dollar, name = ""]) => (hasOtherDot && dollar === "" ? [] : [name]));
}
