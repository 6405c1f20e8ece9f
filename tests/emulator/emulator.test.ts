import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiError, startEmulator } from "../../emulator";
import { closeAll, createContact, sendSigned, start } from "./support";

afterEach(closeAll);

test("it listens on 127.0.0.1, on the port that it is given", async () => {
  const first = await start();
  const port = Number(new URL(first.url).port);
  expect(first.url).toBe(`http://127.0.0.1:${port}`);
  await expect(startEmulator({ port })).rejects.toThrow(/EADDRINUSE/);
  await expect(startEmulator({ port })).rejects.toThrow(`another program has the port ${port} of 127.0.0.1`);
  await first.close();
  expect((await start({ port })).url).toBe(first.url);
});

test("two emulators know nothing of each other", async () => {
  const [one, two] = [await start(), await start()];
  await createContact(one, { Name: "oncall" });
  expect([one.contacts().length, two.contacts().length]).toEqual([1, 0]);
  expect([one.calls.length, two.calls.length]).toEqual([1, 0]);
});

test("calls are listed with what was asked and answered, and can be forgotten", async () => {
  const emulator = await start();
  await createContact(emulator, { Name: "oncall" });
  await sendSigned(emulator, "GetContact", { Id: "x" });
  expect(emulator.calls).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      action: "CreateContact",
      status: 200,
      ms: expect.any(Number) as number,
      requestId: expect.stringMatching(/^\d{14}/) as string,
      body: { Name: "oncall" },
    },
    expect.objectContaining({ action: "GetContact", status: 404, code: "NotFound.Id" }),
  ]);
  emulator.clearCalls();
  expect(emulator.calls).toEqual([]);
});

test("snapshots are copies", async () => {
  const emulator = await start({ groups: [{ Id: "g", Name: "team" }] });
  await createContact(emulator, { Name: "oncall", Webhook: { Address: "https://x.example/" } });
  const [contact] = emulator.contacts();
  if (contact?.Webhook === undefined) throw new Error("no webhook");
  contact.Webhook.Address = "changed";
  contact.ContactGroupIds.push("changed");
  emulator.groups()[0]?.ContactIds.push("changed");
  expect(JSON.stringify([emulator.contacts(), emulator.groups()])).not.toContain("changed");
});

test("act does what a call does, without HTTP, and throws what a call answers", async () => {
  const emulator = await start();
  await emulator.act("CreateContact", { Name: "oncall" });
  await expect(emulator.act("CreateContact", { Name: "oncall" })).rejects.toMatchObject({ code: "Conflict.Name" });
  await expect(emulator.act("Nothing", {})).rejects.toBeInstanceOf(ApiError);
  expect(emulator.calls).toEqual([]);
});

test("offline it refuses connections; online again it has kept address and contents", async () => {
  const emulator = await start();
  await createContact(emulator, { Name: "oncall" });
  const { url } = emulator;
  await emulator.goOffline();
  await expect(sendSigned(emulator, "ListContacts")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await emulator.goOnline();
  expect(emulator.url).toBe(url);
  expect((await sendSigned(emulator, "ListContacts")).text).toContain('"Total":1');
});

test("closing twice does no harm", async () => {
  const emulator = await start();
  await emulator.close();
  await emulator.close();
});

describe("the log", () => {
  const folder = mkdtempSync(join(tmpdir(), "vmp-emulator-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("has one line a call, and no secret", async () => {
    const log = join(folder, "log");
    const emulator = await start({ log, faults: { rules: [{ action: "ListContacts", fault: "reset" }] } });
    await createContact(emulator, { Name: "oncall", Webhook: { Address: "https://x/canary", Token: "canary" } });
    await sendSigned(emulator, "GetContact", { Id: "canary" });
    await expect(sendSigned(emulator, "ListContacts")).rejects.toThrow();
    await sendSigned(emulator, "canary");
    const text = readFileSync(log, "utf8");
    expect(text).not.toMatch(/canary|Example|oncall/);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { action: "CreateContact", status: 200, ms: expect.any(Number) as number },
      { action: "GetContact", status: 404, code: "NotFound.Id" },
      { action: "ListContacts", status: 0, fault: "reset" },
      { action: "unknown", status: 404, code: "InvalidActionOrVersion" },
    ]);
  });

  test("that cannot be written is an error at the start", async () => {
    await expect(startEmulator({ log: folder })).rejects.toThrow(/EISDIR/);
  });
});
