/**
 * The contract that a failure without a loss rests on: what the host makes of an error with an id, held against the
 * oldest
 * @pulumi/pulumi that is supported and the newest for this Node.
 */
import type { Metadata } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { type Emulator, startEmulator } from "../../emulator";
import { ownVersion } from "../../tools/engine";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { installed } from "../support/installed";
import { PROVIDER_TEXT, ProviderHost, type Values, values } from "./provider-host";

const OLDEST = "3.220.0";
/** The emulator calls no address beyond this machine, so each test of one fails. */
const inputs = { name: "oncall", ...OPTIONAL_FIELDS, testOnApply: "fail" };
const WEBHOOKS = ["webhook", "larkBotWebhook", "dingTalkBotWebhook", "weComBotWebhook"];

describe.each([OLDEST, ownVersion("@pulumi/pulumi")])("the provider host of @pulumi/pulumi %s", (version) => {
  let emulator: Emulator;
  let host: ProviderHost;

  beforeAll(async () => {
    const folder = await installed({ pulumi: version });
    emulator = await startEmulator();
    host = await ProviderHost.start(folder, {
      "vmp:endpoint": emulator.url,
      "vmp:accessKey": emulator.accessKey,
      "vmp:secretKey": emulator.secretKey,
    });
  });

  afterAll(async () => {
    await host.stop();
    await emulator.close();
  });

  test("passes on what a create and an update made although they failed, with the provider's text", async () => {
    const created = await partlyFailed(host.create(inputs));
    const [contact] = emulator.contacts();
    expect(created).toMatchObject({ id: contact?.Id, state: { ...inputs, __notes: { failedTests: WEBHOOKS } } });
    expect(created.reasons).toHaveLength(4);
    expect(created.reasons[1]).toMatch(
      /^test the Lark bot of contact "oncall" \(id \S+\): TestFailed: VMP got no answer/,
    );

    const news = { ...inputs, name: "renamed" };
    const updated = await partlyFailed(host.update(created.id, created.state, news));
    expect(updated).toMatchObject({ id: created.id, state: { ...news, __notes: { failedTests: WEBHOOKS } } });
    expect(emulator.contacts()).toMatchObject([{ Id: created.id, Name: "renamed" }]);
    for (const reason of [...created.reasons, ...updated.reasons, host.stderr, ...host.shown]) {
      expect(reason).not.toMatch(/webhook-token|lark-secret|lark-hook-id|SECding|ding-access|wecom-key/);
    }
    expect(host.stderr).toBe("");
  });
});

/** What the engine reads out of the error: the id and the state that it keeps, and what it shows. */
async function partlyFailed(call: Promise<unknown>): Promise<{ id: string; state: Values; reasons: string[] }> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown as Error & { metadata: Metadata },
  );
  const [packed] = error?.metadata.get("grpc-status-details-bin") ?? [];
  if (!Buffer.isBuffer(packed)) throw new Error("the call did not fail in part");
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  const failed = detail?.unpack(
    (bytes) => ErrorResourceInitFailed.deserializeBinary(bytes),
    "pulumirpc.ErrorResourceInitFailed",
  );
  const state = values(failed?.getProperties(), PROVIDER_TEXT);
  return { id: failed?.getId() ?? "", state, reasons: failed?.getReasonsList() ?? [] };
}
