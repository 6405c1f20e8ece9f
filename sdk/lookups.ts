/** Functions that look up what exists at VMP, and what they take and give. */
import type * as pulumi from "@pulumi/pulumi";
import { FIELDS as CONTACT } from "../provider/resources/contact/fields";
import type {
  DingTalkBotWebhook,
  LarkBotWebhook,
  PhoneNumber,
  WeComBotWebhook,
  Webhook,
} from "../provider/resources/contact/types";
import { FIELDS as CONTACT_GROUP } from "../provider/resources/contact-group/fields";
import type { InputsOf } from "./inputs";
import { lookUp, lookUpOutput } from "./lookup";

/** Which contact is looked up: give either `id` or `name`. */
export type GetContactArgs =
  | {
      /** The contact's id (a UUID). Documented under GetContact, `Id`. */
      id: string;
    }
  | {
      /** Exactly the contact's name, upper and lower case told apart. Documented under ListContacts, `Filter.Name`. */
      name: string;
    };

/** Which contacts are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetContactsArgs {
  /**
   * The ids (UUIDs) of the contacts. Each has to be there. `[]` gives no contact. Optional. Documented under
   * ListContacts, `Filter.Ids`.
   */
  ids?: string[] | undefined;
  /**
   * A part of the name, upper and lower case told apart. Optional. Documented under ListContacts, `Filter.Name`; checked
   * again on this side.
   */
  nameContains?: string | undefined;
  /**
   * A part of the e-mail address, upper and lower case told apart. Optional. Documented under ListContacts,
   * `Filter.Email`; checked again on this side.
   */
  emailContains?: string | undefined;
  /**
   * Ids (UUIDs) of contact groups: contacts that are in at least one of them. `[]` gives no contact. Optional. Documented
   * under ListContacts, `Filter.ContactGroupIds`.
   */
  contactGroupIds?: string[] | undefined;
}

/** Which contact group is looked up: give either `id` or `name`. */
export type GetContactGroupArgs =
  | {
      /** The group's id (a UUID). Documented under GetContactGroup, `Id`. */
      id: string;
    }
  | {
      /** Exactly the group's name, upper and lower case told apart. Documented under ListContactGroups, `Filter.Name`. */
      name: string;
    };

/** Which contact groups are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetContactGroupsArgs {
  /**
   * The ids (UUIDs) of the groups. Each has to be there. `[]` gives no group. Optional. Documented under
   * ListContactGroups, `Filter.Ids`.
   */
  ids?: string[] | undefined;
  /**
   * A part of the name, upper and lower case told apart. Optional. Documented under ListContactGroups, `Filter.Name`;
   * checked again on this side.
   */
  nameContains?: string | undefined;
}

/** The arguments of `getContactOutput`. */
export type GetContactOutputArgs = InputsOf<GetContactArgs>;

/** The arguments of `getContactsOutput`. */
export type GetContactsOutputArgs = InputsOf<GetContactsArgs>;

/** The arguments of `getContactGroupOutput`. */
export type GetContactGroupOutputArgs = InputsOf<GetContactGroupArgs>;

/** The arguments of `getContactGroupsOutput`. */
export type GetContactGroupsOutputArgs = InputsOf<GetContactGroupsArgs>;

/** A contact as VMP has it. */
export interface GetContactResult {
  /** Its id. Documented under GetContact, `Id`. */
  id: string;
  /** Its name. Documented under GetContact, `Name`. */
  name: string;
  /** Its e-mail address; absent when it has none. Documented under GetContact, `Email`. */
  email?: string;
  /** Its webhook to a general address; `undefined` when it has none. Secret. Documented under GetContact, `Webhook`. */
  webhook: pulumi.Output<Partial<Webhook> | undefined>;
  /** The ids of the groups that it is in. Documented under GetContact, `ContactGroupIds`. */
  contactGroupIds: string[];
  /** Its bot in a Lark (Feishu) group. Secret. Documented under GetContact, `LarkBotWebhook`. */
  larkBotWebhook: pulumi.Output<Partial<LarkBotWebhook> | undefined>;
  /** Its robot in a DingTalk group. Secret. Documented under GetContact, `DingTalkBotWebhook`. */
  dingTalkBotWebhook: pulumi.Output<Partial<DingTalkBotWebhook> | undefined>;
  /** Its bot in a WeCom group. Secret. Documented under GetContact, `WeComBotWebhook`. */
  weComBotWebhook: pulumi.Output<Partial<WeComBotWebhook> | undefined>;
  /** Its phone number; absent when it has none. Observed; the API reference does not name it. */
  phoneNumber?: Partial<PhoneNumber>;
  /** Whether the owner has confirmed the e-mail address. Documented under GetContact, `EmailActive`. */
  emailActive?: boolean;
  /** When it was made, as the service writes it. Documented under GetContact, `CreateTime`. */
  createTime?: string;
}

/** A contact group as VMP has it. */
export interface GetContactGroupResult {
  /** Its id. Documented under GetContactGroup, `Id`. */
  id: string;
  /** Its name. Documented under GetContactGroup, `Name`. */
  name: string;
  /** The ids of the contacts in it. Documented under GetContactGroup, `ContactIds`. */
  contactIds: string[];
  /** When it was made, as the service writes it. Documented under GetContactGroup, `CreateTime`. */
  createTime?: string;
}

/**
 * Looks up one contact, by its id or by exactly its name. No such contact is an error.
 *
 * @example
 * ```ts
 * const oncall = vmp.getContactOutput({ name: "oncall" });
 * new vmp.ContactGroup("team-a", { name: "team-a", contactIds: [oncall.id] });
 * ```
 */
export function getContact(args: GetContactArgs): Promise<GetContactResult> {
  return lookUp({ name: "getContact", fields: CONTACT }, args) as Promise<GetContactResult>;
}

/** {@link getContact} for arguments that are outputs, with an output as its result. */
export function getContactOutput(args: GetContactOutputArgs): pulumi.Output<GetContactResult> {
  return lookUpOutput({ name: "getContact", fields: CONTACT }, args) as pulumi.Output<GetContactResult>;
}

/**
 * Looks up contacts, by their ids or by parts of what they hold. The result is in the order of their names, and empty
 * when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const teamA = vmp.getContactsOutput({ nameContains: "team-a-" });
 * new vmp.ContactGroup("team-a", { name: "team-a", contactIds: teamA.apply((contacts) => contacts.map(({ id }) => id)) });
 * ```
 */
export function getContacts(args: GetContactsArgs = {}): Promise<GetContactResult[]> {
  return lookUp({ name: "getContacts", fields: CONTACT }, args) as Promise<GetContactResult[]>;
}

/** {@link getContacts} for arguments that are outputs, with an output as its result. */
export function getContactsOutput(args: GetContactsOutputArgs = {}): pulumi.Output<GetContactResult[]> {
  return lookUpOutput({ name: "getContacts", fields: CONTACT }, args) as pulumi.Output<GetContactResult[]>;
}

/**
 * Looks up one contact group, by its id or by exactly its name. No such group is an error.
 *
 * @example
 * ```ts
 * const everybody = vmp.getContactGroupOutput({ name: "everybody" });
 * new vmp.Contact("oncall", { name: "oncall", email: "oncall@example.com", contactGroupIds: [everybody.id] });
 * ```
 */
export function getContactGroup(args: GetContactGroupArgs): Promise<GetContactGroupResult> {
  return lookUp({ name: "getContactGroup", fields: CONTACT_GROUP }, args) as Promise<GetContactGroupResult>;
}

/** {@link getContactGroup} for arguments that are outputs, with an output as its result. */
export function getContactGroupOutput(args: GetContactGroupOutputArgs): pulumi.Output<GetContactGroupResult> {
  return lookUpOutput({ name: "getContactGroup", fields: CONTACT_GROUP }, args) as pulumi.Output<GetContactGroupResult>;
}

/**
 * Looks up contact groups, by their ids or by a part of their name. The result is in the order of their names, and empty
 * when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const groups = vmp.getContactGroupsOutput({ nameContains: "-night" });
 * export const nightShifts = groups.apply((found) => found.map(({ name }) => name));
 * ```
 */
export function getContactGroups(args: GetContactGroupsArgs = {}): Promise<GetContactGroupResult[]> {
  return lookUp({ name: "getContactGroups", fields: CONTACT_GROUP }, args) as Promise<GetContactGroupResult[]>;
}

/** {@link getContactGroups} for arguments that are outputs, with an output as its result. */
export function getContactGroupsOutput(args: GetContactGroupsOutputArgs = {}): pulumi.Output<GetContactGroupResult[]> {
  return lookUpOutput({ name: "getContactGroups", fields: CONTACT_GROUP }, args) as pulumi.Output<
    GetContactGroupResult[]
  >;
}
