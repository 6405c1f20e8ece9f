/** Notify group policies: "NotifyGroupPolicy" in the VMP API reference. */
import { invalidParameter } from "../errors";
import type { ValuesOf } from "../fields";
import { checkLevels, LEVEL } from "../levels";
import type { Params } from "../rules";
import type { Stored } from "../state";
import type { ResourceType } from "./type";

/** Seconds, as the text of a positive whole number. */
const SECONDS = {
  kind: "text",
  required: true,
  check: (value: string, parameter: string) => {
    if (!/^[1-9]\d*$/.test(value)) throw invalidParameter(parameter);
  },
} as const;

const FIELDS = {
  Name: { kind: "text", required: true },
  Description: { kind: "text" },
  Levels: {
    kind: "objects",
    required: true,
    members: {
      Level: LEVEL,
      GroupBy: {
        kind: "texts",
        required: true,
        check: (values: readonly string[], parameter: string) => {
          if (values.some((value) => value !== "__rule__")) throw invalidParameter(parameter);
        },
      },
      GroupWait: SECONDS,
      GroupInterval: SECONDS,
      RepeatInterval: SECONDS,
    },
    // All three are needed.
    check: (items: readonly Params[], parameter: string) => {
      checkLevels(items, parameter);
      if (items.length !== 3) throw invalidParameter(parameter);
    },
  },
} as const;

/** A notify group policy as it is kept. */
export type NotifyGroupPolicy = Stored & ValuesOf<typeof FIELDS>;

export const notifyGroupPolicy: ResourceType<NotifyGroupPolicy> = {
  name: "NotifyGroupPolicy",
  plural: "NotifyGroupPolicies",
  collection: "notifyGroupPolicies",
  fields: FIELDS,
  deletesOne: true,
};
