import { VmpError } from "../../../../provider/client/errors";
import { closeAll, ok, refuse } from "../server";
import { actions, type Answer, bodies, each, get, IDS, open, readAll, record, remove, service, task } from "./service";

afterEach(closeAll);

describe("a joined call that is refused as a whole", () => {
  test.each<[number, string, RegExp]>([
    [400, "InvalidParameter.Ids", /^read contact "gone-a": InvalidParameter\.Ids: /],
    [404, "NotFound.Ids", /^read contact "gone-a": NotFound\.Id: .*\(request req-1\)/],
    [403, "AccessDenied", /^read contact "gone-a": AccessDenied: /],
  ])("falls back to single reads (%i %s), and none is gone without the list's word", async (status, code, words) => {
    const server = await service({
      ListContacts: (response) => {
        refuse(response, status, code);
      },
    });
    const read = await readAll(open(server), ["gone-a", ...IDS.slice(1)]);
    expect(read).toEqual([expect.stringMatching(words), ...IDS.slice(1).map(record)]);
    expect(bodies(server, "GetContact")).toHaveLength(IDS.length);
  });

  test.each<[number, string]>([
    [400, "InvalidParameter.Ids"],
    [404, "NotFound.Ids"],
  ])("falls back to single deletes (%i %s)", async (status, code) => {
    const server = await service({
      DeleteContacts: (response, { Ids }) => {
        const ids = Ids as string[];
        if (ids.includes("gone-a")) refuse(response, status, code);
        else ok(response, { SuccessfulItems: ids });
      },
    });
    const records = open(server);
    const deleted = await each(["gone-a", "b", "c"].map((id) => remove(records, id)));
    const bad: unknown =
      status === 404 ? undefined : expect.stringMatching(/^delete contact "gone-a": InvalidParameter/);
    expect(deleted).toEqual([bad, undefined, undefined]);
    expect(bodies(server, "DeleteContacts")).toHaveLength(4);
  });

  test.each<[string, Answer]>([
    [
      "an error within the service",
      (response) => {
        refuse(response, 500, "InternalError");
      },
    ],
    ["a broken connection", (response) => response.socket?.resetAndDestroy()],
  ])("also after %s: none is taken for gone by what is said of another", async (_, passing) => {
    const first =
      (then: Answer): Answer =>
      (response, body, count) => {
        if (count === 1) passing(response, body, count);
        else then(response, body, count);
      };
    const server = await service({
      ListContacts: first((response) => {
        refuse(response, 404, "NotFound.Ids");
      }),
      DeleteContacts: first((response, { Ids }) => {
        if ((Ids as string[]).length > 1) refuse(response, 404, "NotFound.Ids");
        else ok(response, { SuccessfulItems: Ids });
      }),
    });
    const records = open(server);
    const read = await readAll(records, ["gone-a", ...IDS.slice(1)]);
    expect(read).toEqual([expect.stringContaining("NotFound.Id: "), ...IDS.slice(1).map(record)]);
    const deleted = await each(IDS.map((id) => remove(records, id)));
    expect(deleted).toEqual(IDS.map(() => undefined));
  });

  test.each<[number, string]>([
    [401, "InvalidAccessKey"],
    [401, "SignatureDoesNotMatch"],
    [403, "ProductUnsubscribed"],
    [400, "ExpiredToken"],
  ])(
    "because of the keys or the account (%i %s) is each one's own error, and nothing more is called",
    async (status, code) => {
      const refused: Answer = (response) => {
        refuse(response, status, code);
      };
      const server = await service({ ListContacts: refused, DeleteContacts: refused });
      const records = open(server);
      const message = (what: string, id: string): unknown =>
        expect.stringMatching(new RegExp(`^${what} contact "${id}": ${code}: No\\. \\(request req-1\\)\\. \\w`));
      expect(await readAll(records)).toEqual(IDS.map((id) => message("read", id)));
      expect(await each(IDS.map((id) => remove(records, id)))).toEqual(IDS.map((id) => message("delete", id)));
      expect(actions(server)).toEqual(["ListContacts", "DeleteContacts"]);
    },
  );

  test("because the keys may not delete is each one's own error", async () => {
    const server = await service({
      DeleteContacts: (response) => {
        refuse(response, 403, "AccessDenied");
      },
    });
    const records = open(server);
    expect(await each(IDS.map((id) => remove(records, id)))).toEqual(
      IDS.map((id) => expect.stringMatching(`^delete contact "${id}": AccessDenied: `) as unknown),
    );
    expect(server.received).toHaveLength(1);
  });
});

describe("a joined call that fails for a passing reason, after its own repetitions", () => {
  const failing: [string, Answer, string][] = [
    ["a broken connection", (response) => response.socket?.resetAndDestroy(), "ConnectionLost"],
    [
      "too many calls",
      (response) => {
        refuse(response, 429, "FlowLimitExceeded");
      },
      "FlowLimitExceeded",
    ],
  ];
  test.each(failing)(
    "%s: each gets an error of its own, and no more calls are made",
    async (_, answer, code) => {
      const server = await service({ ListContacts: answer });
      const records = open(server, { maxRetries: 2 });
      const errors = await Promise.allSettled(["a", "b", "c"].map((id) => get(records, id)));
      const reasons = errors.map((error) => (error as PromiseRejectedResult).reason as unknown);
      expect(reasons).toEqual(["a", "b", "c"].map(() => expect.any(VmpError) as unknown));
      expect(reasons).toMatchObject(["a", "b", "c"].map((id) => ({ code, task: task(id), attempts: 3 })));
      expect(new Set(reasons).size).toBe(3);
      expect(actions(server)).toEqual(["ListContacts", "ListContacts", "ListContacts"]);
    },
    20_000,
  );

  test("an error within the service: each gets one try of its own", async () => {
    const broken: Answer = (response, _, count) => {
      if (count <= 3) refuse(response, 500, "InternalError");
      else ok(response, { SuccessfulItems: ["b", "c"] });
    };
    const server = await service({
      ListContacts: broken,
      GetContact: (response, body) => {
        if (body.Id === "a") refuse(response, 500, "InternalError", "Cannot show a.");
        else ok(response, record(body.Id as string));
      },
      DeleteContacts: broken,
    });
    const records = open(server, { maxRetries: 2 });
    const read = await readAll(records, ["a", "b", "c"]);
    expect(read).toEqual([
      expect.stringMatching(/^read contact "a": InternalError: Cannot show a\. /),
      record("b"),
      record("c"),
    ]);
    expect(actions(server)).toEqual([...Array<string>(3).fill("ListContacts"), ...Array<string>(3).fill("GetContact")]);
    server.received.length = 0;
    const deleted = await each(["a", "b", "c"].map((id) => remove(records, id)));
    expect(deleted).toEqual([expect.stringMatching(/^delete contact "a": NoResult: /), undefined, undefined]);
    expect(actions(server)).toEqual(Array<string>(6).fill("DeleteContacts"));
  });
});
