import * as pulumi from "@pulumi/pulumi";
import { NOTIFY_TEMPLATE } from "../../provider/resources/notify-template";
import type { fields, outputs } from "../../provider/resources/notify-template";
import { by } from "../ask";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
import { lookupsOf } from "../lookup";
import type {
  GetNotifyTemplateArgs,
  GetNotifyTemplateOutputArgs,
  GetNotifyTemplateResult,
  GetNotifyTemplatesArgs,
  GetNotifyTemplatesOutputArgs,
  NotifyTemplateArgs,
} from "../notify-template";
import { registration } from "./registration";

/** A notify template of VMP, as `vmp.NotifyTemplate` of `pulumi-vmp`, made by the packaged provider. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class NotifyTemplate extends pulumi.CustomResource {
  /**
   * Reads one that exists; the program does not manage it.
   *
   * @param name the resource's name in the program
   * @param id its id (a UUID)
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): NotifyTemplate {
    return new NotifyTemplate(name, {} as NotifyTemplateArgs, { ...opts, id });
  }

  /**
   * @param name the resource's name in the program
   * @param args what it is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options; `import` takes the id of one that exists, `provider` a `vmp.Provider`
   */
  constructor(name: string, args: NotifyTemplateArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(NOTIFY_TEMPLATE, name, args, opts);
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
export interface NotifyTemplate extends OutputsOf<typeof fields, typeof outputs> {}

const templates = lookupsOf<GetNotifyTemplateArgs, GetNotifyTemplatesArgs, GetNotifyTemplateResult>(
  NOTIFY_TEMPLATE,
  by,
);

/** Looks up one notify template, by its id or by exactly its name. No such template is an error. */
export function getNotifyTemplate(
  args: GetNotifyTemplateArgs,
  opts: pulumi.InvokeOptions = {},
): Promise<GetNotifyTemplateResult> {
  return templates.one(args, opts);
}

/** {@link getNotifyTemplate} for arguments that are outputs, with an output as its result. */
export function getNotifyTemplateOutput(
  args: GetNotifyTemplateOutputArgs,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetNotifyTemplateResult> {
  return templates.oneOutput(args, opts);
}

/** Looks up notify templates, by their ids or by a part of their name, in the order of their names. */
export function getNotifyTemplates(
  args: GetNotifyTemplatesArgs = {},
  opts: pulumi.InvokeOptions = {},
): Promise<GetNotifyTemplateResult[]> {
  return templates.several(args, opts);
}

/** {@link getNotifyTemplates} for arguments that are outputs, with an output as its result. */
export function getNotifyTemplatesOutput(
  args: GetNotifyTemplatesOutputArgs = {},
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetNotifyTemplateResult[]> {
  return templates.severalOutput(args, opts);
}
