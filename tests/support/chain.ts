/** Values for the resource types of the road from a rule to a person: all fields, other words for them, changes. */
import type { Properties } from "../../provider/values";

export interface ChainValues {
  /** Has every field that VMP keeps, at every depth. */
  full: Properties & { name: string };
  /** The same in other words, which is no change. */
  same: Properties;
  /** Changes that an update sends: each by itself, with what of them a create would send. */
  changes: [what: string, change: Properties][];
}

const GROUP_POLICY_LEVEL = { groupBy: ["__rule__"], groupWait: 30, groupInterval: "60", repeatInterval: 600 };

const groupPolicyLevels = ["P0", "P1", "P2"].map((level) => ({ level, ...GROUP_POLICY_LEVEL }));

/** By the name of the resource type. */
export const CHAIN: Record<string, ChainValues> = {
  NotifyGroupPolicy: {
    full: { name: "by-rule", description: "one message a rule", levels: groupPolicyLevels },
    same: {
      levels: [...groupPolicyLevels].reverse().map((level) => ({ ...level, groupInterval: 60, repeatInterval: "600" })),
    },
    changes: [
      ["a name", { name: "by-rule-2" }],
      ["a description that goes", { description: undefined }],
      ["one level", { levels: [{ ...groupPolicyLevels[0], groupWait: 31 }, ...groupPolicyLevels.slice(1)] }],
    ],
  },
};
