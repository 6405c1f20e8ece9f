import type { Emulator } from "../../emulator";
import { call, closeAll, codeOf, createContact, sendSigned, start } from "./support";

afterEach(closeAll);

function validate(emulator: Emulator, Destination: string) {
  return sendSigned(emulator, "SendValidationMessage", { Type: "Email", Destination });
}

test("one address gets one mail a minute, by the emulator's clock", async () => {
  let now = Date.now();
  const emulator = await start({ now: () => now });
  expect((await validate(emulator, "a@example.com")).status).toBe(200);
  now += 59_000;
  const refused = await validate(emulator, "a@example.com");
  expect([refused.status, codeOf(refused)]).toEqual([429, "LimitExceeded.Email"]);
  expect((await validate(emulator, "b@example.com")).status).toBe(200);
  now += 1_000;
  expect((await validate(emulator, "a@example.com")).status).toBe(200);
});

test("a confirmed address is active, and gets no more mail", async () => {
  const emulator = await start();
  const Id = await createContact(emulator, { Name: "oncall", Email: "a@example.com" });
  emulator.confirmEmail("a@example.com");
  expect(await call(emulator, "GetContact", { Id })).toMatchObject({ EmailActive: true });
  const result = await call(emulator, "SendValidationMessage", { Type: "Email", Destination: "a@example.com" });
  expect(result).toMatchObject({ SendStatus: "AlreadyActive.Email" });
  await call(emulator, "UpdateContact", { Id, Email: "b@example.com" });
  expect(await call(emulator, "GetContact", { Id })).toMatchObject({ EmailActive: false });
});

test.each([
  [{ Destination: "a@example.com" }, "MissingParameter.Type"],
  [{ Type: "Phone", Destination: "a@example.com" }, "InvalidParameter.Type"],
  [{ Type: "Email" }, "MissingParameter.Destination"],
  [{ Type: "Email", Destination: "nobody" }, "InvalidParameter.Destination"],
])("%j is refused with %s", async (body, code) => {
  expect(codeOf(await sendSigned(await start(), "SendValidationMessage", body))).toBe(code);
});
