/** A contact that is not found under its name would be made a second time. */
import { CONTACT } from "../../../provider/resources/contact";
import { findByName } from "../../../provider/lifecycle/list";
import { createClient } from "../../../provider/client/client";
import { closeAll, closeLater, ok, startServer, testSettings } from "../client/server";

afterEach(closeAll);

/** The id that is found for a name, and the pages asked for, where 150 names hold it and a page is of fifty. */
async function find(name: string): Promise<[id: string | undefined, pages: number[]]> {
  const pages: number[] = [];
  const server = await startServer((response, { body }) => {
    const { PageNumber } = JSON.parse(body) as { PageNumber: number };
    pages.push(PageNumber);
    const numbers = Array.from({ length: PageNumber > 3 ? 0 : 50 }, (_, index) => 50 * (PageNumber - 1) + index);
    ok(response, { Total: 150, Items: numbers.map((number) => ({ Id: `id-${number}`, Name: `oncall-${number}` })) });
  });
  const client = closeLater(createClient(testSettings(server.url)));
  const found = await findByName(client, CONTACT, name, { task: "create contact" });
  return [found?.Id, pages];
}

test("it is found on a later page, though the service gives fewer on a page than were asked for", async () => {
  expect(await find("oncall-70")).toEqual(["id-70", [1, 2]]);
});

test("only exactly this name is found, after every page", async () => {
  expect(await find("oncall")).toEqual([undefined, [1, 2, 3]]);
});
