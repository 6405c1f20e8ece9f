/** Writes docs/functions.md: out of the docstrings of `sdk/lookups.ts`, and errors out of lookups in an emulator. */
import { startEmulator } from "../../emulator";
import { connect, LOOKUPS } from "../../provider/lookups";
import { declarations, declared, type Declaration } from "./declarations";
import { bullets, item, literal, page, table, writtenBy } from "./page";

type Name = keyof typeof LOOKUPS;

const FUNCTIONS: Record<Name, string> = {
  getContact: "GetContactArgs",
  getContacts: "GetContactsArgs",
  getContactGroup: "GetContactGroupArgs",
  getContactGroups: "GetContactGroupsArgs",
};

const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

/** Lookups that fail, in an account that has the contacts oncall-1 and oncall-2. */
const FAILING: [Name, object][] = [
  ["getContact", { name: "oncall" }],
  ["getContact", { id: ID }],
  ["getContact", {}],
  ["getContact", { id: "oncall-1" }],
  ["getContacts", { ids: [ID] }],
  ["getContacts", { nameContain: "oncall" }],
  ["getContactGroup", { name: "team-a" }],
];

export async function functionsPage(): Promise<string> {
  const found = declarations("sdk/lookups.ts");
  return page("docs/functions.md", [
    "# Functions",
    writtenBy("functions-page.ts"),
    "They look up contacts and contact groups that exist at VMP, for programs that did not make them. They read and change nothing, in previews too. They use the settings and keys of the stack, as the resources do: see [configuration.md](configuration.md). Nothing is kept in the state: every run looks anew.",
    'Each has two forms. `vmp.getContact(args)` takes plain arguments and returns a promise. `vmp.getContactOutput(args)` takes outputs of resources too, at any depth, and returns an output: take this one unless the program itself has to know the result. The parts of an output can be had without `apply`: `vmp.getContactOutput({ name: "oncall" }).id`.',
    ...Object.entries(FUNCTIONS).flatMap(([name, args]) => chapter(found, name, args)),
    ...result(found, "GetContactResult"),
    "Tokens, secret keys and the addresses of webhooks are secrets: the four webhooks are secret outputs in both forms, and everything else is readable. What the service shows only masked (`***`), or not at all, is left out: no masked text is taken for a secret. So the parts of a webhook are optional in the result, its address too. A result of the output form that is put whole into another output (`pulumi.all`) is secret as a whole.",
    ...result(found, "GetContactGroupResult"),
    "## Names",
    "A `name` is exact, and so are the parts in `nameContains` and `emailContains`: upper and lower case are told apart. VMP's own filters are fuzzy. They narrow what is read, every page of it, and what was asked for is found on this side.",
    "## In previews",
    bullets([
      "An argument that is not known yet, such as the id of a contact that the same run makes, makes the result unknown, and nothing is called. Look such a contact up by its id: its name is known in the preview already, and the contact is not there.",
      "Without any key (a pull request's preview), the output form is unknown, and one warning says so. What depends on it is shown as if it changed. The plain form fails: a program that has to know cannot go on. In `pulumi up` both fail.",
      "Keys or settings that are wrong fail in previews too.",
    ]),
    "## Errors",
    "A lookup that fails ends the run with its sentence; no resource is taken for deleted. In an account that has the contacts `oncall-1` and `oncall-2`, for example:",
    table(["call", "what is said"], await failures()),
    "Errors of the service and the network are those of the resources: see [troubleshooting.md](troubleshooting.md).",
  ]);
}

function chapter(found: Map<string, Declaration>, name: string, args: string): string[] {
  const { text, example, signature } = declared(found, name);
  const output = declared(found, `${name}Output`);
  const { members, text: which } = declared(found, args);
  return [
    `## ${name}`,
    ["```text", `vmp.${signature}`, `vmp.${output.signature}`, "```"].join("\n"),
    text,
    example,
    `\`${args}\`. ${which}`,
    bullets(members.map(item)),
  ];
}

function result(found: Map<string, Declaration>, name: string): string[] {
  const { text, members } = declared(found, name);
  return [`## ${name}`, text, bullets(members.map(item))];
}

async function failures(): Promise<string[][]> {
  const emulator = await startEmulator();
  try {
    for (const Name of ["oncall-1", "oncall-2"]) await emulator.act("CreateContact", { Name });
    const { url, accessKey, secretKey } = emulator;
    const config: Record<string, string> = {
      "vmp:endpoint": url,
      "vmp:accessKey": accessKey,
      "vmp:secretKey": secretKey,
    };
    const service = connect({ get: (key) => config[key] }, {});
    return await Promise.all(
      FAILING.map(async ([name, args]) => {
        const said = await LOOKUPS[name](service, args).then(
          () => "nothing",
          (error: unknown) => (error as Error).message,
        );
        const call = literal(args).replace("`", `\`vmp.${name}(`).replace(/`$/, ")`");
        return [call, said.replace(/request \w+/, "request …").replaceAll("\n", "<br>")];
      }),
    );
  } finally {
    await emulator.close();
  }
}
