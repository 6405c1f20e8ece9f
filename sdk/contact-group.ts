import * as pulumi from "@pulumi/pulumi";
import { FIELDS } from "../provider/resources/contact-group/fields";
import type { ContactGroupProperties } from "../provider/resources/contact-group/types";
import { registration, withoutStacks } from "./dynamic";
import type { InputsOf } from "./inputs";

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
 * @remarks
 * Who is in which group is one relation with two ends: `contactIds` of the group, and `contactGroupIds` of the contact.
 * Set one of the two, not both: where they differ, a program that sets both undoes its own work. A program that sets one
 * end never sees drift from the other.
 *
 * - The group's end, `contactIds`, is the usual one. The program says who is in the group, all of them: it is read and
 *   reviewed in one place, and whoever was added or taken out by hand is drift. Members of other programs come by their
 *   ids, from `vmp.getContactOutput`.
 * - The contact's end, `contactGroupIds`, is for a group that several programs share. Each program puts its own contacts
 *   into it and knows of no others, so nobody sees a stranger in the group.
 *
 * Contacts and groups that are in use can leave the program in one `pulumi up`, alone or together: what refers to them
 * is updated or deleted first. A contact that is made anew, after it was deleted by hand or with `--replace`, has a new
 * id and gets into its groups with that.
 *
 * To move memberships from one end to the other, change both ends in one `pulumi up`, and give the ids as outputs
 * (`oncall.id`, not a copied text): Pulumi then empties the old end before it fills the new one. For that moment nobody is
 * in the group.
 */
export class ContactGroup extends pulumi.CustomResource {
  /** The name, unique among the account's groups. */
  declare readonly name: pulumi.Output<string>;
  /** The ids of its contacts, when membership is managed from the group's side. */
  declare readonly contactIds: pulumi.Output<string[] | undefined>;
  /** When the group was made, as the service writes it; filled by the first refresh. Documented under GetContactGroup. */
  declare readonly createTime: pulumi.Output<string | undefined>;

  /**
   * @param name the resource's name in the program
   * @param args what the group is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options, except `import` and `id`, which dynamic providers cannot serve
   */
  constructor(name: string, args: ContactGroupArgs, opts: pulumi.CustomResourceOptions = {}) {
    const outputs = ["createTime"];
    const declaration = { type: "ContactGroup", provider: "contactGroup", fields: FIELDS, outputs } as const;
    const registered = registration(declaration, name, args, opts);
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
