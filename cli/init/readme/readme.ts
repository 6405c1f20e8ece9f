/** The README of a project that `vmp-contacts init` makes. */
import type { Kind } from "../init";
import type { Words } from "./words";

const STEPS: Record<Kind, string[]> = {
  roster: oneStack("prod"),
  gitops: oneStack("prod"),
  teams: ["export PULUMI_CONFIG_PASSPHRASE=…", "npm start -- preview", "npm start -- up"],
  contact: oneStack("dev"),
  notify: oneStack("dev", "pulumi config set --secret larkAddress"),
};

function oneStack(stack: string, ...more: string[]): string[] {
  return [`pulumi stack init ${stack}`, "pulumi config set vmp:region cn-beijing", ...more, "pulumi preview"];
}

/** @param tarball the file that the package comes from, where it does not come from npm */
export function readmeOf(kind: Kind, name: string, tarball: string | undefined, words: Words): string {
  const { what, files, more } = words.about[kind];
  const from = tarball === undefined ? [] : [words.from(tarball)];
  return [
    `# ${name}`,
    "",
    words.other,
    "",
    words.introduction(what),
    "",
    ...files.map((file) => `- ${file}`),
    "",
    `## ${words.start}`,
    "",
    ...["npm ci", "npm run check", ...STEPS[kind]].map((step) => `    ${step}`),
    "",
    ...[...more, ...from].flatMap((line) => [line, ""]),
    ...words.last,
    "",
  ].join("\n");
}
