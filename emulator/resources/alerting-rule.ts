/**
 * Alerting rules: "AlertingRule" in the VMP API reference. They are kept so that what they use is in use; what they
 * alert of is not looked at.
 */
import { invalidParameter } from "../errors";
import type { ValuesOf } from "../fields";
import { checkLevels, LEVEL } from "../levels";
import { type Stored, updateTime } from "../state";
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
  Tags: { kind: "objects", members: { Key: NEEDED, Value: TEXT } },
} as const;

/** An alerting rule as it is kept. */
export type AlertingRule = Stored & ValuesOf<typeof FIELDS> & { Status?: string };

const RUNNING = "Running";

export const alertingRule: ResourceType<AlertingRule> = {
  name: "AlertingRule",
  collection: "alertingRules",
  fields: FIELDS,
  filters: {
    Type: { is: ({ Type }) => Type },
    Status: { is: ({ Status = RUNNING }) => Status },
    WorkspaceId: { is: ({ Query }) => Query.WorkspaceId },
    // What makes several rules at once is not served.
    GroupIds: { any: () => [] },
    TemplateIds: { any: () => [] },
  },
  uses: {
    NotifyPolicyIds: { of: notifyPolicy.collection, ids: ({ NotifyPolicyId = "" }) => [NotifyPolicyId] },
    NotifyGroupPolicyIds: { of: notifyGroupPolicy.collection, ids: ({ NotifyGroupPolicyId }) => [NotifyGroupPolicyId] },
  },
  fixed: ["ProjectName", "Tags"],
  switched: (record, isOn) => ({ ...record, Status: isOn ? RUNNING : "Disabled" }),
  outputs: (record) => ({ Status: record.Status ?? RUNNING, ...updateTime(record) }),
};
