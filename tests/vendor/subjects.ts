/** The resource types as the vendor's SDK meets them. In values `<type>` stands for the id of one that is there. */
import { EXAMPLE_GROUP } from "../../emulator";
import { createBody, updateBody } from "../../provider/fields/wire";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../provider/resources";
import type { JsonObject, Properties } from "../../provider/values";
import { CHAIN } from "../support/chain";
import { OPTIONAL_FIELDS } from "../support/contacts";

export interface Subject {
  name: string;
  actions: { create: string; update: string; delete: string; get?: string; list: string };
  deletesOne?: boolean;
  /** With every member. */
  create: JsonObject;
  /** What updates carry beside the id. */
  updates: JsonObject[];
  /** What a program says for the same; absent where this package has no such type. */
  ours?: { type: ResourceType; inputs: Properties };
}

interface Values {
  full: Properties;
  changes: [what: string, change: Properties][];
}

const VALUES: Record<string, Values> = {
  ...CHAIN,
  Contact: {
    full: { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [EXAMPLE_GROUP.Id] },
    changes: [["another address", { email: "other@example.com" }]],
  },
  ContactGroup: {
    full: { name: "team", contactIds: ["<member>"] },
    changes: [["a name", { name: "squad" }]],
  },
};

/** It uses both policies; this package makes none. */
const RULE: Subject = {
  name: "AlertingRule",
  actions: {
    create: "CreateAlertingRule",
    update: "UpdateAlertingRule",
    delete: "DeleteAlertingRules",
    get: "GetAlertingRule",
    list: "ListAlertingRules",
  },
  create: {
    Name: "errors",
    Description: "too many",
    Type: "vmp/PromQL",
    Query: { WorkspaceId: "w-1", PromQL: "rate(errors[5m])" },
    Levels: [{ Level: "P0", For: "5m", Comparator: ">", Threshold: 0.5 }],
    NotifyPolicyId: "<NotifyPolicy>",
    NotifyGroupPolicyId: "<NotifyGroupPolicy>",
    Annotations: [{ Name: "runbook", Value: "https://wiki.example.com/errors" }],
    Labels: [{ Name: "team", Value: "a" }],
    ProjectName: "default",
    Tags: [{ Key: "team", Value: "a" }],
  },
  updates: [{ Description: "far too many" }, { NotifyPolicyId: "" }],
};

/** What is used comes before what uses it. */
export const SUBJECTS: readonly Subject[] = [...RESOURCE_TYPES.map(subjectOf), RULE];

function subjectOf(type: ResourceType): Subject {
  const { name, actions, fields, deletesOne } = type;
  const { full = {}, changes = [] } = VALUES[name] ?? {};
  const inputs = {
    ...full,
    ...("channelNotifyTemplateIds" in full && { channelNotifyTemplateIds: ["<NotifyTemplate>"] }),
  };
  const updates = changes.map(([, change]) => {
    const { Id: _id, ...body } = updateBody(fields, "", { ...inputs, ...change }, Object.keys(change));
    return body;
  });
  return {
    name,
    actions,
    ...(deletesOne && { deletesOne }),
    create: createBody(fields, inputs),
    updates,
    ours: { type, inputs },
  };
}
