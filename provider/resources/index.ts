/** All resource types. Whatever is done for each of them walks over this list. */
import type { ResourceType } from "../lifecycle/resource-type";
import { CONTACT } from "./contact";
import { CONTACT_GROUP } from "./contact-group";

export const RESOURCE_TYPES: readonly ResourceType[] = [CONTACT, CONTACT_GROUP];
