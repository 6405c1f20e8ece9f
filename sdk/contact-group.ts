import * as pulumi from "@pulumi/pulumi";
import { CONTACT_GROUP } from "../provider/resources/contact-group";
import type { ContactGroupProperties, fields, outputs } from "../provider/resources/contact-group";
import { registration, withoutStacks } from "./dynamic";
import type { FoundOf, InputsOf, OutputsOf } from "./inputs";
import { here } from "./ask";
import { lookupsOf } from "./lookup";
import type { IdOrName, IdsAndName, LookupOptions, LookupOutputOptions, WithId } from "./lookup";

/** The arguments of a `vmp.ContactGroup`. */
export type ContactGroupArgs = InputsOf<ContactGroupProperties>;

/**
 * A group of alert contacts of VMP, Volcengine's managed Prometheus.
 *
 * `id` is the Id that the API gave it. No change ever replaces it. It holds no secrets.
 *
 * @example
 * ```ts
 * const oncall = new vmp.Contact("oncall", { name: "oncall", email: "oncall@example.com" });
 * const lead = vmp.getContactOutput({ name: "team-a-lead" });
 * new vmp.ContactGroup("team-a", { name: "team-a", contactIds: [oncall.id, lead.id] });
 * ```
 *
 * @remarks Who is in which group is one relation with two ends: `contactIds` of the group, and `contactGroupIds` of the
 * contact. Set one of the two, not both: where they differ, a program that sets both undoes its own work. A program
 * that sets one end never sees drift from the other.
 *
 * - The group's end, `contactIds`, is the usual one. The program says who is in the group, all of them: it is read and
 *   reviewed in one place, and whoever was added or taken out by hand is drift. Members of other programs come by their
 *   ids, from `vmp.getContactOutput`.
 * - The contact's end, `contactGroupIds`, is for a group that several programs share. Each program puts its own
 *   contacts into it and knows of no others, so nobody sees a stranger in the group.
 *
 * Contacts and groups that are in use can leave the program in one `pulumi up`, alone or together: what refers to them
 * is updated or deleted first. A contact that is made anew, after it was deleted by hand or with `--replace`, has a new
 * id and gets into its groups with that.
 *
 * To move memberships from one end to the other, change both ends in one `pulumi up`, and give the ids as outputs
 * (`oncall.id`, not a copied text): Pulumi then empties the old end before it fills the new one. For that moment nobody
 * is in the group.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class ContactGroup extends pulumi.CustomResource {
  /**
   * @param name the resource's name in the program
   * @param args what the group is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options, except `import` and `id`, which dynamic providers cannot serve
   */
  constructor(name: string, args: ContactGroupArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(CONTACT_GROUP, name, args, opts);
    const stacks = withoutStacks(new.target);
    try {
      super(...registered);
    } catch (error) {
      stacks.fail(error);
    } finally {
      stacks.restore();
    }
  }
}

/** Its outputs: the arguments that VMP keeps, and what it adds to them. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constructor of Pulumi sets them
export interface ContactGroup extends OutputsOf<typeof fields, typeof outputs> {}

/** Which contact group is looked up: give either `id` or `name`. */
export type GetContactGroupArgs = IdOrName;

/** Which contact groups are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetContactGroupsArgs extends IdsAndName {}

/** The arguments of `getContactGroupOutput`. */
export type GetContactGroupOutputArgs = InputsOf<GetContactGroupArgs>;

/** The arguments of `getContactGroupsOutput`. */
export type GetContactGroupsOutputArgs = InputsOf<GetContactGroupsArgs>;

/** A contact group as VMP has it. */
export interface GetContactGroupResult extends WithId, FoundOf<typeof fields, typeof outputs> {}

const groups = lookupsOf<GetContactGroupArgs, GetContactGroupsArgs, GetContactGroupResult>(CONTACT_GROUP, here);

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
  return groups.one(args, opts);
}

/** {@link getContactGroup} for arguments that are outputs, with an output as its result. */
export function getContactGroupOutput(
  args: GetContactGroupOutputArgs,
  opts: LookupOutputOptions = {},
): pulumi.Output<GetContactGroupResult> {
  return groups.oneOutput(args, opts);
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
  return groups.several(args, opts);
}

/** {@link getContactGroups} for arguments that are outputs, with an output as its result. */
export function getContactGroupsOutput(
  args: GetContactGroupsOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetContactGroupResult[]> {
  return groups.severalOutput(args, opts);
}
