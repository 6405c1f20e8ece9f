/** Lists of services that page in odd ways. */
import { listAll } from "../../../provider/lifecycle/list";
import { CONTACT } from "../../../provider/resources/contact";
import { createClient } from "../../../provider/client/client";
import { closeAll, closeLater, ok, startServer, testSettings } from "../client/server";

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
    3,
    (page) => ({ Total: 120, Items: items(50 * (page - 1), Math.min(50 * page, 120)) }),
  ],
  ["without a total, until a page brings nothing", 3, 2, (page) => ({ Items: page === 1 ? items(0, 3) : [] })],
  [
    "a total of the page alone",
    150,
    2,
    (page) => (page === 1 ? { Total: 100, Items: items(0, 100) } : { Total: 50, Items: items(100, 150) }),
  ],
  ["the same page for ever", 100, 2, () => ({ Total: 500, Items: items(0, 100) })],
  [
    "what moves on while it is read comes once",
    102,
    2,
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
