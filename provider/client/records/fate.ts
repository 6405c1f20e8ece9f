/** What an answer about several records says of one. The API reference shows a code once with a blank in front. */
import { foreign, foreignCode, LENGTH } from "../../text/foreign";
import { requestIdOf } from "../call/answer";
import type { Effect } from "../errors";
import { member, nonBlank } from "../../json";
import type { Json, JsonObject } from "../types";

export interface Fate {
  isRefused: boolean;
  /** Neither refused nor left out. */
  isDone: boolean;
  /** For an error: cleaning others' words of all secrets takes a millisecond, and of a thousand most are done. */
  why(): Why;
}

interface Why {
  /** Why it was refused; `NoResult` and no message where the answer has no reason. */
  code: string;
  message: string;
  effect: Effect;
  requestId: string | undefined;
}

export function fateOf(answer: JsonObject, id: string, secrets: readonly string[] = []): Fate {
  const refused = list(answer.UnsuccessfulItems).find((item) => member(item, "Id") === id);
  const reason = member(refused, "Error");
  return {
    isRefused: refused !== undefined,
    isDone: refused === undefined && list(answer.SuccessfulItems).includes(id),
    why: () => ({
      code: foreignCode(nonBlank(member(reason, "Code")) ?? "NoResult", secrets),
      message: foreign(nonBlank(member(reason, "Message")) ?? "", secrets, LENGTH.sentence),
      effect: refused === undefined ? "unknown" : "none",
      requestId: requestIdOf(answer, secrets),
    }),
  };
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
