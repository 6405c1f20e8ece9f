/** The two ways in which the provider reaches a program. */

/** `dynamic`: through Pulumi's host for dynamic providers. `packaged`: as an executable of its own. */
export const HOSTS = ["dynamic", "packaged"] as const;

export type HostName = (typeof HOSTS)[number];

/** What a program for Node imports. */
export const MODULES: Record<HostName, string> = { dynamic: "pulumi-vmp", packaged: "pulumi-vmp/plugin" };
