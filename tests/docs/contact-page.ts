/**
 * Writes docs/contact.md: types and sentences out of the docstrings of `provider/contact/types.ts` and
 * `sdk/contact.ts`, secrets out of the table of fields, faults and warnings out of the check itself.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import ts from "typescript";
import { checkContact } from "../../provider/contact/check";
import { FIELDS, isSecret } from "../../provider/contact/fields";
import { mailNotices } from "../../provider/contact/outputs";
import { withoutKept } from "../../provider/contact/update";
import { ODD, REFUSED } from "./contact-cases";
import { read, ROOT } from "./markdown";

export function contactPage(): string {
  const types = declarations("provider/contact/types.ts");
  const contact = declarations("sdk/contact.ts").get("Contact");
  const args = types.get("ContactProperties");
  if (!contact || !args) throw new Error("The declarations of the contact are not where they were.");
  const outputs = contact.members.filter(({ name }) => !args.members.some((member) => member.name === name));
  return format(
    [
      "# vmp.Contact",
      "<!-- Written by tests/docs/contact-page.ts from the docstrings. UPDATE_DOCS=1 npx jest tests/docs --selectProjects unit -->",
      contact.text,
      "Type token: `pulumi-nodejs:dynamic/vmp:Contact`. `new vmp.Contact(name, args, opts)`: each argument may be an output of another resource, at any depth. The resource options `import` and `id` are refused. How long an operation may take is for the setting `vmp:timeout` to say; `customTimeouts` has no effect.",
      "## Arguments",
      ...args.members.flatMap((member) => argument(member, types)),
      "## Outputs",
      "All arguments, and:",
      bullets(outputs.map(({ name, type, text }) => `\`${name}\` (${outputType(type)}). ${text}`)),
      "## Secrets",
      "Encrypted in the state, whether or not the program marks them as secrets:",
      bullets(secretPaths().map((path) => `\`${path}\``)),
      "As outputs, the whole `webhook`, `larkBotWebhook`, `dingTalkBotWebhook` and `weComBotWebhook` are secret. An unknown property, such as a misspelt one, is treated as a secret too.",
      "A secret that a refresh finds at VMP and the program never had is shown as `(found at VMP, hidden)` in the inputs; its value is kept encrypted in the outputs.",
      "## Faults",
      "Found in `pulumi preview`, without keys and without a network, all of them at once. Most of them, by example:",
      table(
        ["arguments", "what is said"],
        REFUSED.map((args) => [json(args), sentences(checkContact(args).failures)]),
      ),
      "Every text is checked for control characters and broken Unicode, and lists for repeated entries. A value that is not known yet passes.",
      "## Warnings",
      "Legal, but odd. They are shown, and nothing stops:",
      table(
        ["arguments", "what is said"],
        ODD.map((args) => [json(args), sentences(checkContact(args).warnings)]),
      ),
      "When VMP sent no validation mail. The contact exists all the same:",
      ...mailNotices({ name: "oncall" }, { SendStatus: "MessageFailed.Email" }).map((notice) => `> ${notice}`),
      "When an e-mail address or a phone number was taken out of the program and VMP does not let go of it:",
      ...withoutKept({ name: "oncall", email: "a@example.com" }, { removed: { email: "a@example.com" } }).notices.map(
        (notice) => `> ${notice.replaceAll("<", "\\<")}`,
      ),
    ].join("\n\n"),
  );
}

interface Member {
  name: string;
  type: string;
  text: string;
}

interface Declaration {
  text: string;
  members: Member[];
}

/** The interfaces and classes of a file with the properties that they declare. */
function declarations(path: string): Map<string, Declaration> {
  const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, Declaration>();
  for (const node of file.statements) {
    if (!ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node)) continue;
    const members = node.members
      .filter((member) => ts.isPropertySignature(member) || ts.isPropertyDeclaration(member))
      .map((member) => ({
        name: member.name.getText(),
        type: member.type?.getText() ?? "",
        text: docstring(member),
      }));
    found.set(node.name?.text ?? "", { text: docstring(node), members });
  }
  return found;
}

function docstring(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = typeof doc?.comment === "string" ? doc.comment : "";
  if (text === "") throw new Error(`A declaration without a docstring: ${node.getText().slice(0, 60)}`);
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, " ").trim());
  return paragraphs.join("\n\n");
}

function argument({ name, type, text }: Member, types: Map<string, Declaration>): string[] {
  const plain = withoutUndefined(type);
  const inner = types.get(plain);
  const heading = `### ${name}`;
  if (!inner) return [heading, `\`${plain}\`. ${text}`];
  const parts = inner.members.map(
    (member) => `\`${name}.${member.name}\` (\`${withoutUndefined(member.type)}\`). ${member.text}`,
  );
  return [heading, text, bullets(parts)];
}

function withoutUndefined(type: string): string {
  return type.replace(/ \| undefined$/, "");
}

function outputType(type: string): string {
  return `\`${type.replace(/^pulumi\.Output<(.*)>$/, "$1")}\``;
}

function secretPaths(): string[] {
  return Object.entries(FIELDS).flatMap(([property, field]) =>
    field.kind === "object"
      ? Object.keys(field.fields)
          .filter((key) => isSecret(field.fields[key]))
          .map((key) => `${property}.${key}`)
      : [],
  );
}

function sentences(problems: { path: string; message: string }[]): string {
  return problems.map(({ path, message }) => (path === "" ? message : `\`${path}\` ${message}`)).join("<br>");
}

function json(value: unknown): string {
  return `\`${JSON.stringify(value)
    .replace(/"(\w+)":/g, "$1: ")
    .replaceAll(",", ", ")
    .replace(/(\w)\1{20,}/, (run, letter: string) => `${letter.repeat(3)}... (${run.length} times)`)}\``;
}

function bullets(lines: string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** As `npm run lint` wants it. */
function format(markdown: string): string {
  const prettier = join(ROOT, "node_modules", "prettier", "bin", "prettier.cjs");
  const args = [prettier, "--stdin-filepath", "docs/contact.md"];
  return execFileSync(process.execPath, args, { cwd: ROOT, input: markdown, encoding: "utf8" });
}
