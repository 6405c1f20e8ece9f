/**
 * What an update carries that the program does not change.
 *
 * An update takes away each webhook that it does not carry, and an object or a list is sent whole. So what the state
 * and the program agree on goes out as the service has it: a bot that somebody added by hand stays, as no preview shows
 * that it goes. It is read first, together with what else is read at about the same time. Where the service does not
 * show something, and nobody here knows it, nothing is sent. What nothing can be without, such as the levels of a
 * policy, is there also where the answer leaves it out.
 */
import { VmpError } from "../client/errors";
import type { JsonObject, Purpose } from "../client/types";
import { changedPaths, filled, isSame, propertyOf } from "../fields/diff";
import type { Field } from "../fields/field";
import { UNSEEN, unseenPaths } from "../fields/masks";
import { merge } from "../fields/merge";
import { secretTexts } from "../fields/secrets";
import { apiFields } from "../fields/walk";
import { fromApi, isCutShort } from "../fields/wire";
import { isAbsent, own } from "../values";
import type { Operation, OperationPurpose } from "./operation";
import type { Change, Inputs, ResourceType } from "./resource-type";

export interface Carried {
  /** What the update says of each field that it sends. */
  inputs: Inputs;
  /** The purpose, with the secrets that the service has. */
  purpose: Purpose;
  notices: string[];
}

/** @throws VmpError before anything is sent, when the update would do more than a preview shows */
export async function carry(
  { client }: Operation,
  type: ResourceType,
  id: string,
  { state, inputs, record }: Change,
  purpose: OperationPurpose,
): Promise<Carried> {
  const { fields } = type;
  const shared = apiFields(fields).filter(([property, field]) =>
    isShared(field, own(state, property), own(inputs, property)),
  );
  if (shared.length === 0) return { inputs, purpose, notices: [] };

  const drift = (found: JsonObject): string[] => changedPaths(fields, state, fromApi(fields, found, state));
  // A list may show less than there is.
  const accept = (listed: JsonObject): boolean =>
    drift(listed).length === 0 && shared.every(([, { api }]) => !isAbsent(listed[api]));
  const answer = record ?? (await client.get(type, id, { ...purpose, accept }));
  const unknown = Object.fromEntries(shared.map(([property]) => [property, UNSEEN]));
  const cutShort = shared.filter(([, field]) => isCutShort(field, answer[field.api])).map(([property]) => property);
  const asBefore = Object.fromEntries(cutShort.map((property) => [property, own(state, property)]));
  const there = { ...fromApi(fields, answer, { ...unknown, ...state }), ...asBefore };
  const { properties, gone } = merge(fields, state, inputs, there);
  // Whether a set that the answer lacks is empty or not shown, nobody knows: it is not sent.
  const lacking = shared.filter(([, { kind, api }]) => kind === "set" && isAbsent(answer[api]));
  const unsent = Object.fromEntries(lacking.map(([property]) => [property, undefined]));

  const ofProgram = changedPaths(fields, state, inputs);
  const carried = (paths: string[]): string[] =>
    paths.filter((path) => !ofProgram.includes(path) && shared.some(([property]) => property === propertyOf(path)));
  const unseen = carried(unseenPaths(fields, properties));
  if (gone.length > 0 || unseen.length > 0) throw notSent(type, purpose, gone, unseen);
  const drifted = carried(drift(answer)).filter((path) => !cutShort.includes(propertyOf(path)));
  const notice =
    `${purpose.task}: VMP has another ${drifted.join(" and ")} than the state, so somebody changed that. ` +
    'This update leaves it as it is; "pulumi refresh" shows it.';
  return {
    inputs: { name: inputs.name, ...properties, ...unsent },
    purpose: { ...purpose, secrets: [...purpose.secrets, ...secretTexts(fields, there)] },
    notices: drifted.length > 0 ? [notice] : [],
  };
}

/** Whether an update sends something of the field that the program does not change. */
function isShared(field: Field, before: unknown, after: unknown): boolean {
  if (isSame(field, before, after)) return field.inEveryUpdate === true;
  if (field.kind === "object") return filled(field, before) !== undefined && filled(field, after) !== undefined;
  return field.kind === "list" && field.key !== undefined;
}

function notSent({ actions }: ResourceType, { task }: Purpose, gone: string[], unseen: string[]): VmpError {
  const [code, message, next] =
    gone.length > 0
      ? [
          "Drifted",
          `VMP no longer has ${gone.join(" and ")}, of which this changes a part; nothing was sent`,
          'Run "pulumi up --refresh": its preview shows what comes back.',
        ]
      : [
          "SecretNotShown",
          `VMP has ${unseen.join(" and ")}, which an update has to carry, but does not show it, and the state does ` +
            "not know it; nothing was sent",
          "To keep it, give its values in the program (and take it out of ignoreChanges). To have it removed, run " +
            '"pulumi up --refresh": its preview shows that.',
        ];
  return new VmpError({ action: actions.update, task, code, message, effect: "none", next });
}
