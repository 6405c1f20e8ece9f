/** The functions of `pulumi-vmp`, asked of the packaged provider: the stack's, or the one that the options name. */
import * as pulumi from "@pulumi/pulumi";
import { CONTACT } from "../../provider/resources/contact";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";
import { by, lookUp, lookUpOutput } from "../lookup";
import type {
  GetContactArgs,
  GetContactGroupArgs,
  GetContactGroupOutputArgs,
  GetContactGroupResult,
  GetContactGroupsArgs,
  GetContactGroupsOutputArgs,
  GetContactOutputArgs,
  GetContactResult,
  GetContactsArgs,
  GetContactsOutputArgs,
} from "../lookups";

export type Options = pulumi.InvokeOptions;
export type OutputOptions = pulumi.InvokeOutputOptions;

/** Looks up one contact, by its id or by exactly its name. No such contact is an error. */
export function getContact(args: GetContactArgs, opts: Options = {}): Promise<GetContactResult> {
  return lookUp({ type: CONTACT, several: false }, args, by(opts)) as Promise<GetContactResult>;
}

/** {@link getContact} for arguments that are outputs, with an output as its result. */
export function getContactOutput(
  args: GetContactOutputArgs,
  opts: OutputOptions = {},
): pulumi.Output<GetContactResult> {
  return lookUpOutput(
    { type: CONTACT, several: false },
    args,
    by(opts),
    opts.dependsOn,
  ) as pulumi.Output<GetContactResult>;
}

/** Looks up contacts, by their ids or by parts of what they hold, in the order of their names. */
export function getContacts(args: GetContactsArgs = {}, opts: Options = {}): Promise<GetContactResult[]> {
  return lookUp({ type: CONTACT, several: true }, args, by(opts)) as Promise<GetContactResult[]>;
}

/** {@link getContacts} for arguments that are outputs, with an output as its result. */
export function getContactsOutput(
  args: GetContactsOutputArgs = {},
  opts: OutputOptions = {},
): pulumi.Output<GetContactResult[]> {
  return lookUpOutput({ type: CONTACT, several: true }, args, by(opts), opts.dependsOn) as pulumi.Output<
    GetContactResult[]
  >;
}

/** Looks up one contact group, by its id or by exactly its name. No such group is an error. */
export function getContactGroup(args: GetContactGroupArgs, opts: Options = {}): Promise<GetContactGroupResult> {
  return lookUp({ type: CONTACT_GROUP, several: false }, args, by(opts)) as Promise<GetContactGroupResult>;
}

/** {@link getContactGroup} for arguments that are outputs, with an output as its result. */
export function getContactGroupOutput(
  args: GetContactGroupOutputArgs,
  opts: OutputOptions = {},
): pulumi.Output<GetContactGroupResult> {
  return lookUpOutput(
    { type: CONTACT_GROUP, several: false },
    args,
    by(opts),
    opts.dependsOn,
  ) as pulumi.Output<GetContactGroupResult>;
}

/** Looks up contact groups, by their ids or by a part of their name, in the order of their names. */
export function getContactGroups(
  args: GetContactGroupsArgs = {},
  opts: Options = {},
): Promise<GetContactGroupResult[]> {
  return lookUp({ type: CONTACT_GROUP, several: true }, args, by(opts)) as Promise<GetContactGroupResult[]>;
}

/** {@link getContactGroups} for arguments that are outputs, with an output as its result. */
export function getContactGroupsOutput(
  args: GetContactGroupsOutputArgs = {},
  opts: OutputOptions = {},
): pulumi.Output<GetContactGroupResult[]> {
  return lookUpOutput({ type: CONTACT_GROUP, several: true }, args, by(opts), opts.dependsOn) as pulumi.Output<
    GetContactGroupResult[]
  >;
}
