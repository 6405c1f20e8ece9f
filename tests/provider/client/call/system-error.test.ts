import { systemError } from "../../../../provider/client/call/system-error";

function error(code?: string): Error {
  return Object.assign(new Error("it broke"), { socket: { bytes: "of the other side" }, ...(code && { code }) });
}

test.each([
  ["UND_ERR_DESTROYED", "ECONNRESET"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "ECONNRESET"],
  ["UND_ERR_HEADERS_TIMEOUT", "ETIMEDOUT"],
  ["EPIPE", "EPIPE"],
  [undefined, ""],
])("of an error of the wire its sentence and the system's word stay, and nothing else: %s", (code, word) => {
  const shown = systemError(error(code));
  expect([shown.message, Object.entries(shown)]).toEqual(["it broke", [["code", word]]]);
});
