/** A YAML text, and where in it everything is. Nothing that it says repeats the text: a secret could be in it. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { pathText } from "../fields/walk";
import { visible } from "../text/visible";

/** The way to a value: `["contacts", 3, "email"]`. */
export type Path = readonly (string | number)[];

/** What is wrong with the value at a path, or with its key: the end of a sentence that starts with the path. */
export interface Finding {
  path: Path;
  message: string;
  /** Whether the key is meant, not the value. Default false. */
  key?: boolean;
}

/** A finding and its place, both from 1. */
export interface Fault {
  line: number;
  column: number;
  /** A whole sentence. */
  message: string;
}

const SENTENCES: Partial<Record<string, string>> = {
  DUPLICATE_KEY: "this object has a property of this name already",
  TAB_AS_INDENT: "this line is indented with a tab; YAML wants blanks",
};

export class YamlText {
  /** The value; `undefined` when the text is not YAML. */
  readonly value: unknown = undefined;
  /** Why it is not YAML. */
  readonly faults: Fault[];
  private readonly root: Node | null;
  private readonly lines = new LineCounter();

  constructor(text: string) {
    // Pretty errors quote the line that they are about, and warnings a key such as {{ this }}. Editors read merge keys
    // (<<), and a byte order mark.
    const options = { lineCounter: this.lines, prettyErrors: false, logLevel: "error", merge: true } as const;
    const document = parseDocument(text.replace(/^\ufeff/, ""), options);
    this.root = document.contents;
    this.faults = [...document.errors, ...document.warnings].map(({ code, pos: [offset] }) => ({
      ...this.place(offset),
      message:
        SENTENCES[code] ?? `this is not valid YAML (${code}); look at the colons, quotes and indentation around here`,
    }));
    if (this.faults.length > 0) return;
    try {
      this.value = document.toJS();
    } catch {
      // Its message names the alias.
      this.faults.push({
        line: 1,
        column: 1,
        message: "an alias (*name) or a merge key (<<) stands for nothing, or for too much; write it out",
      });
    }
  }

  fault({ path, message, key = false }: Finding): Fault {
    return { ...this.place(this.offset(path, key)), message: visible(`${pathText(path) || "the file"} ${message}`) };
  }

  private place(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /**
   * Where the value (or its key) starts; where there is none, such as inside of an alias, the nearest thing around it.
   */
  private offset(path: Path, key: boolean): number {
    let node: unknown = this.root;
    let found = this.root?.range?.[0] ?? 0;
    for (const [index, step] of path.entries()) {
      let next: unknown;
      if (isSeq(node)) next = node.items[Number(step)];
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
        next = key && index === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key);
      }
      const range = (next as Node | undefined)?.range;
      if (!range) break;
      node = next;
      found = range[0];
    }
    return found;
  }
}
