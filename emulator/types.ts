/** What the emulator keeps, with the API's own names: the data structures of the VMP contact API. */

/** A webhook or a bot. Which keys it has depends on the channel: see `CHANNELS`. */
export interface Channel {
  Address: string;
  Token?: string;
  SecretKey?: string;
  AtMobiles?: string[];
  AtUserIds?: string[];
}

/** The four channels beside e-mail and phone: the name of each one's secret, and its lists. */
export const CHANNELS = {
  Webhook: { secret: "Token", lists: [] },
  LarkBotWebhook: { secret: "SecretKey", lists: [] },
  DingTalkBotWebhook: { secret: "SecretKey", lists: ["AtMobiles", "AtUserIds"] },
  WeComBotWebhook: { secret: undefined, lists: ["AtUserIds"] },
} as const satisfies Record<
  string,
  { secret: "Token" | "SecretKey" | undefined; lists: readonly ("AtMobiles" | "AtUserIds")[] }
>;

/** The parameter name of a channel. */
export type ChannelName = keyof typeof CHANNELS;

/** All channels, in the order of the reference. */
export const CHANNEL_NAMES = Object.keys(CHANNELS) as ChannelName[];

/** A phone number: `+86` is the only country code. */
export interface PhoneNumber {
  CountryCode: string;
  Number: string;
}

/** A contact as it is stored: what is not set is absent. */
export interface Contact extends Partial<Record<ChannelName, Channel>> {
  Id: string;
  Name: string;
  Email?: string;
  PhoneNumber?: PhoneNumber;
  /** The groups it belongs to: the one place that says who is in which group. */
  ContactGroupIds: string[];
  /** In ms since 1970. */
  CreatedAt: number;
}

/** A contact group as it is stored. Its members are the contacts that name it. */
export interface ContactGroup {
  Id: string;
  Name: string;
  /** In ms since 1970. */
  CreatedAt: number;
}

/** A contact as `contacts()` shows it: stored fields in the clear, and whether the address is confirmed. */
export interface ContactSnapshot extends Omit<Contact, "CreatedAt"> {
  EmailActive: boolean;
  /** RFC 3339, UTC. */
  CreateTime: string;
}

/** A group as `groups()` shows it, with its members. */
export interface GroupSnapshot extends Omit<ContactGroup, "CreatedAt"> {
  ContactIds: string[];
  /** RFC 3339, UTC. */
  CreateTime: string;
}

/** A time to the second, in UTC, as the API writes it. */
export function rfc3339(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}
