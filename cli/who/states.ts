/**
 * A stack's state, and the plan of a change, as things. Pure.
 *
 * Source: what `pulumi stack export` and `pulumi preview --json --show-sames` of the Pulumi CLI 3.259 print.
 */
import { isDeepStrictEqual } from "node:util";
import { propertyOf } from "../../provider/fields/diff";
import { readHiddenChanges } from "../../provider/hosts/hidden-changes";
import { UNKNOWN_TEXT } from "../../provider/hosts/marks";
import { readTakenOver } from "../../provider/lifecycle/taken-over";
import { isRecord, own, type Properties, text } from "../../provider/values";
import { type Kind, kindOf, SOMEBODY, type Thing } from "../account/things";
import { wordsOf } from "../text";

interface State {
  urn: string;
  kind: Kind;
  id?: string;
  properties: Properties;
  /** The URNs that a property depends on. */
  dependencies: Properties;
}

/** @param exported what `pulumi stack export` printed */
export function thingsOfStack(exported: unknown): Thing[] {
  const deployment = isRecord(exported) ? own(exported, "deployment") : undefined;
  if (!isRecord(deployment)) throw new Error("this is not what pulumi stack export prints");
  const resources = own(deployment, "resources");
  return thingsOf(Array.isArray(resources) ? resources.flatMap((each) => stateOf(each)) : []);
}

export interface Plan {
  before: Thing[];
  after: Thing[];
  /** By its key, what of that which is updated changes; none where the plan does not tell. */
  changed: Map<string, string[]>;
  /** The keys of what is made now and takes over what has its name. */
  adopting: Set<string>;
  /** The keys of what an `up` did take over. */
  takenOver: Set<string>;
}

/** What has the same as well; without the option the CLI leaves it out. */
const PREVIEW = "pulumi preview --json --show-sames";

/** Steps after which what they are about is not there, or is there as another step says. */
const GOING = ["delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace"];

/** @param printed what `pulumi preview --json --show-sames` printed, or what an `up` did in that form */
export function readPlan(printed: unknown): Plan {
  const { steps, changeSummary, diagnostics, config } = isRecord(printed) ? printed : {};
  if (!Array.isArray(steps)) throw new Error(`this is not what ${PREVIEW} prints`);
  const unchanged = steps.filter((step) => isRecord(step) && step.op === "same").length;
  if (isRecord(changeSummary) && Number(changeSummary.same ?? 0) > unchanged) {
    throw new Error(`the plan lacks what stays as it is: make it with ${PREVIEW}`);
  }
  const before = new Map<string, State>();
  const after = new Map<string, State>();
  const changed = new Map<string, string[]>();
  const adopting = new Set<string>();
  const messages = messagesOf(diagnostics);
  const hidden = hiddenIn(messages);
  const takenOver = new Set(messages.flatMap((message) => readTakenOver(message)?.toLowerCase() ?? []));
  const adoptsAll = isRecord(config) && String(config["vmp:adoptExisting"]) === "true";
  for (const step of steps.filter(isRecord)) {
    const op = text(step.op) ?? "";
    for (const old of stateOf(step.oldState)) before.set(old.urn, old);
    if (GOING.includes(op)) continue;
    for (const state of stateOf(step.newState)) {
      const planned = withOutputs(state, before.get(state.urn));
      after.set(planned.urn, planned);
      if (op === "update") changed.set(keyOf(planned), differing(step, hidden.get(keyOf(planned))));
      const adopts = planned.kind !== "rule" && (planned.properties.adopt ?? adoptsAll) === true;
      // What has an id was made, or taken over, already.
      if (op === "create" && adopts && planned.id === undefined) adopting.add(keyOf(planned));
    }
  }
  return { before: thingsOf([...before.values()]), after: thingsOf([...after.values()]), changed, adopting, takenOver };
}

function messagesOf(diagnostics: unknown): string[] {
  return (Array.isArray(diagnostics) ? diagnostics : []).filter(isRecord).map(({ message }) => text(message) ?? "");
}

/** By key, the secrets that differ. */
function hiddenIn(messages: readonly string[]): Map<string, string[]> {
  return new Map(
    messages.flatMap((message): [string, string[]][] => {
      const read = readHiddenChanges(message);
      return read ? [[read.id.toLowerCase(), read.paths]] : [];
    }),
  );
}

/** The inputs that are others, by name: what the provider says of them, or else what can be seen, and the secrets. */
function differing({ detailedDiff, oldState, newState }: Properties, hidden: string[] = []): string[] {
  if (isRecord(detailedDiff)) return [...new Set(Object.keys(detailedDiff).map(propertyOf))].map(wordsOf);
  const [before = {}, after = {}] = [oldState, newState].map((state) => {
    const inputs = isRecord(state) ? own(state, "inputs") : undefined;
    return isRecord(inputs) ? inputs : {};
  });
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const seen = names.filter((name) => !name.startsWith("__") && !isDeepStrictEqual(before[name], after[name]));
  return [...seen.map(wordsOf), ...hidden.filter((path) => !seen.includes(propertyOf(path)))];
}

/** What the service said of an address is true of the same one. */
function withOutputs(planned: State, before: State | undefined): State {
  const id = planned.id ?? before?.id;
  const known =
    before?.properties.email === planned.properties.email ? own(before?.properties ?? {}, "emailActive") : undefined;
  return { ...planned, ...(id !== undefined && { id }), properties: { emailActive: known, ...planned.properties } };
}

/** `vmp:index:Contact`, `pulumi-nodejs:dynamic/vmp:Contact`, `volcenginecc:vmp/alertingRule:AlertingRule`. */
const OF_VMP = /(?:^|[:/])vmp[:/](?:.+:)?(\w+)$/;

function stateOf(value: unknown): State[] {
  if (!isRecord(value)) return [];
  const { urn, type, id, inputs, outputs, propertyDependencies } = value;
  const kind = kindOf(OF_VMP.exec(text(type) ?? "")?.[1] ?? "");
  if (kind === undefined || typeof urn !== "string" || value.delete === true) return [];
  const properties = { ...(isRecord(inputs) && inputs), ...(isRecord(outputs) && outputs) };
  const dependencies = isRecord(propertyDependencies) ? propertyDependencies : {};
  return [{ urn, kind, ...(typeof id === "string" && { id }), properties, dependencies }];
}

function thingsOf(states: State[]): Thing[] {
  const byUrn = new Map(states.map((state) => [state.urn, state]));
  return states.map((state) => ({
    kind: state.kind,
    key: keyOf(state),
    // A name can be secret; what the program calls the resource is not.
    name:
      text(state.properties.name) === undefined || state.properties.name === "[secret]"
        ? nameIn(state.urn)
        : String(state.properties.name),
    properties: resolved(state, byUrn),
  }));
}

function keyOf({ id, urn }: State): string {
  return id?.toLowerCase() ?? urn;
}

function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Its properties with keys where they refer to something, as far as that is certain. */
function resolved(state: State, byUrn: ReadonlyMap<string, State>): Properties {
  const entries = Object.entries(state.properties).map(([property, value]): [string, unknown] => {
    const urns = own(state.dependencies, property);
    const candidates = (Array.isArray(urns) ? urns : []).flatMap((urn) => {
      const found = byUrn.get(String(urn));
      return found && found.id === undefined ? [found.urn] : [];
    });
    return [property, withKeys(value, candidates, setsWithGaps(value) === 1)];
  });
  return Object.fromEntries(entries);
}

/** How many lists in it have something that is not known yet. */
function setsWithGaps(value: unknown): number {
  const inner = typeof value === "object" && value !== null ? Object.values(value).map(setsWithGaps) : [];
  const isOne = Array.isArray(value) && value.includes(UNKNOWN_TEXT);
  return inner.reduce((sum, count) => sum + count, isOne ? 1 : 0);
}

/** Of what is made only now, the plan has no ids, but says what it depends on. */
function withKeys(value: unknown, candidates: string[], areAllMeant: boolean): unknown {
  if (value === UNKNOWN_TEXT) return candidates.length === 1 ? candidates[0] : SOMEBODY;
  if (Array.isArray(value)) {
    const isGap = value.includes(UNKNOWN_TEXT);
    if (isGap && areAllMeant) {
      const known = (value as unknown[]).filter((item) => item !== UNKNOWN_TEXT);
      return [...known, ...(candidates.length > 0 ? candidates : [SOMEBODY])];
    }
    return value.map((item) => withKeys(item, candidates, areAllMeant));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withKeys(inner, candidates, areAllMeant)]),
  );
}
