/** All resource types, those that are referred to first. Whatever is done for each of them walks over this list. */
import type { ResourceType } from "../lifecycle/resource-type";
import { CONTACT } from "./contact";
import { CONTACT_GROUP } from "./contact-group";
import { NOTIFY_GROUP_POLICY } from "./notify-group-policy";
import { NOTIFY_POLICY } from "./notify-policy";
import { NOTIFY_TEMPLATE } from "./notify-template";
import { SILENCE_POLICY } from "./silence-policy";

export const RESOURCE_TYPES: readonly ResourceType[] = [
  CONTACT,
  CONTACT_GROUP,
  NOTIFY_GROUP_POLICY,
  NOTIFY_TEMPLATE,
  NOTIFY_POLICY,
  SILENCE_POLICY,
];
