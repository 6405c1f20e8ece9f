/**
 * What the provider host loads: the providers of the resources.
 *
 * A state keeps a text such as `require("pulumi-vmp/provider").contact` for as long as its contact lives, and destroy
 * runs it. So the path and these names stay what they are, in every later version.
 */
import type { dynamic } from "@pulumi/pulumi";
import { contact as contactResource } from "./resources/contact";
import { contactGroup as contactGroupResource } from "./resources/contact-group";
import { dynamicProvider } from "./hosts/dynamic/provider";

export const contact: dynamic.ResourceProvider = dynamicProvider("contact", contactResource);

export const contactGroup: dynamic.ResourceProvider = dynamicProvider("contact group", contactGroupResource);
