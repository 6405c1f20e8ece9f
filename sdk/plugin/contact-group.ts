import * as pulumi from "@pulumi/pulumi";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";
import type { ContactGroupArgs } from "../contact-group";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
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
export interface ContactGroup extends OutputsOf<(typeof CONTACT_GROUP)["fields"], (typeof CONTACT_GROUP)["outputs"]> {}
