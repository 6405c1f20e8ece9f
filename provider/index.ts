/**
 * What the provider host loads: the providers of the resources.
 *
 * A state keeps a text such as `require("pulumi-vmp/provider").contact` for as long as its contact lives, and destroy
 * runs it. So the path and these names stay what they are, in every later version.
 */
import "./node-version";
import type { dynamic } from "@pulumi/pulumi";
import { createHost } from "./hosts/dynamic/host";
import { CONTACT } from "./resources/contact";
import { CONTACT_GROUP } from "./resources/contact-group";
import { NOTIFY_GROUP_POLICY } from "./resources/notify-group-policy";
import { NOTIFY_POLICY } from "./resources/notify-policy";
import { NOTIFY_TEMPLATE } from "./resources/notify-template";
import { SILENCE_POLICY } from "./resources/silence-policy";

const host = createHost();

export const contact: dynamic.ResourceProvider = host.provider(CONTACT);

export const contactGroup: dynamic.ResourceProvider = host.provider(CONTACT_GROUP);

export const notifyGroupPolicy: dynamic.ResourceProvider = host.provider(NOTIFY_GROUP_POLICY);

export const notifyPolicy: dynamic.ResourceProvider = host.provider(NOTIFY_POLICY);

export const notifyTemplate: dynamic.ResourceProvider = host.provider(NOTIFY_TEMPLATE);

export const silencePolicy: dynamic.ResourceProvider = host.provider(SILENCE_POLICY);
