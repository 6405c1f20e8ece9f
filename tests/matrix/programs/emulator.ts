import { startEmulator, type Emulator } from "pulumi-vmp/emulator";
import { contact } from "pulumi-vmp/provider";

export async function emulate(): Promise<Emulator> {
  const emulator = await startEmulator({ region: "cn-beijing" });
  emulator.behaviour.latencyMs = 0;
  return emulator;
}

export const check = contact.check;
