/** Inputs and a table of fields -> what is wrong with them. Pure and offline; every fault at once, never with a value. */
import { closest } from "fastest-levenshtein";
import type { Checked, Problem } from "../resource";
import { isAbsent, isRecord, own, type Properties, UNKNOWN } from "../values";
import { HIDDEN, hiddenPaths } from "./hidden";
import { anyText, type Finding } from "./rules";
import { type FieldTable, holdsSecret, isSecret, type ObjectField, type SetField, type TextField } from "./table";

/**
 * Checks any value whatever; never throws.
 *
 * @param olds the inputs in the state, which may hold the stand-in of a hidden secret
 */
export function checkFields(fields: FieldTable, news: unknown, olds: unknown = {}): Checked {
  const report = new Report(new Set(hiddenPaths(fields, olds)));
  if (!isRecord(news)) {
    report.fault("", `must be an object of properties, not ${typeName(news)}`);
    return report.on({});
  }
  return report.on(checkRecord(news, fields, "", report));
}

class Report {
  private readonly failures: Problem[] = [];
  private readonly warnings: Problem[] = [];

  constructor(private readonly hiddenBefore: Set<string>) {}

  /** Whether the value stands for a hidden secret, brought back from the state by `ignoreChanges`. */
  standsForHidden(path: string, value: unknown): boolean {
    return value === HIDDEN && this.hiddenBefore.has(path);
  }

  on(inputs: Properties): Checked {
    return { inputs, failures: this.failures, warnings: this.warnings };
  }

  fault(path: string, message: string, mayHoldSecret = false): void {
    this.failures.push({ path, message, ...(mayHoldSecret && { mayHoldSecret }) });
  }

  add(path: string, finding: Finding): void {
    if (finding && "fault" in finding) this.fault(path, finding.fault);
    if (finding && "warning" in finding) this.warnings.push({ path, message: finding.warning });
  }
}

/** Checks the properties of the resource or of one of its objects; returns those that are set. */
function checkRecord(record: Properties, fields: FieldTable, prefix: string, report: Report): Properties {
  const kept: Properties = {};
  for (const [property, field] of Object.entries(fields)) {
    const value = own(record, property);
    const path = prefix + property;
    if (!isAbsent(value)) {
      kept[property] = value === UNKNOWN ? value : checkField(value, field, path, report);
    } else if (field.kind === "text" && field.required) {
      report.fault(path, missing(prefix, property));
      for (const key of dependents(record, fields, property)) {
        report.fault(prefix + key, `must not be set without ${path}; set that too, or take this out`);
      }
    }
  }
  for (const [property, value] of Object.entries(record)) {
    if (Object.hasOwn(fields, property) || isAbsent(value)) continue;
    report.fault(prefix + shortened(property), unknownProperty(property, Object.keys(fields)), true);
  }
  return kept;
}

/** The secrets of a webhook that are set: each is of use only beside its address. */
function dependents(record: Properties, fields: FieldTable, property: string): string[] {
  return Object.keys(fields).filter((key) => key !== property && isSecret(fields[key]) && !isAbsent(own(record, key)));
}

function missing(prefix: string, property: string): string {
  if (prefix === "") return "is required";
  return `is required; without it, leave ${prefix.slice(0, -1)} out altogether (${property} is what makes it work)`;
}

function checkField(value: unknown, field: FieldTable[string], path: string, report: Report): unknown {
  switch (field.kind) {
    case "text":
      return checkText(value, field, path, report);
    case "set":
      return checkSet(value, field, path, report);
    case "object":
      return checkObject(value, field, path, report);
    case "setting":
      report.add(path, field.rule?.(value));
      return value;
  }
}

const STAND_IN: Finding = { fault: "is the text that stands for a hidden secret; give the secret itself" };

function checkText(value: unknown, field: TextField, path: string, report: Report): unknown {
  if (typeof value !== "string") {
    report.fault(path, `must be a string, not ${typeName(value)}`);
  } else if (!report.standsForHidden(path, value)) {
    report.add(path, value === HIDDEN ? STAND_IN : (anyText(value) ?? field.rule?.(value)));
  }
  return value;
}

function checkSet(value: unknown, field: SetField, path: string, report: Report): unknown {
  if (!Array.isArray(value)) {
    report.fault(path, `must be a list of strings, not ${typeName(value)}`);
    return value;
  }
  const seen = new Map<unknown, number>();
  value.forEach((item: unknown, index) => {
    if (item === UNKNOWN) return;
    const first = seen.get(item);
    if (first !== undefined) report.fault(`${path}[${index}]`, `repeats ${path}[${first}]; give each only once`);
    else
      checkText(
        item,
        { kind: "text", api: field.api, ...(field.rule && { rule: field.rule }) },
        `${path}[${index}]`,
        report,
      );
    if (first === undefined) seen.set(item, index);
  });
  return value;
}

function checkObject(value: unknown, field: ObjectField, path: string, report: Report): unknown {
  if (isRecord(value)) return checkRecord(value, field.fields, `${path}.`, report);
  const wanted = `must be an object with ${Object.keys(field.fields).join(", ")}`;
  report.fault(path, `${wanted}, not ${typeName(value)}`, holdsSecret(field));
  return value;
}

function typeName(value: unknown): string {
  if (isAbsent(value)) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A property's name is a person's word, but a whole document can end up there by mistake. */
function shortened(property: string): string {
  return property.length <= 64 ? property : `${property.slice(0, 64)}...`;
}

function unknownProperty(property: string, known: string[]): string {
  const list = `known are ${known.join(", ")}`;
  return property.length <= 64
    ? `is not a known property; did you mean ${closest(property, known)}? (${list})`
    : `is not a known property; ${list}`;
}
