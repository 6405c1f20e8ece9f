import * as pulumi from "@pulumi/pulumi";
import { CONTACT } from "../../provider/resources/contact";
import type { fields, outputs } from "../../provider/resources/contact/table";
import type { ContactArgs } from "../contact";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
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
