/**
 * The actions of a Go template, what stands in braces, one after the other.
 *
 * Source: Go's package text/template/parse.
 */
import { faultOfQuoted } from "./go-constants";

interface Action {
  /** What stands between `{{` and `}}`, without the dashes that trim, and with `""` and `''` for what is in quotes. */
  code: string;
  /** The first text in it, without its quotes; with them where it has a backslash, whose meaning nobody needs. */
  text: string | undefined;
  /** Of the quotes in it: the end of a sentence that starts with "line 1 has". */
  fault: string | undefined;
}

interface Parsed {
  actions: (Action & { line: number; isAfterText: boolean })[];
  faults: string[];
  warnings: string[];
}

export function parsed(text: string): Parsed {
  const actions: Parsed["actions"] = [];
  const warnings: string[] = [];
  let line = 1;
  let end = 0;
  let isAfterText = false;
  for (;;) {
    const start = text.indexOf("{{", end);
    const between = text.slice(end, start < 0 ? undefined : start);
    const halfOpen = /\{\s*\.\p{L}[^{}]*\}\}/u.exec(between);
    if (halfOpen) {
      warnings.push(`has a single { before a }} in line ${line + breaksIn(between.slice(0, halfOpen.index))}`);
    }
    line += breaksIn(between);
    isAfterText ||= /\P{White_Space}/u.test(between);
    if (start < 0) return { actions, faults: [], warnings };
    const action = actionAt(text, start + 2);
    if (action === undefined) return { actions, faults: [`the {{ of line ${line} is not closed by }}`], warnings };
    if ("code" in action) {
      actions.push({ ...action, line, isAfterText });
      isAfterText = false;
    }
    line += breaksIn(text.slice(start, action.end));
    end = action.end;
  }
}

function breaksIn(text: string): number {
  return text.split("\n").length - 1;
}

/** Texts in quotes, which can hold braces; the end; and what is neither. */
const PART = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}\}|[^"`'{}]+/y;
const COMMENT = /(?:-\s)?\s*\/\*/y;
const END_OF_COMMENT = /\*\/(?:\s-)?\}\}/g;

/** @returns `undefined` where it does not end; of a comment its end alone */
function actionAt(text: string, start: number): (Action & { end: number }) | { end: number } | undefined {
  COMMENT.lastIndex = start;
  if (COMMENT.test(text)) {
    END_OF_COMMENT.lastIndex = COMMENT.lastIndex;
    return END_OF_COMMENT.test(text) ? { end: END_OF_COMMENT.lastIndex } : undefined;
  }
  let code = "";
  let first: string | undefined;
  let fault: string | undefined;
  PART.lastIndex = start;
  for (let part = PART.exec(text)?.[0]; part !== undefined; part = PART.exec(text)?.[0]) {
    if (part === "}}") {
      return { code: code.replace(/^-(?=\s)|(?<=\s)-$/g, "").trim(), text: first, fault, end: PART.lastIndex };
    }
    const [quote = ""] = part;
    if (/["`]/.test(quote)) first ??= part.includes("\\") ? part : part.slice(1, -1);
    if (/["'`]/.test(quote)) {
      fault ??= faultOfQuoted(part);
      code += quote === "'" ? "''" : '""';
    } else code += part;
  }
  return undefined;
}
