import * as pulumi from "@pulumi/pulumi";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";
import type { fields, outputs } from "../../provider/resources/contact-group";
import type {
  ContactGroupArgs,
  GetContactGroupArgs,
  GetContactGroupOutputArgs,
  GetContactGroupResult,
  GetContactGroupsArgs,
  GetContactGroupsOutputArgs,
} from "../contact-group";
import { by } from "../ask";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
import { lookupsOf } from "../lookup";
import { registration } from "./registration";

/** A group of alert contacts of VMP, as `vmp.ContactGroup` of `pulumi-vmp`, made by the packaged provider. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class ContactGroup extends pulumi.CustomResource {
  /**
   * Reads one that exists; the program does not manage it.
   *
   * @param name the resource's name in the program
   * @param id its id (a UUID)
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): ContactGroup {
    return new ContactGroup(name, {} as ContactGroupArgs, { ...opts, id });
  }

  /**
   * @param name the resource's name in the program
   * @param args what it is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options; `import` takes the id of one that exists, `provider` a `vmp.Provider`
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

const groups = lookupsOf<GetContactGroupArgs, GetContactGroupsArgs, GetContactGroupResult>(CONTACT_GROUP, by);

/** Looks up one contact group, by its id or by exactly its name. No such group is an error. */
export function getContactGroup(
  args: GetContactGroupArgs,
  opts: pulumi.InvokeOptions = {},
): Promise<GetContactGroupResult> {
  return groups.one(args, opts);
}

/** {@link getContactGroup} for arguments that are outputs, with an output as its result. */
export function getContactGroupOutput(
  args: GetContactGroupOutputArgs,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetContactGroupResult> {
  return groups.oneOutput(args, opts);
}

/** Looks up contact groups, by their ids or by a part of their name, in the order of their names. */
export function getContactGroups(
  args: GetContactGroupsArgs = {},
  opts: pulumi.InvokeOptions = {},
): Promise<GetContactGroupResult[]> {
  return groups.several(args, opts);
}

/** {@link getContactGroups} for arguments that are outputs, with an output as its result. */
export function getContactGroupsOutput(
  args: GetContactGroupsOutputArgs = {},
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetContactGroupResult[]> {
  return groups.severalOutput(args, opts);
}
