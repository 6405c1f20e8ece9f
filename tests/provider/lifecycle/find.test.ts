/** A contact that is not found under its name would be made a second time, and one that is gone would be taken over. */
import { CONTACT } from "../../../provider/resources/contact";
import { findByName } from "../../../provider/lifecycle/list";
import { createClient } from "../../../provider/client/client";
import { closeAll, closeLater, ok, refuse, startServer, testSettings } from "../client/server";

afterEach(closeAll);

interface Odd {
  /** The names that are listed, each with its place as its id. */
  names: string[];
  /** What GetContact does not find. */
  ghosts?: string[];
  /** What GetContact shows under another name. */
  renamed?: string[];
  deleted?: string[];
}

/** The id that is found for a name, and what was asked for: the pages, of fifty names each, and the ids. */
async function find(
  name: string,
  { names, ghosts = [], renamed = [], deleted = [] }: Odd,
): Promise<[id: string | undefined, asked: (number | string)[]]> {
  const asked: (number | string)[] = [];
  const items = names.map((Name, place) => ({ Id: `id-${place}`, Name }));
  const server = await startServer((response, { body }) => {
    const { PageNumber, Id } = JSON.parse(body) as { PageNumber: number; Id?: string };
    asked.push(Id ?? PageNumber);
    const Items = items.slice(50 * (PageNumber - 1), 50 * PageNumber);
    if (Id === undefined) ok(response, { Total: names.length, Items });
    else if (ghosts.includes(Id)) refuse(response, 404, "NotFound.Id");
    else ok(response, { Id, Name: renamed.includes(Id) ? "another" : items.find((item) => item.Id === Id)?.Name });
  });
  const client = closeLater(createClient(testSettings(server.url)));
  const found = await findByName(client, CONTACT, name, { task: "create contact" }, new Set(deleted));
  return [found?.Id, asked];
}

const many = Array.from({ length: 150 }, (_, number) => `oncall-${number}`);

test("it is found on a later page, though the service gives fewer on a page than were asked for", async () => {
  expect(await find("oncall-70", { names: many })).toEqual(["id-70", [1, 2, "id-70"]]);
});

test("only exactly this name is found, after every page was read twice", async () => {
  expect(await find("oncall", { names: many })).toEqual([undefined, [1, 2, 3, 1, 2, 3]]);
});

test("what is listed and not there is not found, and does not hide what is", async () => {
  const names = ["oncall", "oncall"];
  expect(await find("oncall", { names, ghosts: ["id-0"] })).toEqual(["id-1", [1, "id-0", "id-1"]]);
  expect(await find("oncall", { names, ghosts: ["id-0", "id-1"] })).toEqual([undefined, [1, "id-0", "id-1"]]);
});

test("what this process deleted is not asked for", async () => {
  expect(await find("oncall", { names: ["oncall"], deleted: ["id-0"] })).toEqual([undefined, [1]]);
});

test("what has another name by now is not it", async () => {
  expect(await find("oncall", { names: ["oncall"], renamed: ["id-0"] })).toEqual([undefined, [1, "id-0"]]);
});

test("upper and lower case are told apart", async () => {
  expect(await find("oncall", { names: ["Oncall", "oncall"] })).toEqual(["id-1", [1, "id-1"]]);
  expect(await find("oncall", { names: ["ONCALL"] })).toEqual([undefined, [1]]);
});
