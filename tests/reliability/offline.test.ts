import { startEmulator } from "../../emulator";
import { ProviderHost } from "../host/provider-host";
import { installed } from "../support/installed";
import { newSubject } from "./subject";

test("check and diff call nothing, and need no keys", async () => {
  const emulator = await startEmulator({ faults: { rules: [{ fault: "hang" }] } });
  const host = await ProviderHost.start(await installed(), { "vmp:endpoint": emulator.url });
  try {
    const { inputs, target } = newSubject("update");
    expect((await host.check({}, inputs)).failures).toEqual([]);
    expect(await host.changes("id", inputs, target)).toBe(true);
    expect(emulator.calls).toEqual([]);
  } finally {
    await host.stop();
    await emulator.close();
  }
});
