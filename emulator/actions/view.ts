/** How a contact looks in an answer: "GetContact > Response parameters", and what was observed of unset webhooks. */
import type { Behaviour } from "../options";
import { CHANNEL_NAMES, CHANNELS, rfc3339, type Channel, type ChannelName, type Contact } from "../types";
import type { ActionContext } from "./context";

/** A contact as GetContact and ListContacts return it. */
export function contactAnswer(contact: Contact, { store, behaviour }: ActionContext): object {
  const { Id, Name, Email = "", ContactGroupIds, CreatedAt } = contact;
  const phone = contact.PhoneNumber ?? (behaviour.unset === "empty" ? { CountryCode: "", Number: "" } : undefined);
  return {
    Id,
    Name,
    Email,
    EmailActive: store.isConfirmed(Email),
    ...Object.fromEntries(CHANNEL_NAMES.map((name) => [name, channelAnswer(name, contact[name], behaviour)])),
    ...(phone && { PhoneNumber: phone }),
    ...(ContactGroupIds.length > 0 && { ContactGroupIds }),
    CreateTime: rfc3339(CreatedAt),
  };
}

/** Undefined leaves the key out. */
function channelAnswer(name: ChannelName, channel: Channel | undefined, behaviour: Behaviour): object | undefined {
  const { secret, lists } = CHANNELS[name];
  if (channel === undefined) {
    if (behaviour.unset === "absent") return undefined;
    return { Address: "", ...(secret && { [secret]: "" }), ...Object.fromEntries(lists.map((list) => [list, []])) };
  }
  if (behaviour.secrets === "clear") return channel;
  const shown: Channel = behaviour.secrets === "masked" ? maskChannel(channel) : { ...channel };
  if (secret !== undefined && behaviour.secrets === "omitted") Reflect.deleteProperty(shown, secret);
  return shown;
}

/** The channel with asterisks for what is secret in it. */
export function maskChannel(channel: Channel): Channel {
  const masked: Channel = { ...channel, Address: maskAddress(channel.Address) };
  if (masked.Token) masked.Token = "******";
  if (masked.SecretKey) masked.SecretKey = "******";
  return masked;
}

/** An address with only its origin left readable: path and query carry the credential. */
function maskAddress(address: string): string {
  return `${/^[^/]*\/\/[^/?#@]*(?=[/?#]|$)/.exec(address)?.[0] ?? ""}/***`;
}
