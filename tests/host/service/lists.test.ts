/** Lookups and the export have everything that is there, and nothing that was not asked for. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { parse } from "yaml";
import { run as vmpContacts } from "../../../cli/command";
import { unfiltered } from "../../support/service/answers";
import type { Bend } from "../../support/service/service";
import { stage } from "./stage";

const here = stage();
const MORE_THAN_A_PAGE = 150;

/** The names that a call of a lookup gives a program. */
async function lookUp(call: string): Promise<string[]> {
  const names = "(found) => console.log(JSON.stringify(found.map(({ name }) => name)))";
  const program = `require("pulumi-vmp").${call}.then(${names})`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], {
    cwd: here.folder,
    env: { PATH: process.env.PATH, PULUMI_CONFIG: JSON.stringify(here.service.configuration) },
  });
  return JSON.parse(stdout) as string[];
}

/** The names of the contacts in what `vmp-contacts export` writes. */
async function exported(): Promise<string[]> {
  const { url, accessKey, secretKey } = here.service;
  let stdout = "";
  const code = await vmpContacts(["export", "--format", "yaml"], {
    cwd: "/",
    env: { VOLCENGINE_ENDPOINT: url, VOLCENGINE_ACCESS_KEY: accessKey, VOLCENGINE_SECRET_KEY: secretKey },
    stdin: process.stdin,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => true },
  });
  expect(code).toBe(0);
  return (parse(stdout) as { contacts: { name: string }[] }).contacts.map(({ name }) => name);
}

function makeContacts(count: number): string[] {
  return Array.from({ length: count }, (_, number) => here.service.make({ Name: `contact-${number}` }));
}

describe("a contact that is deleted between two pages", () => {
  /** Once: the first of all goes, and what followed moves up, the first of the second page onto the first. */
  const shrinks = (first = ""): Bend => {
    let shrunk = false;
    return (act, { body }) => {
      if (body.PageNumber === 2 && !shrunk) {
        shrunk = true;
        here.service.account().act("DeleteContacts", { Ids: [first] });
      }
      return act();
    };
  };

  test.each([
    ["getContacts", () => lookUp("getContacts()")],
    ["the export", exported],
  ])("hides no other from %s", async (_, read) => {
    const [first] = makeContacts(MORE_THAN_A_PAGE);
    here.service.every("ListContacts", shrinks(first));
    const names = await read();
    expect(here.service.contacts().filter(({ Name }) => !names.includes(Name))).toEqual([]);
  });
});

describe("a service that does not heed its filters", () => {
  beforeEach(() => {
    here.service.every("ListContacts", unfiltered);
  });

  test("gives getContacts those of the ids, and no others", async () => {
    const [, second = ""] = makeContacts(3);
    expect(await lookUp(`getContacts(${JSON.stringify({ ids: [second] })})`)).toEqual(["contact-1"]);
  });

  test("gives it those of the name", async () => {
    makeContacts(12);
    const names = await lookUp('getContacts({ nameContains: "t-1" })');
    expect(names).toEqual(["contact-1", "contact-10", "contact-11"]);
  });
});
