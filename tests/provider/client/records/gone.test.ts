/** Nothing is taken for gone on one action's word. */
import type { JsonObject } from "../../../../provider/client/types";
import { SILENCE_POLICY } from "../../../../provider/resources/silence-policy";
import { closeAll, ok, refuse, type TestServer } from "../server";
import { actions, type Answer, get, open, readAll, record, service } from "./service";

afterEach(closeAll);

const notFound: Answer = (response) => {
  refuse(response, 404, "NotFound.Id");
};

const emptyList: Answer = (response) => {
  ok(response, { Total: 0, Items: [] });
};

function once(first: Answer, then: (id: string) => JsonObject): Answer {
  return (response, body, count) => {
    if (count === 1) first(response, body, count);
    else ok(response, then(body.Id as string));
  };
}

test("what the list has is asked for once more", async () => {
  const server = await service({ GetContact: once(notFound, (id) => ({ ...record(id), Email: "read" })) });
  expect(await get(open(server), "a")).toEqual({ ...record("a"), Email: "read" });
  expect(actions(server)).toEqual(["GetContact", "ListContacts", "GetContact"]);
});

test("what the list has stays, however often it is not found", async () => {
  const server = await service({ GetContact: notFound });
  expect(await get(open(server), "a")).toEqual(record("a"));
  expect(actions(server)).toEqual(["GetContact", "ListContacts", "GetContact"]);
});

test("what the list has only half is neither gone nor known", async () => {
  const server = await service({
    GetContact: notFound,
    ListContacts: (response) => {
      ok(response, { Items: [{ Id: "a" }] });
    },
  });
  await expect(get(open(server), "a")).rejects.toMatchObject({ code: "NoResult" });
});

test("what neither has is gone", async () => {
  const server = await service({ GetContact: notFound, ListContacts: emptyList });
  await expect(get(open(server), "a")).rejects.toMatchObject({ code: "NotFound.Id", action: "GetContact" });
  expect(actions(server)).toEqual(["GetContact", "ListContacts"]);
});

test("a list that cannot be read leaves it open", async () => {
  const server = await service({
    GetContact: notFound,
    ListContacts: (response) => {
      refuse(response, 403, "AccessDenied");
    },
  });
  await expect(get(open(server), "a")).rejects.toMatchObject({ code: "AccessDenied" });
});

test("of those that are read together, each is looked for by itself", async () => {
  const server = await service({
    ListContacts: (response, { Filter }, count) => {
      const ids = count === 1 ? [] : (Filter as { Ids: string[] }).Ids;
      ok(response, { Items: ids.map(record) });
    },
    GetContact: notFound,
  });
  expect(await readAll(open(server), ["a", "b"])).toEqual(["a", "b"].map(record));
});

describe("of a type without a Get action", () => {
  const read = (server: TestServer): Promise<JsonObject> => open(server).get(SILENCE_POLICY, "a", { task: "read it" });
  const list = (...answers: JsonObject[][]): Promise<TestServer> =>
    service({
      ListSilencePolicies: (response, _body, count) => {
        ok(response, { Items: answers[count - 1] ?? [] });
      },
    });

  test("what a list lacks once is asked for again, and stays", async () => {
    const server = await list([], [record("a")], [record("a")]);
    expect(await read(server)).toEqual(record("a"));
    expect(actions(server)).toHaveLength(3);
  });

  test("what two lists lack is gone", async () => {
    const server = await list([], []);
    await expect(read(server)).rejects.toMatchObject({ code: "NotFound.Id", action: "ListSilencePolicies" });
    expect(actions(server)).toHaveLength(2);
  });

  test("a list of others says nothing of it", async () => {
    await expect(read(await list([record("b")]))).rejects.toMatchObject({ code: "NoResult" });
  });
});
