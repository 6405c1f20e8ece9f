import { closeAll, codeOf, send, sendSigned, sign, start, staysOpen } from "./support";

afterEach(closeAll);

test.each([
  ["/", 400, "MissingParameter"],
  ["/?Action=ListContacts", 400, "MissingParameter"],
  ["/?Version=2021-03-03", 400, "MissingParameter"],
  ["/?Action=ListRainbows&Version=2021-03-03", 404, "InvalidActionOrVersion"],
  ["/?Action=ListContacts&Version=2020-01-01", 404, "InvalidActionOrVersion"],
  ["/?Action=constructor&Version=2021-03-03", 404, "InvalidActionOrVersion"],
])("%s: %d %s", async (target, status, code) => {
  const emulator = await start();
  const request = { target, body: "{}" };
  const answer = await send(emulator, { ...request, headers: sign(emulator, request) });
  expect([answer.status, codeOf(answer)]).toEqual([status, code]);
});

test("GET is no way to call an action", async () => {
  const emulator = await start();
  const request = { method: "GET", target: "/?Action=ListContacts&Version=2021-03-03" };
  expect(codeOf(await send(emulator, { ...request, headers: sign(emulator, request) }))).toBe("InvalidActionOrVersion");
});

test.each(["[]", "null", "7", '"x"', "{", "\u0000"])("the body %j is refused", async (body) => {
  const emulator = await start();
  const request = { target: "/?Action=ListContacts&Version=2021-03-03", body };
  const answer = await send(emulator, { ...request, headers: sign(emulator, request) });
  expect([answer.status, codeOf(answer)]).toEqual([400, "InvalidParameter"]);
});

test("more calls in a second than allowed are answered with FlowLimitExceeded", async () => {
  let now = Date.now();
  const emulator = await start({ now: () => now, behaviour: { callsPerSecond: 3 } });
  const codes = async () => [codeOf(await sendSigned(emulator, "ListContacts"))];
  expect(await codes()).toEqual([undefined]);
  now += 500;
  expect([...(await codes()), ...(await codes()), ...(await codes())]).toEqual([
    undefined,
    undefined,
    "FlowLimitExceeded",
  ]);
  now += 500;
  expect([...(await codes()), ...(await codes())]).toEqual([undefined, "FlowLimitExceeded"]);
});

test("every call takes latencyMs longer", async () => {
  const emulator = await start({ behaviour: { latencyMs: 3_600_000 } });
  const outcome = sendSigned(emulator, "ListContacts").catch(() => "broken");
  expect(await staysOpen(emulator, outcome)).toBe(true);
  emulator.behaviour.latencyMs = 1;
  expect((await sendSigned(emulator, "ListContacts")).status).toBe(200);
  await emulator.close();
  expect(await outcome).toBe("broken");
});
