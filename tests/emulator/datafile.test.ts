import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { EXAMPLE_GROUP, startEmulator } from "../../emulator";
import { temporaryFolder } from "../support/temporary-folder";
import { call, closeAll, codeOf, createContact, sendSigned, start } from "./support";

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, "deep", "data.json");
});

afterEach(closeAll);

test("everything survives a restart", async () => {
  const first = await start({ data: file, groups: [EXAMPLE_GROUP] });
  const Webhook = { Address: "https://hooks.example.com/x", Token: "t" };
  await createContact(first, { Name: "a", Email: "a@example.com", Webhook, ContactGroupIds: [EXAMPLE_GROUP.Id] });
  await createContact(first, { Name: "值班", PhoneNumber: { CountryCode: "+86", Number: "13300000000" } });
  first.confirmEmail("a@example.com");
  await first.close();

  const second = await start({ data: file, groups: [EXAMPLE_GROUP] });
  expect(second.contacts()).toEqual(first.contacts());
  expect(second.contacts()[0]?.EmailActive).toBe(true);
  expect(second.groups()).toEqual(first.groups());
  await second.act("DeleteContacts", { Ids: second.contacts().map(({ Id }) => Id) });
  await second.close();
  expect((await start({ data: file })).contacts()).toEqual([]);
});

test("the file is written before a change is answered, and by a read never", async () => {
  const emulator = await start({ data: file });
  expect(existsSync(file)).toBe(false);
  await createContact(emulator, { Name: "oncall" });
  expect(readFileSync(file, "utf8")).toContain('"oncall"');
  const before = statSync(file).mtimeMs;
  await call(emulator, "ListContacts", {});
  expect(statSync(file).mtimeMs).toBe(before);
  expect(readdirSync(join(folder, "deep"))).toEqual(["data.json", "data.json.lock"]);
});

test("only its owner may read the file, also when it was open to all before", async () => {
  const emulator = await start({ data: file });
  await createContact(emulator, { Name: "a" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o644);
  await createContact(emulator, { Name: "b" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each([
  ["half a file", '{"version":1,"contacts":[{"Id"'],
  ["an empty file", ""],
  ["another program's file", '{"name":"x"}'],
  ["a newer version", '{"version":2,"contacts":[],"groups":[],"confirmedEmails":[]}'],
  ["a contact without a name", '{"version":1,"contacts":[{"Id":"x"}],"groups":[],"confirmedEmails":[]}'],
  [
    "a webhook without an address",
    '{"version":1,"contacts":[{"Id":"x","Name":"a","CreatedAt":1,"ContactGroupIds":[],"Webhook":{}}],"groups":[],"confirmedEmails":[]}',
  ],
  ["groups that are no list", '{"version":1,"contacts":[],"groups":{},"confirmedEmails":[]}'],
])("%s is an error that says so, and is left as it is", async (_, text) => {
  mkdirSync(join(folder, "deep"));
  writeFileSync(file, text);
  await expect(startEmulator({ data: file, groups: [EXAMPLE_GROUP] })).rejects.toThrow(/data\.json.*left as it is/);
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("a file that cannot be written is an InternalError, and nothing has changed", async () => {
  const emulator = await start({ data: file });
  await createContact(emulator, { Name: "a" });
  // A folder in the place of the file: the rename over it fails, for any user.
  rmSync(file);
  mkdirSync(file);
  const answer = await sendSigned(emulator, "CreateContact", { Name: "b" });
  expect([answer.status, codeOf(answer)]).toEqual([500, "InternalError"]);
  expect(emulator.contacts().map(({ Name }) => Name)).toEqual(["a"]);
  expect(readdirSync(join(folder, "deep"))).toEqual(["data.json", "data.json.lock"]);
});

test("a file that cannot be read is an error that names it", async () => {
  mkdirSync(file, { recursive: true });
  await expect(startEmulator({ data: file })).rejects.toThrow(/cannot read the data file .*data\.json/);
});

describe("one emulator a file", () => {
  test("a second one is refused, by whatever name, until the first has ended", async () => {
    const first = await start({ data: file });
    const link = join(folder, "link.json");
    symlinkSync(file, link);
    const inUse = new RegExp(`in use by another emulator \\(process ${process.pid}\\)`);
    for (const name of [file, link]) await expect(startEmulator({ data: name })).rejects.toThrow(inUse);
    await createContact(first, { Name: "a" });
    for (const name of [file, link]) await expect(startEmulator({ data: name })).rejects.toThrow(inUse);
    await first.goOffline();
    await expect(startEmulator({ data: file })).rejects.toThrow(inUse);
    await first.close();
    expect((await start({ data: link })).contacts()).toMatchObject([{ Name: "a" }]);
    await first.close();
    await expect(startEmulator({ data: file })).rejects.toThrow(inUse);
  });

  test("so is one beside another process's, and not beside one that died without a word", async () => {
    mkdirSync(join(folder, "deep"));
    writeFileSync(`${file}.lock`, String(process.ppid));
    await expect(startEmulator({ data: file })).rejects.toThrow(`process ${process.ppid}`);
    writeFileSync(`${file}.lock`, String(spawnSync("true").pid));
    await start({ data: file });
    expect(readFileSync(`${file}.lock`, "utf8").split(" ")[0]).toBe(String(process.pid));
  });

  test("nor beside one that died and had this process's number, as the first one of each container has", async () => {
    mkdirSync(join(folder, "deep"));
    writeFileSync(`${file}.lock`, `${process.pid} ${randomUUID()}`);
    await start({ data: file });
  });

  test("one that could not start has not kept it", async () => {
    const taken = await start();
    const port = Number(new URL(taken.url).port);
    await expect(startEmulator({ data: file, port })).rejects.toThrow(/EADDRINUSE/);
    await expect(startEmulator({ data: file, log: folder })).rejects.toThrow(/EISDIR/);
    writeFileSync(file, "{");
    await expect(startEmulator({ data: file })).rejects.toThrow(/is damaged/);
    rmSync(file);
    await start({ data: file });
  });
});

test.each(["a file", "no file yet"])("a link is written through: to %s", async (kind) => {
  const links = ["one.json", "two.json"].map((name) => join(folder, name)) as [string, string];
  symlinkSync("two.json", links[0]);
  symlinkSync(file, links[1]);
  mkdirSync(join(folder, "deep"));
  if (kind === "a file") writeFileSync(file, '{"version":1,"contacts":[],"groups":[],"confirmedEmails":[]}');
  const emulator = await start({ data: links[0] });
  await createContact(emulator, { Name: "oncall" });
  expect(readFileSync(file, "utf8")).toContain('"oncall"');
  for (const link of links) expect(lstatSync(link).isSymbolicLink()).toBe(true);
});
