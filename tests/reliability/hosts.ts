/** The two hosts of the provider, as processes of their own: a contact goes through either in the same way. */
import { PluginHost } from "../host/plugin/plugin-host";
import { type HostOptions, ProviderHost } from "../host/provider-host";
import type { HostName } from "../support/hosts";

/** What both can do. */
export type Host = Pick<
  ProviderHost,
  "shown" | "stderr" | "create" | "read" | "update" | "delete" | "changes" | "stop"
>;

/**
 * @param folder of a program with the package installed
 * @param settings under their names without `vmp:`
 */
export async function startHost(
  name: HostName,
  folder: string,
  settings: Record<string, string>,
  options: Pick<HostOptions, "limits"> = {},
): Promise<Host> {
  if (name === "packaged") return (await PluginHost.start(options)).configure(settings);
  const config = Object.entries(settings).map(([key, value]) => [`vmp:${key}`, value]);
  return ProviderHost.start(folder, Object.fromEntries(config) as Record<string, string>, options);
}
