/** Notify policies: "NotifyPolicy" in the VMP API reference. */
import type { ValuesOf } from "../fields";
import { checkLevels, LEVEL } from "../levels";
import type { Stored } from "../state";
import { notifyTemplate } from "./notify-template";
import type { ResourceType } from "./type";

const FIELDS = {
  Name: { kind: "text", required: true },
  Description: { kind: "text" },
  Levels: {
    kind: "objects",
    required: true,
    members: {
      Level: LEVEL,
      ContactGroupIds: { kind: "ids", of: "groups", required: true },
      // Which channels there are is documented in part: the console has more.
      Channels: { kind: "texts", required: true },
      ResolvedChannels: { kind: "texts" },
    },
    check: checkLevels,
  },
  ChannelNotifyTemplateIds: { kind: "ids", of: notifyTemplate.collection },
} as const;

/** A notify policy as it is kept. */
export type NotifyPolicy = Stored & ValuesOf<typeof FIELDS>;

export const notifyPolicy: ResourceType<NotifyPolicy> = {
  name: "NotifyPolicy",
  plural: "NotifyPolicies",
  collection: "notifyPolicies",
  fields: FIELDS,
  uses: {
    ContactGroupIds: {
      of: "groups",
      ids: ({ Levels }) => Levels.flatMap(({ ContactGroupIds }) => ContactGroupIds),
    },
    ChannelNotifyTemplateIds: {
      of: notifyTemplate.collection,
      ids: ({ ChannelNotifyTemplateIds }) => ChannelNotifyTemplateIds,
    },
  },
  deletesOne: true,
};
