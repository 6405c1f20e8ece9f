import type { Emulator } from "../../../emulator";
import { EXAMPLE_GROUP } from "../../../emulator";
import { call, closeAll, codeOf, createContact, sendSigned, start } from "../support";

afterEach(closeAll);

interface Page {
  Total: number;
  Items: { Id: string; Name: string }[];
}

async function names(emulator: Emulator, query: object): Promise<string[]> {
  const { Items } = await call<Page>(emulator, "ListContacts", query);
  return Items.map(({ Name }) => Name);
}

test("pages through all contacts without a gap", async () => {
  const emulator = await start();
  for (let i = 0; i < 23; i += 1) await emulator.act("CreateContact", { Name: `c${i}` });
  const pages = await Promise.all(
    [1, 2, 3, 4].map((PageNumber) => call<Page>(emulator, "ListContacts", { PageNumber })),
  );
  expect(pages.map(({ Total, Items }) => [Total, Items.length])).toEqual([
    [23, 10],
    [23, 10],
    [23, 3],
    [23, 0],
  ]);
  const all = pages.flatMap(({ Items }) => Items.map(({ Name }) => Name));
  expect(new Set(all).size).toBe(23);
  expect(await names(emulator, { PageSize: 100 })).toEqual(all);
});

test("sorts by creation, newest first unless told otherwise", async () => {
  const emulator = await start();
  for (const Name of ["a", "b", "c"]) await createContact(emulator, { Name });
  expect(await names(emulator, {})).toEqual(["c", "b", "a"]);
  expect(await names(emulator, { SortBy: "CreatedAt", SortOrder: "Asc" })).toEqual(["a", "b", "c"]);
  expect(await names(emulator, { SortBy: "CreatedAt", SortOrder: "Desc" })).toEqual(["c", "b", "a"]);
});

test("filters by exact ids and groups, and by parts of names and addresses", async () => {
  const emulator = await start({ groups: [EXAMPLE_GROUP] });
  const id = await createContact(emulator, { Name: "OnCall-night", Email: "night@example.com" });
  await createContact(emulator, { Name: "oncall-day", ContactGroupIds: [EXAMPLE_GROUP.Id] });
  await createContact(emulator, { Name: "manager", Email: "boss@example.org" });
  const filtered = (Filter: object) => names(emulator, { Filter, SortOrder: "Asc" });
  expect(await filtered({ Ids: [id] })).toEqual(["OnCall-night"]);
  expect(await filtered({ Ids: [id.slice(0, 8)] })).toEqual([]);
  expect(await filtered({ Name: "oncall" })).toEqual(["OnCall-night", "oncall-day"]);
  expect(await filtered({ Email: "EXAMPLE.org" })).toEqual(["manager"]);
  expect(await filtered({ ContactGroupIds: [EXAMPLE_GROUP.Id] })).toEqual(["oncall-day"]);
  expect(await filtered({ Name: "oncall", Email: "night" })).toEqual(["OnCall-night"]);
  expect(await filtered({})).toHaveLength(3);
});

test("leaves out what is younger than the fault staleList says, and shows it afterwards", async () => {
  let now = Date.now();
  const emulator = await start({ now: () => now });
  emulator.faults.set([{ action: "ListContacts", fault: "staleList", ms: 1000 }]);
  const { Id } = (await emulator.act("CreateContact", { Name: "oncall" })) as { Id: string };
  now += 999;
  expect(await names(emulator, {})).toEqual([]);
  expect(await call(emulator, "GetContact", { Id })).toMatchObject({ Name: "oncall" });
  now += 1;
  expect(await names(emulator, {})).toEqual(["oncall"]);
});

test.each([
  ["PageNumber", 0],
  ["PageNumber", 1.5],
  ["PageSize", 101],
  ["PageSize", -1],
  ["PageSize", "10"],
  ["SortBy", "Name"],
  ["SortOrder", "asc"],
  ["Filter", []],
])("refuses %s %p", async (parameter, value) => {
  const emulator = await start();
  expect(codeOf(await sendSigned(emulator, "ListContacts", { [parameter]: value }))).toBe(
    `InvalidParameter.${parameter}`,
  );
});
