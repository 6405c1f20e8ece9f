import * as pulumi from "@pulumi/pulumi";
import { CONTACT } from "../../provider/resources/contact";
import type { fields, outputs } from "../../provider/resources/contact/table";
import type {
  ContactArgs,
  GetContactArgs,
  GetContactOutputArgs,
  GetContactResult,
  GetContactsArgs,
  GetContactsOutputArgs,
} from "../contact";
import { by } from "../ask";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
import { lookupsOf } from "../lookup";
import { registration } from "./registration";

/** An alert contact of VMP, as `vmp.Contact` of `pulumi-vmp`, made by the packaged provider. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class Contact extends pulumi.CustomResource {
  /**
   * Reads one that exists; the program does not manage it.
   *
   * @param name the resource's name in the program
   * @param id its id (a UUID)
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): Contact {
    return new Contact(name, {} as ContactArgs, { ...opts, id });
  }

  /**
   * @param name the resource's name in the program
   * @param args what it is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options; `import` takes the id of one that exists, `provider` a `vmp.Provider`
   */
  constructor(name: string, args: ContactArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(CONTACT, name, args, opts);
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
export interface Contact extends OutputsOf<typeof fields, typeof outputs> {}

const contacts = lookupsOf<GetContactArgs, GetContactsArgs, GetContactResult>(CONTACT, by);

/** Looks up one contact, by its id or by exactly its name. No such contact is an error. */
export function getContact(args: GetContactArgs, opts: pulumi.InvokeOptions = {}): Promise<GetContactResult> {
  return contacts.one(args, opts);
}

/** {@link getContact} for arguments that are outputs, with an output as its result. */
export function getContactOutput(
  args: GetContactOutputArgs,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetContactResult> {
  return contacts.oneOutput(args, opts);
}

/** Looks up contacts, by their ids or by parts of what they hold, in the order of their names. */
export function getContacts(args: GetContactsArgs = {}, opts: pulumi.InvokeOptions = {}): Promise<GetContactResult[]> {
  return contacts.several(args, opts);
}

/** {@link getContacts} for arguments that are outputs, with an output as its result. */
export function getContactsOutput(
  args: GetContactsOutputArgs = {},
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetContactResult[]> {
  return contacts.severalOutput(args, opts);
}
