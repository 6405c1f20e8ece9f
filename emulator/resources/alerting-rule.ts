/**
 * Alerting rules: "AlertingRule" in the VMP API reference. They are kept so that what they use is in use; what they
 * alert of is not looked at, and they are not updated.
 */
import { invalidParameter } from "../errors";
import type { ValuesOf } from "../fields";
import { checkLevels, LEVEL } from "../levels";
import type { Stored } from "../state";
import { notifyGroupPolicy } from "./notify-group-policy";
import { notifyPolicy } from "./notify-policy";
import type { ResourceType } from "./type";

const TEXT = { kind: "text" } as const;
const NEEDED = { kind: "text", required: true } as const;
const PAIRS = { kind: "objects", members: { Name: NEEDED, Value: TEXT } } as const;

const oneOf =
  (...values: string[]) =>
  (value: string, parameter: string): void => {
    if (!values.includes(value)) throw invalidParameter(parameter);
  };

const FIELDS = {
  Name: NEEDED,
  Description: TEXT,
  Type: { kind: "text", required: true, check: oneOf("vmp/PromQL") },
  Query: { kind: "object", required: true, members: { WorkspaceId: NEEDED, PromQL: NEEDED } },
  Levels: {
    kind: "objects",
    required: true,
    members: {
      Level: LEVEL,
      For: TEXT,
      Comparator: { kind: "text", required: true, check: oneOf(">", ">=", "<", "<=", "==", "!=") },
      Threshold: { kind: "number", required: true },
    },
    check: checkLevels,
  },
  NotifyPolicyId: { kind: "id", of: notifyPolicy.collection },
  NotifyGroupPolicyId: { kind: "id", of: notifyGroupPolicy.collection, required: true },
  Annotations: PAIRS,
  Labels: PAIRS,
  ProjectName: TEXT,
} as const;

/** An alerting rule as it is kept. */
export type AlertingRule = Stored & ValuesOf<typeof FIELDS>;

export const alertingRule: ResourceType<AlertingRule> = {
  name: "AlertingRule",
  collection: "alertingRules",
  fields: FIELDS,
  filters: ["Name", "Type"],
  uses: {
    NotifyPolicyIds: { of: notifyPolicy.collection, ids: ({ NotifyPolicyId = "" }) => [NotifyPolicyId] },
    NotifyGroupPolicyIds: { of: notifyGroupPolicy.collection, ids: ({ NotifyGroupPolicyId }) => [NotifyGroupPolicyId] },
  },
  isNotUpdated: true,
  outputs: () => ({ Status: "Running" }),
};
