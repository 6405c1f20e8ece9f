/** Lists of services that page in odd ways. */
import { listAll } from "../../../provider/lifecycle/list";
import { CONTACT } from "../../../provider/resources/contact";
import { createClient } from "../../../provider/client/client";
import { closeAll, closeLater, ok, startServer, testSettings } from "../client/server";
import { failureOf } from "../support";

afterEach(closeAll);

/** What is listed where a page holds what the function says, and how many pages were asked for. */
async function list(page: (number: number) => object): Promise<[ids: string[], pages: number]> {
  const server = await startServer((response, { body }) => {
    ok(response, page((JSON.parse(body) as { PageNumber: number }).PageNumber));
  });
  const client = closeLater(createClient(testSettings(server.url)));
  const found = await listAll(client, CONTACT, {}, { task: "look up contacts" });
  return [found.map(({ Id }) => Id), server.received.length];
}

function items(from: number, to: number): object[] {
  return Array.from({ length: to - from }, (_, index) => ({ Id: `id-${from + index}`, Name: "n" }));
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `id-${index}`);
}

test.each<[string, number, number, (page: number) => object]>([
  ["a short page with its total is the end", 3, 1, () => ({ Total: 3, Items: items(0, 3) })],
  ["an empty list", 0, 1, () => ({ Total: 0, Items: [] })],
  ["no list at all", 0, 1, () => ({})],
  [
    "a full page may have another behind it",
    100,
    2,
    (page) => ({ Total: 100, Items: page === 1 ? items(0, 100) : [] }),
  ],
  [
    "pages of fifty, though a hundred were asked for",
    120,
    6,
    (page) => ({ Total: 120, Items: items(50 * (page - 1), Math.min(50 * page, 120)) }),
  ],
  ["without a total, until a page brings nothing", 3, 4, (page) => ({ Items: page === 1 ? items(0, 3) : [] })],
  ["a total that is no number is none", 3, 4, (page) => ({ Total: null, Items: page === 1 ? items(0, 3) : [] })],
  [
    "a total of the page alone",
    150,
    4,
    (page) => (page === 1 ? { Total: 100, Items: items(0, 100) } : { Total: 50, Items: items(100, 150) }),
  ],
  ["the same page for ever", 100, 4, () => ({ Total: 500, Items: items(0, 100) })],
  [
    "what moves on while it is read comes once",
    102,
    4,
    (page) => ({ Total: 102, Items: page === 1 ? items(0, 100) : items(98, 102) }),
  ],
  [
    "what has no id is left out",
    1,
    1,
    () => ({ Total: 1, Items: [...items(0, 1), { Name: "x" }, null, "text", { Id: 7 }] }),
  ],
])("%s", async (_case, count, pages, page) => {
  expect(await list(page)).toEqual([ids(count), pages]);
});

describe("what moves while it is read", () => {
  /** A list of so many, a hundred on a page; `change` has the ids before a page is cut from them. */
  function changing(count: number, change: (ids: number[], call: number) => number[]): (page: number) => object {
    let there = Array.from({ length: count }, (_, index) => index);
    let calls = 0;
    return (page) => {
      there = change(there, ++calls);
      const Items = there.slice(100 * (page - 1), 100 * page).map((number) => ({ Id: `id-${number}`, Name: "n" }));
      return { Total: there.length, Items };
    };
  }

  test("is read again: one that was deleted hides no other", async () => {
    const [read, pages] = await list(changing(150, (there, call) => (call === 2 ? there.slice(1) : there)));
    expect(read).toEqual(ids(150).slice(1));
    expect(pages).toBe(6);
  });

  test("is read again where the number is the same, as another was made", async () => {
    const [read] = await list(changing(150, (there, call) => (call === 2 ? [...there.slice(1), 150] : there)));
    expect(read).toEqual(ids(151).slice(1));
  });

  test("is read again where one went while it was read for the second time, and hides another", async () => {
    const [read, pages] = await list(changing(150, (there, call) => (call === 4 ? there.slice(1) : there)));
    expect(read).toEqual(ids(150).slice(1));
    expect(pages).toBe(8);
  });

  test("is read again where it was on a full page that was all", async () => {
    const [read] = await list(changing(101, (there, call) => (call === 2 ? there.slice(1) : there)));
    expect(read).toEqual(ids(101).slice(1));
  });

  test("for ever is an error", async () => {
    let pages = 0;
    const shrinking = list(changing(150, (there) => (pages++, there.slice(1))));
    const error = await failureOf(shrinking);
    expect(error).toMatchObject({ action: "ListContacts", code: "NoResult", effect: "none" });
    expect(error.message).toContain(
      "look up contacts: NoResult: the list was another one each of the 8 times that it was read",
    );
    expect(pages).toBe(8 * 2);
  });
});
