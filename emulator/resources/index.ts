import { alertingRule } from "./alerting-rule";
import { contact } from "./contact";
import { contactGroup } from "./contact-group";
import { notifyGroupPolicy } from "./notify-group-policy";
import { notifyPolicy } from "./notify-policy";
import { notifyTemplate } from "./notify-template";
import { silencePolicy } from "./silence-policy";
import type { ResourceType } from "./type";

/** All resource types that the emulator keeps. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  contact,
  contactGroup,
  notifyGroupPolicy,
  notifyPolicy,
  notifyTemplate,
  silencePolicy,
  alertingRule,
];
