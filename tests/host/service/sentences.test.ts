/** What an error says, so that a person can go on from it. */
import { result } from "../../support/service/answers";
import { failureOf, ONCALL, ONCALL_THERE, stage } from "./stage";

const here = stage();

test.each([1, 2])(
  "a delete that is refused in an answer for %d shows the request id that the support wants",
  async (of) => {
    const ids = ["one", "two"].slice(0, of).map((Name) => here.service.make({ ...ONCALL_THERE, Name }));
    const failed = { Code: "InternalError", Message: "Something failed.", Data: {} };
    here.service.every("DeleteContacts", () => result({ UnsuccessfulItems: ids.map((Id) => ({ Id, Error: failed })) }));
    const sentences = await Promise.all(ids.map((id) => failureOf(here.host.delete(id, ONCALL))));
    for (const sentence of sentences) {
      expect(sentence).toMatch(
        /InternalError: Something failed\. \(request 2026\d{16}\)\. .*tell Volcengine's support the request id/,
      );
    }
  },
);
