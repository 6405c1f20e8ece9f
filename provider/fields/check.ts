/** Inputs and a table of fields -> what is wrong with them. Pure and offline; all faults at once, never a value. */
import { foreign, LENGTH } from "../text/foreign";
import { nearest } from "../text/near";
import type { Properties } from "../values";
import { isAbsent, isRecord, own, UNKNOWN } from "../values";
import { inOneCase } from "./one-case";
import type { Field, Fields, ListField, ObjectField, SetField, TextField } from "./field";
import type { Finding } from "./rules";
import { anyLines, anyText, filledIn, idOf, json, wholeSeconds } from "./rules";
import { isSecret } from "./secrets";

/** What was found at one property. */
export interface Problem {
  /** The property's path, such as `webhook.token` or `contactGroupIds[1]`; empty for the resource as a whole. */
  path: string;
  /** What is wrong and what is right: the end of a sentence that starts with the path. Never holds the value. */
  message: string;
}

export interface Checked {
  /** The inputs without what is not set. */
  inputs: Properties;
  /** Faults: the engine stops before anything is called. */
  failures: Problem[];
  /** Legal, but probably not meant. */
  warnings: Problem[];
}

/** Checks any value whatever; never throws. What is not known yet passes. */
export function checkFields(fields: Fields, news: unknown): Checked {
  const report = new Report();
  if (!isRecord(news)) {
    report.fault("", `must be an object of properties, not ${typeName(news)}`);
    return report.on({});
  }
  return report.on(checkRecord(news, fields, "", report));
}

class Report {
  private readonly failures: Problem[] = [];
  private readonly warnings: Problem[] = [];

  on(inputs: Properties): Checked {
    return { inputs, failures: this.failures, warnings: this.warnings };
  }

  fault(path: string, message: string): void {
    this.failures.push({ path, message });
  }

  add(path: string, finding: Finding): void {
    if (finding && "fault" in finding) this.fault(path, finding.fault);
    if (finding && "warning" in finding) this.warnings.push({ path, message: finding.warning });
  }
}

/**
 * Checks the properties of a resource or of one of its objects; returns those that are set.
 *
 * @param whole the object, where it is one that can be left out
 */
function checkRecord(record: Properties, fields: Fields, prefix: string, report: Report, whole?: string): Properties {
  const kept: Properties = {};
  for (const [property, field] of Object.entries(fields)) {
    const value = own(record, property);
    const path = prefix + property;
    if (!isAbsent(value)) {
      kept[property] = value === UNKNOWN ? value : checkValue(value, field, path, report);
    } else if (field.required) {
      report.fault(path, missing(property, whole));
      for (const key of dependents(record, fields)) {
        report.fault(prefix + key, `must not be set without ${path}; set that too, or take this out`);
      }
    }
  }
  for (const [property, value] of Object.entries(record)) {
    if (Object.hasOwn(fields, property) || isAbsent(value)) continue;
    report.fault(prefix + foreign(property, [], LENGTH.name), unknownProperty(property, Object.keys(fields)));
  }
  for (const property of Object.keys(kept)) {
    const other = fields[property]?.excludes;
    if (other !== undefined && other in kept) {
      report.fault(prefix + property, `must not be set beside ${prefix}${other}; take one of the two out`);
    }
  }
  return kept;
}

/** The secrets of a webhook that are set: each is of use only beside its address. */
function dependents(record: Properties, fields: Fields): string[] {
  return Object.keys(fields).filter((key) => isSecret(fields[key]) && !isAbsent(own(record, key)));
}

function missing(property: string, whole: string | undefined): string {
  if (whole === undefined) return "is required";
  return `is required; without it, leave ${whole} out altogether (${property} is what makes it work)`;
}

function checkValue(value: unknown, field: Field, path: string, report: Report): unknown {
  switch (field.kind) {
    case "text":
      return checkText(value, field, path, report);
    case "number":
      if (typeof value !== "number") report.fault(path, `must be a number, not ${typeName(value)}`);
      else report.add(path, Number.isFinite(value) ? field.rule?.(value) : { fault: "must be a finite number" });
      return value;
    case "seconds":
      report.add(path, wholeSeconds(value));
      return value;
    case "flag":
    case "switch":
      if (typeof value !== "boolean") report.fault(path, "must be true or false");
      return value;
    case "set":
      return checkSet(value, field, path, report);
    case "object":
      return checkObject(value, field, path, report);
    case "list":
      return checkList(value, field, path, report);
    case "any":
      report.add(path, json(value));
      return value;
  }
}

type RulesOfText = Pick<TextField, "choices" | "refersTo" | "rule" | "template">;

function checkText(value: unknown, field: RulesOfText, path: string, report: Report): unknown {
  const { choices, refersTo, rule, template } = field;
  if (choices) {
    const listed = choices.map((choice) => `"${choice}"`).join(", ");
    if (!choices.includes(value as string)) {
      report.fault(path, `must be one of ${listed}${didYouMean(value, choices)}`);
    }
    return value;
  }
  if (typeof value !== "string") {
    report.fault(path, `must be a string, not ${typeName(value)}`);
    return value;
  }
  const finding =
    (template ? anyLines : anyText)(value) ?? (refersTo === undefined ? rule : idOf(refersTo))?.(value, nearest);
  // A placeholder is the reason of whatever else is odd, but not of a fault.
  report.add(path, finding && "fault" in finding ? finding : ((template ? undefined : filledIn(value)) ?? finding));
  return inOneCase(field, value);
}

function checkSet(value: unknown, field: SetField, path: string, report: Report): unknown {
  if (!Array.isArray(value)) {
    report.fault(path, `must be a list of strings, not ${typeName(value)}`);
    return value;
  }
  if (field.required && value.length === 0) report.fault(path, "must not be empty");
  const repeats = new Repeats(path, "", report);
  return value.map((item: unknown, index) => {
    const folded = typeof item === "string" ? inOneCase(field, item) : item;
    if (item === UNKNOWN || repeats.has(folded, index)) return item;
    if (typeof item === "string" && field.usual?.includes(item) === false) {
      const near = didYouMean(item, field.usual);
      const warning = `is none of those that VMP's reference names (${field.usual.join(", ")})${near || ";"} VMP may refuse it`;
      report.add(`${path}[${index}]`, { warning });
    }
    return checkText(item, field, `${path}[${index}]`, report);
  });
}

/** Items of a set, or keys of a list, that were there before. */
class Repeats {
  private readonly seen = new Map<unknown, number>();

  constructor(
    private readonly path: string,
    private readonly below: string,
    private readonly report: Report,
  ) {}

  has(item: unknown, index: number): boolean {
    const first = this.seen.get(item);
    if (first === undefined) this.seen.set(item, index);
    else {
      const at = (place: number): string => `${this.path}[${place}]${this.below}`;
      this.report.fault(at(index), `repeats ${at(first)}; give each only once`);
    }
    return first !== undefined;
  }
}

function checkObject(value: unknown, field: ObjectField, path: string, report: Report): unknown {
  if (!isRecord(value)) {
    report.fault(path, notAnObject(field, value));
    return value;
  }
  const isEmpty = Object.values(value).every(isAbsent);
  if (isEmpty && Object.values(field.members).every(({ required }) => !required)) {
    report.fault(path, `needs at least one of ${Object.keys(field.members).join(", ")}; without any, leave it out`);
  }
  return checkRecord(value, field.members, `${path}.`, report, field.required ? undefined : path);
}

function checkList(value: unknown, field: ListField, path: string, report: Report): unknown {
  if (!Array.isArray(value)) {
    report.fault(path, `must be a list of objects, not ${typeName(value)}`);
    return value;
  }
  const { key = "", least = 0, most = Infinity } = field;
  if (value.length < least) report.fault(path, `must have at least ${least} ${least === 1 ? "item" : "items"}`);
  if (value.length > most) report.fault(path, `must have at most ${most} items, and has ${value.length}`);
  checkComplete(value, field, path, report);
  const repeats = new Repeats(path, `.${key}`, report);
  return value.map((item: unknown, index) => {
    if (item === UNKNOWN) return item;
    if (!isRecord(item)) {
      report.fault(`${path}[${index}]`, notAnObject(field, item));
      return item;
    }
    const keyed = own(item, key);
    if (!isAbsent(keyed) && keyed !== UNKNOWN) repeats.has(keyed, index);
    return checkRecord(item, field.members, `${path}[${index}].`, report);
  });
}

/** What is not known yet may be any of them. */
function checkComplete(value: unknown[], field: ListField, path: string, report: Report): void {
  const { key = "", complete, members } = field;
  const row = members[key];
  const choices = complete && row?.kind === "text" ? (row.choices ?? []) : [];
  const keys = value.map((item) => (isRecord(item) ? own(item, key) : item));
  const gaps = choices.filter((choice) => !keys.includes(choice));
  if (gaps.length === 0 || keys.includes(UNKNOWN)) return;
  report.fault(
    path,
    `must have an item for each ${key}: ${choices.join(", ")}; there is none for ${gaps.join(" and ")}`,
  );
}

function notAnObject({ members }: ObjectField | ListField, value: unknown): string {
  return `must be an object with ${Object.keys(members).join(", ")}, not ${typeName(value)}`;
}

function typeName(value: unknown): string {
  if (isAbsent(value)) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function unknownProperty(property: string, known: string[]): string {
  const list = `known are ${known.join(", ")}`;
  const near = didYouMean(property, known);
  return near === "" ? `is not a known property; ${list}` : `is not a known property${near} (${list})`;
}

/**
 * The rest of a sentence, which names one of the known words; empty where none is near. A whole document can end up
 * there by mistake.
 */
function didYouMean(word: unknown, known: readonly string[]): string {
  const near = typeof word === "string" && word.length <= LENGTH.name ? nearest(word, known) : undefined;
  return near === undefined ? "" : `; did you mean ${near}?`;
}
