/** What an account, a state or a plan has, in one shape: what refers to something else does so by its key. Pure. */
import { UNSEEN } from "../../provider/fields/masks";
import { fromApi } from "../../provider/fields/wire";
import { readable } from "../../provider/lifecycle/lifecycle";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../provider/resources";
import { CONTACT } from "../../provider/resources/contact";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";
import { NOTIFY_POLICY } from "../../provider/resources/notify-policy";
import { SILENCE_POLICY } from "../../provider/resources/silence-policy";
import { type JsonObject, type Properties, text } from "../../provider/values";
import { type Account, listName } from "./inventory";

/** Of these a road is made, and what bars it; an alerting rule is somebody else's resource. */
export type Kind = "contact" | "group" | "policy" | "rule" | "silence";

export const RULE = "AlertingRule";

const KINDS = new Map<string, Kind>([
  [CONTACT.name, "contact"],
  [CONTACT_GROUP.name, "group"],
  [NOTIFY_POLICY.name, "policy"],
  [SILENCE_POLICY.name, "silence"],
  [RULE, "rule"],
]);

export interface Thing {
  kind: Kind;
  /** What others refer to it by: its id, in lower case, or where there is none yet, its URN. */
  key: string;
  name: string;
  /** In a program's words. Secrets can be anything that is not empty. */
  properties: Properties;
}

/** A reference that a plan does not tell yet. */
export const SOMEBODY = "(not known yet)";

/** @param type the name of a resource type */
export function kindOf(type: string): Kind | undefined {
  return KINDS.get(type);
}

/** @param rules as ListAlertingRules shows them */
export function thingsOfAccount(account: Account, rules: readonly JsonObject[]): Thing[] {
  const own = RESOURCE_TYPES.flatMap((type) => {
    const kind = kindOf(type.name);
    if (kind === undefined) return [];
    const items = (account[listName(type)] ?? []).filter((item) => type.leftAlone?.(item) === undefined);
    return items.map(({ Id, Name, ...item }) => thing(kind, Id, Name, shownProperties(type, item)));
  });
  const foreign = rules.map(({ Id, Name, NotifyPolicyId }) =>
    thing("rule", text(Id) ?? "", text(Name) ?? "", { notifyPolicyId: NotifyPolicyId }),
  );
  return [...own, ...foreign];
}

/** What an answer has, in a program's words. A secret that the service does not show is one all the same. */
export function shownProperties(type: ResourceType, item: JsonObject): Properties {
  return { ...fromApi(type.fields, item, UNSEEN), ...fromApi(readable(type), item, {}) };
}

function thing(kind: Kind, id: string, name: string, properties: Properties): Thing {
  return { kind, key: id.toLowerCase(), name, properties };
}
