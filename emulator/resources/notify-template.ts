/** Notify templates: "NotifyTemplate" in the VMP API reference. There is no Get, and no update of the channel. */
import { invalidParameter } from "../errors";
import type { ValuesOf } from "../fields";
import { type Stored, updateTime } from "../state";
import type { ResourceType } from "./type";

const TEXT = { kind: "text", required: true } as const;

/** What Go would make of it is not looked at. */
const MESSAGE = {
  kind: "object",
  required: true,
  members: { Title: TEXT, Content: TEXT },
} as const;

const FIELDS = {
  Name: TEXT,
  Description: { kind: "text" },
  Channel: {
    kind: "text",
    required: true,
    check: (value: string, parameter: string) => {
      if (!["LarkBotWebhook", "DingTalkBotWebhook", "WeComBotWebhook"].includes(value)) {
        throw invalidParameter(parameter);
      }
    },
  },
  Active: MESSAGE,
  Resolved: MESSAGE,
} as const;

/** A notify template as it is kept. */
export type NotifyTemplate = Stored & ValuesOf<typeof FIELDS>;

export const notifyTemplate: ResourceType<NotifyTemplate> = {
  name: "NotifyTemplate",
  collection: "notifyTemplates",
  fields: FIELDS,
  filters: { Channel: { is: ({ Channel }) => Channel } },
  deletesOne: true,
  listedOnly: true,
  fixed: ["Channel"],
  outputs: updateTime,
};
