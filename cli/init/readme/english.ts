/** What the README.md of a project says that `vmp-contacts init` makes. */
import { type About, DOCS, EXPORT, type Words } from "./words";

const MANY_SECRETS = "The preview lists the secrets that are missing, with a command for each.";

const ROSTER: About = {
  what: "The contacts and contact groups of a team, in `contacts.yaml`.",
  files: [
    "`contacts.yaml`: the contacts and groups; a secret is `{ secret: <key> }`, and its value is in the stack's configuration",
    "`roster.schema.json`: the rules of that file, for editors",
    "`index.ts`, `secrets.ts`: the program; `npm run check` is its rules alone, without a stack or a key",
  ],
  more: [MANY_SECRETS, `What an account has already, in the place of the example: \`${EXPORT}\`.`],
};

const ABOUT: Words["about"] = {
  roster: ROSTER,
  gitops: {
    ...ROSTER,
    files: [
      ...ROSTER.files,
      "`.github/workflows/`, `.gitlab-ci.yml`, `ci/`: check and preview of a pull request, apply after a merge, drift every night",
    ],
    more: [...ROSTER.more, `What GitHub or GitLab has to be told: \`${DOCS}/pipelines.md\`.`],
  },
  teams: {
    what: "A YAML file and a stack for each team, run side by side.",
    files: [
      "`teams/`: one file a team; its name is the stack's",
      "`index.ts`, `teams.ts`: the program of every stack",
      "`run/`: `npm start -- preview|up|refresh|destroy [team…]`",
    ],
    more: [
      "The first run makes a team's stack. The secrets that it lacks are listed, with a command for each: run those, then run it again.",
    ],
  },
  contact: {
    what: "One alert contact.",
    files: ["`index.ts`: the program; its values are an example, to be replaced"],
    more: [
      "Secrets belong in the stack's configuration: `pulumi config set --secret`, and `config.requireSecret(…)` in the program.",
    ],
  },
  notify: {
    what: "From an alerting rule to a person: contacts, a group, a template, policies and a silence.",
    files: ["`index.ts`: the program; its values are an example, to be replaced. Its outputs are what a rule asks for"],
    more: [`Who is told of what: \`npx -p pulumi-vmp vmp-contacts who --stack dev\`, and \`${DOCS}/who.md\`.`],
  },
};

export const ENGLISH: Words = {
  file: "README.md",
  other: "[中文](README.zh-CN.md)",
  about: ABOUT,
  introduction: (what) =>
    `${what} Managed by [Pulumi](https://www.pulumi.com/docs/) with pulumi-vmp, for VMP, Volcengine's managed Prometheus.`,
  start: "Start",
  from: (tarball) =>
    `pulumi-vmp comes from \`${tarball}\`, which is committed. From npm: \`npm install pulumi-vmp\`, and delete that file.`,
  last: [
    "Keys, for `pulumi up`: `pulumi config set --secret vmp:accessKey` and the same for `vmp:secretKey`, or any other way in",
    `\`${DOCS}/configuration.md\`; \`npx -p pulumi-vmp vmp-contacts whoami\` says what is found.`,
    "Commit `package-lock.json` and the `Pulumi.<stack>.yaml` files: the secrets in them are encrypted.",
  ],
};
