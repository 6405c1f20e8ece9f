/** The packaged provider for programs: `import * as vmp from "pulumi-vmp/plugin"`. See `docs/plugin.md`. */
import "../../provider/node-version";

// Types apart from values: the TypeScript 3.8 that comes with @pulumi/pulumi reads no `type` inside of braces.
export { Contact, getContact, getContactOutput, getContacts, getContactsOutput } from "./contact";
export {
  ContactGroup,
  getContactGroup,
  getContactGroupOutput,
  getContactGroups,
  getContactGroupsOutput,
} from "./contact-group";
export {
  getNotifyGroupPolicies,
  getNotifyGroupPoliciesOutput,
  getNotifyGroupPolicy,
  getNotifyGroupPolicyOutput,
  NotifyGroupPolicy,
} from "./notify-group-policy";
export {
  getNotifyPolicies,
  getNotifyPoliciesOutput,
  getNotifyPolicy,
  getNotifyPolicyOutput,
  NotifyPolicy,
} from "./notify-policy";
export {
  getNotifyTemplate,
  getNotifyTemplateOutput,
  getNotifyTemplates,
  getNotifyTemplatesOutput,
  NotifyTemplate,
} from "./notify-template";
export {
  getSilencePolicies,
  getSilencePoliciesOutput,
  getSilencePolicy,
  getSilencePolicyOutput,
  SilencePolicy,
} from "./silence-policy";
export { Provider } from "./provider";
export type { ProviderArgs } from "./provider";
export type {
  ContactArgs,
  DingTalkBotWebhookArgs,
  GetContactArgs,
  GetContactOutputArgs,
  GetContactResult,
  GetContactsArgs,
  GetContactsOutputArgs,
  LarkBotWebhookArgs,
  PhoneNumberArgs,
  WebhookArgs,
  WeComBotWebhookArgs,
} from "../contact";
export type {
  ContactGroupArgs,
  GetContactGroupArgs,
  GetContactGroupOutputArgs,
  GetContactGroupResult,
  GetContactGroupsArgs,
  GetContactGroupsOutputArgs,
} from "../contact-group";
export type {
  GetNotifyGroupPoliciesArgs,
  GetNotifyGroupPoliciesOutputArgs,
  GetNotifyGroupPolicyArgs,
  GetNotifyGroupPolicyOutputArgs,
  GetNotifyGroupPolicyResult,
  NotifyGroupPolicyArgs,
} from "../notify-group-policy";
export type {
  GetNotifyPoliciesArgs,
  GetNotifyPoliciesOutputArgs,
  GetNotifyPolicyArgs,
  GetNotifyPolicyOutputArgs,
  GetNotifyPolicyResult,
  NotifyPolicyArgs,
} from "../notify-policy";
export type {
  GetNotifyTemplateArgs,
  GetNotifyTemplateOutputArgs,
  GetNotifyTemplateResult,
  GetNotifyTemplatesArgs,
  GetNotifyTemplatesOutputArgs,
  NotifyTemplateArgs,
} from "../notify-template";
export type {
  GetSilencePoliciesArgs,
  GetSilencePoliciesOutputArgs,
  GetSilencePolicyArgs,
  GetSilencePolicyOutputArgs,
  GetSilencePolicyResult,
  SilencePolicyArgs,
} from "../silence-policy";
export type {
  ContactProperties,
  DingTalkBotWebhook,
  LarkBot,
  LarkBotWebhook,
  PhoneNumber,
  WeComBotWebhook,
  Webhook,
} from "../../provider/resources/contact/table";
export type { ContactGroupProperties } from "../../provider/resources/contact-group";
export type { NotifyGroupPolicyProperties } from "../../provider/resources/notify-group-policy";
export type { NotifyPolicyProperties } from "../../provider/resources/notify-policy";
export type { NotifyTemplateProperties } from "../../provider/resources/notify-template";
export type { SilencePolicyProperties } from "../../provider/resources/silence-policy";
