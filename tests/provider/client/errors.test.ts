import { isNotFound, VmpError, type VmpErrorParts } from "../../../provider/client/errors";

const PARTS: VmpErrorParts = {
  action: "CreateContact",
  task: 'create contact "oncall"',
  code: "Conflict.Name",
  message: "The specified name conflicts with existing Contact.",
  effect: "none",
  status: 409,
  requestId: "20260101",
};

function sentence(parts: Partial<VmpErrorParts>): string {
  return new VmpError({ ...PARTS, ...parts }).message;
}

test("the sentence has the task, the code, the message, the request and the next step", () => {
  expect(sentence({})).toBe(
    'create contact "oncall": Conflict.Name: The specified name conflicts with existing Contact. (request 20260101). ' +
      "Choose another name, delete the existing one, or take it over with adopt: true on it (or vmp:adoptExisting).",
  );
});

test("without a request id the message ends as a sentence", () => {
  expect(sentence({ requestId: undefined, message: "no", code: "New" })).toBe('create contact "oncall": New: no.');
});

test("a next step that is given takes the place of the usual one", () => {
  expect(sentence({ next: "Do this." })).toMatch(/\(request 20260101\)\. Do this\.$/);
});

test.each([
  ["NotFound.Id", true],
  ["NotFound.Ids", true],
  ["NotFound.ContactGroupIds", false],
  ["NotFound", false],
  ["ServiceNotFound", false],
])("%s: that it is not there is %p", (code, gone) => {
  expect(isNotFound(new VmpError({ ...PARTS, code }))).toBe(gone);
});

test("it is an Error that keeps its parts and its cause", () => {
  const cause = new Error("inner");
  const error = new VmpError({ ...PARTS, cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: "VmpError", code: "Conflict.Name", status: 409, requestId: "20260101", cause });
  expect(Object.getPrototypeOf(VmpError)).toBe(Error);
});

test.each([
  ["ProductUnsubscribed", "console"],
  ["SignatureDoesNotMatch", "secret key"],
  ["InvalidTimestamp", "clock"],
  ["InvalidAccessKey", "access key"],
  ["InvalidSecretToken", "session token"],
  ["AccessDenied", "permission"],
  ["LackPolicy", "permission"],
  ["MissingParameter.Name", "Add the property"],
  ["InvalidParameter.Webhook.Address", "Correct the property"],
  ["ServiceNotFound", "vmp:region"],
  ["FlowLimitExceeded", "--parallel"],
  ["InternalError", "request id"],
  ["TlsFailed", "NODE_EXTRA_CA_CERTS"],
  ["ConnectionFailed", "HTTPS_PROXY"],
  ["TimedOut", "vmp:timeout"],
  ["Redirected", "vmp:endpoint"],
  ["Http407", "password"],
  ["Http429", "--parallel"],
  ["Http502", "again"],
  ["Http404", "vmp:endpoint"],
])("%s has a next step: … %s …", (code, words) => {
  expect(sentence({ code })).toContain(words);
});

test("a code from outside finds no next step in the prototype of an object", () => {
  expect(sentence({ code: "constructor", message: "x.", requestId: undefined })).toBe(
    'create contact "oncall": constructor: x.',
  );
});

test("not found is NotFound.Id and NotFound.Ids, of a VmpError only", () => {
  expect(isNotFound(new VmpError({ ...PARTS, code: "NotFound.Id" }))).toBe(true);
  expect(isNotFound(new VmpError({ ...PARTS, code: "NotFound.Ids" }))).toBe(true);
  expect(isNotFound(new VmpError(PARTS))).toBe(false);
  expect(isNotFound(Object.assign(new Error(), { code: "NotFound.Id" }))).toBe(false);
});
