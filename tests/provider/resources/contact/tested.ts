/** What the tests of VMP's calls of the webhooks share: an emulator for each, and receivers of what it sends. */
import type { Emulator } from "../../../../emulator";
import type { Properties } from "../../../../provider/values";
import { contact, contextFor, type ContextOptions, openEmulator } from "../../support";
import { Receivers, webhooksAt } from "./receivers";

export let emulator: Emulator;
export let receivers: Receivers;
export let webhooks: ReturnType<typeof webhooksAt>;

export async function start(): Promise<void> {
  emulator = await openEmulator();
  receivers = await Receivers.start();
  webhooks = webhooksAt(receivers.server.url);
}

export function create(inputs: Properties, options: ContextOptions = { testOnApply: "fail" }) {
  return contact.create(contextFor(emulator, options), { name: "oncall", ...inputs });
}

export function update(
  id: string,
  state: Properties,
  inputs: Properties,
  options: ContextOptions = { testOnApply: "fail" },
) {
  return contact.update(contextFor(emulator, options), id, state, { name: "oncall", ...inputs });
}
