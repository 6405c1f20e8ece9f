// Types apart from values: the TypeScript 3.8 that comes with @pulumi/pulumi reads no `type` inside of braces.
export { Contact } from "./contact";
export type {
  ContactArgs,
  DingTalkBotWebhookArgs,
  LarkBotWebhookArgs,
  PhoneNumberArgs,
  WebhookArgs,
  WeComBotWebhookArgs,
} from "./contact";
export type {
  ContactProperties,
  DingTalkBotWebhook,
  LarkBotWebhook,
  PhoneNumber,
  WeComBotWebhook,
  Webhook,
} from "../provider/contact/types";
