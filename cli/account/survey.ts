/** What VMP's answer shows of secrets, and what it hides. Pure. */
import type { JsonObject } from "../../provider/client/types";
import { UNSEEN } from "../../provider/fields/masks";
import { isSecret } from "../../provider/fields/secrets";
import { inAnswer, leavesOf, pathText, type Step } from "../../provider/fields/walk";
import { fromApi } from "../../provider/fields/wire";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { text } from "../../provider/values";

/** Whether the answer hides something, so that another action may tell more. */
export function isUnclear(type: ResourceType, answer: JsonObject): boolean {
  return survey(type, answer).some(({ masked, leftOut }) => masked || leftOut);
}

/** The paths of the secrets that the answer has in the clear. */
export function shownPaths(type: ResourceType, answer: JsonObject): string[] {
  return survey(type, answer)
    .filter(({ value, masked }) => value !== undefined && !masked)
    .map(({ path }) => path);
}

/** What an answer says of one text that services tend to mask or to leave out. */
export interface Finding {
  steps: readonly Step[];
  path: string;
  secret: boolean;
  /** As the answer has it; absent when it is not set. */
  value?: string;
  masked: boolean;
  /** The answer does not say whether it is set. */
  leftOut: boolean;
}

export function survey({ fields }: ResourceType, answer: JsonObject): Finding[] {
  return leavesOf(fields, fromApi(fields, answer, UNSEEN)).flatMap(({ field, value: shown, path }) => {
    if (field.kind !== "text" || !(field.secret ?? field.personal)) return [];
    const value = text(inAnswer(fields, answer, path));
    const unseen = shown === UNSEEN;
    const found = { steps: path, path: pathText(path), secret: isSecret(field), ...(value !== undefined && { value }) };
    return [{ ...found, masked: unseen && value !== undefined, leftOut: unseen && value === undefined }];
  });
}
