/** Writes docs/functions.md: out of the docstrings of `sdk/`, and errors out of lookups in an emulator. */
import { startEmulator } from "../../emulator";
import { holdsSecret } from "../../provider/fields/secrets";
import { getOne, getSeveral } from "../../provider/lifecycle/lookups";
import { begin, open } from "../../provider/lifecycle/operation";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../provider/resources";
import { declarations, declared, type Member } from "../../tools/plugin/declarations";
import { saidOfLookups, tableOf } from "../../tools/plugin/schema";
import { bullets, item, literal, page, table, writtenBy } from "./page";

type Name = `get${string}`;

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
  return page("docs/functions.md", [
    "# Functions",
    writtenBy("functions-page.ts"),
    "They look up what exists at VMP, for programs that did not make them. They read and change nothing, in previews too. They use the settings and keys of the stack, as the resources do: see [configuration.md](configuration.md). Nothing is kept in the state: every run looks anew.",
    'Each has two forms. `vmp.getContact(args)` takes plain arguments and returns a promise. `vmp.getContactOutput(args)` takes outputs of resources too, at any depth, and returns an output: take this one unless the program itself has to know the result. The parts of an output can be had without `apply`: `vmp.getContactOutput({ name: "oncall" }).id`.',
    ...RESOURCE_TYPES.flatMap((type) => [
      ...chapter(type, `get${type.name}`, declared(saidOfLookups(type), "IdOrName").members),
      ...chapter(type, `get${type.plural}`, [...declared(saidOfLookups(type), "IdsAndName").members, ...filters(type)]),
    ]),
    ...RESOURCE_TYPES.flatMap(result),
    "Tokens, secret keys and the addresses of webhooks are secrets: the four webhooks are secret outputs in both forms, and everything else is readable. What the service shows only masked (`***`), or not at all, is left out: no masked text is taken for a secret. So the parts of a webhook are optional in the result, its address too. A result of the output form that is put whole into another output (`pulumi.all`) is secret as a whole.",
    "## Options",
    "Both forms take `parent`, as every function of Pulumi does; the output form takes `dependsOn` too, and waits for it: what a run makes first is then found by its name in the same run, and in a preview the result is unknown as long as one of these resources is not there. `provider` and the like are an error: they choose between packaged providers, and the functions of `pulumi-vmp/plugin` pass all of them on.",
    "## Names",
    "A `name` is exact, and so are the parts in `nameContains` and `emailContains`: upper and lower case are told apart. VMP's own filters are fuzzy. They narrow what is read, every page of it, and what was asked for is found on this side.",
    "## What was deleted a moment ago",
    "VMP's lists can lag. What is looked up by its name is read by itself as well, so what a list alone still shows is not found. Several at once, and `vmp-contacts export`, are what the lists show: one that was deleted seconds before can be among them.",
    "## In previews",
    bullets([
      "An argument that is not known yet, such as the id of a contact that the same run makes, makes the result unknown, and nothing is called. Look such a contact up by its id, or with `dependsOn`: its name is known in the preview already, and the contact is not there.",
      "Without any key (a pull request's preview), the output form is unknown, and one warning says so. What depends on it is shown as if it changed. The plain form fails: a program that has to know cannot go on. In `pulumi up` both fail.",
      "Keys or settings that are wrong fail in previews too.",
    ]),
    "## Errors",
    "A lookup that fails ends the run with its sentence; no resource is taken for deleted. In an account that has the contacts `oncall-1` and `oncall-2`, for example:",
    table(["call", "what is said"], await failures()),
    "Errors of the service and the network are those of the resources: see [troubleshooting.md](troubleshooting.md).",
  ]);
}

function chapter(resource: ResourceType, name: string, args: Member[]): string[] {
  const found = saidOfLookups(resource);
  const { text, example, signature } = declared(found, name);
  const output = declared(found, `${name}Output`);
  const type = `G${name.slice(1)}Args`;
  return [
    `## ${name}`,
    ["```text", `vmp.${signature}`, `vmp.${output.signature}`, "```"].join("\n"),
    text,
    example,
    `\`${type}\`. ${declared(found, type).text}`,
    bullets(args.map((member) => item(member))),
  ];
}

function rows(type: ResourceType, of: string): Member[] {
  return declarations(tableOf(type)).get(of)?.members ?? [];
}

function filters(type: ResourceType): Member[] {
  return rows(type, "filters");
}

/** Of the arguments those that VMP keeps, and of the outputs those that a read tells. */
function result(type: ResourceType): string[] {
  const found = saidOfLookups(type);
  const name = `Get${type.name}Result`;
  const kept = rows(type, "fields").filter(({ name: property }) => type.fields[property]?.api !== undefined);
  const told = rows(type, "outputs").filter(({ name: output }) => type.outputs[output]?.read);
  const shown = [...kept, ...told].map((member) => {
    // How a program sets it is no matter here.
    const [first = ""] = member.text.split(/(?:; filled by the first refresh)?\.(?: |$)/);
    if (member.members.length === 0 || member.type.endsWith("[]")) return { ...member, text: `${first}.` };
    const inner = `Partial<${member.name.charAt(0).toUpperCase()}${member.name.slice(1)}>`;
    if (!holdsSecret(type.fields[member.name])) return { ...member, type: inner, text: `${first}.` };
    return { ...member, type: `pulumi.Output<${inner} | undefined>`, text: `${first}. Secret.` };
  });
  return [
    `## ${name}`,
    declared(found, name).text,
    bullets([...declared(found, "WithId").members, ...shown].map((member) => item(member))),
    "What it does not have is absent; a secret output that it does not have is `undefined`, and a list is empty.",
  ];
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
    const service = begin(await open({ get: (key) => config[key] }, {}, { signal: new AbortController().signal }));
    return await Promise.all(
      FAILING.map(async ([name, args]) => {
        const one = RESOURCE_TYPES.find((type) => name === `get${type.name}`);
        const several = RESOURCE_TYPES.find((type) => name === `get${type.plural}`);
        const asked = one ? getOne(service, one, args) : several ? getSeveral(service, several, args) : undefined;
        const said = await asked?.then(
          () => "nothing",
          (error: unknown) => (error as Error).message,
        );
        const call = literal(args).replace("`", `\`vmp.${name}(`).replace(/`$/, ")`");
        return [call, (said ?? "").replace(/request \w+/, "request …").replaceAll("\n", "<br>")];
      }),
    );
  } finally {
    await emulator.close();
  }
}
