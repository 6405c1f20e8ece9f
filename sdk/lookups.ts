/** Functions that look up contacts and contact groups at VMP, and what lookups of all types take and give. */
import type * as pulumi from "@pulumi/pulumi";
import type { PropertiesOf } from "../provider/fields/field";
import { CONTACT } from "../provider/resources/contact";
import type { fields as contactFields, filters, outputs as contactOutputs } from "../provider/resources/contact/table";
import { CONTACT_GROUP } from "../provider/resources/contact-group";
import type { FoundOf, InputsOf } from "./inputs";
import { here, lookUp, lookUpOutput } from "./lookup";
import type { LookupOptions, LookupOutputOptions } from "./lookup";

/** Which one is looked up: give either `id` or `name`. */
export type IdOrName =
  | {
      /** Its id (a UUID). Documented under the type's Get action, `Id`. */
      id: string;
    }
  | {
      /** Exactly its name, upper and lower case told apart. Documented under the type's List action, `Filter.Name`. */
      name: string;
    };

/** What all types can be looked up by. */
export interface IdsOrName {
  /**
   * The ids (UUIDs). Each has to be there. `[]` gives nothing. Optional. Documented under the List action,
   * `Filter.Ids`.
   */
  ids?: string[] | undefined;
  /**
   * A part of the name, upper and lower case told apart. Optional. Documented under the List action, `Filter.Name`;
   * checked again on this side.
   */
  nameContains?: string | undefined;
}

/** Which contact is looked up: give either `id` or `name`. */
export type GetContactArgs = IdOrName;

/** Which contacts are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetContactsArgs extends IdsOrName, PropertiesOf<typeof filters> {}

/** Which contact group is looked up: give either `id` or `name`. */
export type GetContactGroupArgs = IdOrName;

/** Which contact groups are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetContactGroupsArgs extends IdsOrName {}

/** The arguments of `getContactOutput`. */
export type GetContactOutputArgs = InputsOf<GetContactArgs>;

/** The arguments of `getContactsOutput`. */
export type GetContactsOutputArgs = InputsOf<GetContactsArgs>;

/** The arguments of `getContactGroupOutput`. */
export type GetContactGroupOutputArgs = InputsOf<GetContactGroupArgs>;

/** The arguments of `getContactGroupsOutput`. */
export type GetContactGroupsOutputArgs = InputsOf<GetContactGroupsArgs>;

/** What each result begins with. */
export interface WithId {
  /** Its id. Documented under the type's Get action, `Id`. */
  id: string;
}

/** A contact as VMP has it. */
export interface GetContactResult extends WithId, FoundOf<typeof contactFields, typeof contactOutputs> {}

/** A contact group as VMP has it. */
export interface GetContactGroupResult
  extends WithId, FoundOf<(typeof CONTACT_GROUP)["fields"], (typeof CONTACT_GROUP)["outputs"]> {}

/**
 * Looks up one contact, by its id or by exactly its name. No such contact is an error.
 *
 * @example
 * ```ts
 * const oncall = vmp.getContactOutput({ name: "oncall" });
 * new vmp.ContactGroup("team-a", { name: "team-a", contactIds: [oncall.id] });
 * ```
 */
export function getContact(args: GetContactArgs, opts: LookupOptions = {}): Promise<GetContactResult> {
  return lookUp({ type: CONTACT, several: false }, args, here(opts)) as Promise<GetContactResult>;
}

/** {@link getContact} for arguments that are outputs, with an output as its result. */
export function getContactOutput(
  args: GetContactOutputArgs,
  opts: LookupOutputOptions = {},
): pulumi.Output<GetContactResult> {
  return lookUpOutput(
    { type: CONTACT, several: false },
    args,
    here(opts),
    opts.dependsOn,
  ) as pulumi.Output<GetContactResult>;
}

/**
 * Looks up contacts, by their ids or by parts of what they hold. The result is in the order of their names, and empty
 * when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const teamA = vmp.getContactsOutput({ nameContains: "team-a-" });
 * new vmp.ContactGroup("team-a", { name: "team-a", contactIds: teamA.apply((found) => found.map(({ id }) => id)) });
 * ```
 */
export function getContacts(args: GetContactsArgs = {}, opts: LookupOptions = {}): Promise<GetContactResult[]> {
  return lookUp({ type: CONTACT, several: true }, args, here(opts)) as Promise<GetContactResult[]>;
}

/** {@link getContacts} for arguments that are outputs, with an output as its result. */
export function getContactsOutput(
  args: GetContactsOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetContactResult[]> {
  return lookUpOutput({ type: CONTACT, several: true }, args, here(opts), opts.dependsOn) as pulumi.Output<
    GetContactResult[]
  >;
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
export function getContactGroup(args: GetContactGroupArgs, opts: LookupOptions = {}): Promise<GetContactGroupResult> {
  return lookUp({ type: CONTACT_GROUP, several: false }, args, here(opts)) as Promise<GetContactGroupResult>;
}

/** {@link getContactGroup} for arguments that are outputs, with an output as its result. */
export function getContactGroupOutput(
  args: GetContactGroupOutputArgs,
  opts: LookupOutputOptions = {},
): pulumi.Output<GetContactGroupResult> {
  return lookUpOutput(
    { type: CONTACT_GROUP, several: false },
    args,
    here(opts),
    opts.dependsOn,
  ) as pulumi.Output<GetContactGroupResult>;
}

/**
 * Looks up contact groups, by their ids or by a part of their name. The result is in the order of their names, and
 * empty when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const groups = vmp.getContactGroupsOutput({ nameContains: "-night" });
 * export const nightShifts = groups.apply((found) => found.map(({ name }) => name));
 * ```
 */
export function getContactGroups(
  args: GetContactGroupsArgs = {},
  opts: LookupOptions = {},
): Promise<GetContactGroupResult[]> {
  return lookUp({ type: CONTACT_GROUP, several: true }, args, here(opts)) as Promise<GetContactGroupResult[]>;
}

/** {@link getContactGroups} for arguments that are outputs, with an output as its result. */
export function getContactGroupsOutput(
  args: GetContactGroupsOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetContactGroupResult[]> {
  return lookUpOutput({ type: CONTACT_GROUP, several: true }, args, here(opts), opts.dependsOn) as pulumi.Output<
    GetContactGroupResult[]
  >;
}
