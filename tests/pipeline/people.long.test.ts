/** A pull request of examples/gitops about people: what its comment and the apply's summary say of them. */
import { readFileSync } from "node:fs";
import { stringify } from "yaml";
import { GitHubExpressions } from "./support/expressions";
import { GitHub } from "./support/github";
import type { JobResult } from "./support/github-job";
import { reported, scenarios } from "./support/scenario";
import { Team } from "./support/team";

const PEOPLE = "ada bo cy di ed flo gil hal ida jo".split(" ");
const BOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary-";

let team: Team;
let github: GitHub;
const expressions = new GitHubExpressions();

const scenario = scenarios(() => team);

beforeAll(async () => {
  team = await Team.open("people");
  await team.makeStack(team.fileBackend);
  await rotate("old");
  writeRoster(PEOPLE);
  await team.repository.commit("main", "Ten people");
  const { repository, forge, machine, cli } = team;
  github = new GitHub(
    { repository, forge, machine, expressions, cli },
    {
      vars: { PULUMI_BACKEND_URL: team.fileBackend },
      secrets: { PULUMI_CONFIG_PASSPHRASE: team.passphrase },
      environments: { production: { vars: { VOLCENGINE_OIDC_ROLE_TRN: "trn:iam::2000000001:role/contacts" } } },
    },
  );
});

afterAll(async () => {
  expect(readFileSync(team.log, "utf8")).not.toMatch(/canary/);
  expressions.close();
  await team.close();
});

/** Gives Cy's bot another address. */
async function rotate(key: string): Promise<void> {
  await team.pulumi(team.fileBackend, "config", "set", "--stack", "prod", "--secret", "cy-wecom", `${BOT}${key}`);
}

function writeRoster(names: string[], more: object[] = []): void {
  const contacts = names.map((name) => ({
    name,
    email: `${name}@example.com`,
    ...(name === "cy" && { weComBotWebhook: { address: { secret: "cy-wecom" } } }),
  }));
  const groups = [{ name: "team", contacts: names }];
  team.repository.write("contacts.yaml", stringify({ contacts: [...contacts, ...more], groups }));
}

scenario(
  "one of ten leaves, a bot gets another address, and two come, of whom VMP has one: a line each, in names",
  async () => {
    const merged = await team.repository.commit("main", "The same");
    const applied = await github.run({ name: "push", branch: "main", commit: merged });
    expect(reported(team, "merge", applied)["Apply.apply"]?.conclusion).toBe("success");

    writeRoster(
      PEOPLE.filter((name) => name !== "bo"),
      ["yan", "zed"].map((name) => ({ name, email: `${name}@example.com`, adopt: true })),
    );
    await team.emulator.act("CreateContact", { Name: "yan", Email: "by-hand@example.com" });
    await rotate("new");
    const commit = await team.repository.commit("change", "People");
    const jobs = (await github.run({ name: "pull_request", number: 7, commit })) as Record<string, JobResult>;
    expect(reported(team, "pull request", jobs)["Preview.preview"]?.conclusion).toBe("success");
    const [comment = ""] = team.forge.commentsOf("/issues/7/comments").map(({ body }) => body ?? "");
    const [, words = "", preview = ""] = /\n\n((?:- .*\n)+)\n```text\n([^]*)/.exec(comment) ?? [];
    process.stderr.write(words);
    const lines = [
      "- contact `cy`: changes weComBotWebhook.address",
      "- contact `yan`: is new, or taken over if VMP has one of this name",
      "- contact `zed`: is new, or taken over if VMP has one of this name",
      "- contact `bo`: goes, was in `team`",
    ];
    expect(words.trim().split("\n")).toEqual(lines);
    const ids = /~ contactIds: \[\n([^]*?)\n +\]/.exec(preview)?.[1]?.match(/[-~+] \[\d\]/g);
    expect(ids).toEqual(["~ [1]", "- [9]"]);
    const members = preview.slice(preview.indexOf("~ members"), preview.indexOf("Resources:"));
    expect(members.match(/[-~+] .*/g)).toEqual(["~ members   : {", "~ team: {", '- bo : "member"']);

    const done = await github.run({ name: "push", branch: "main", commit: await team.repository.merge("change") });
    const [told = ""] = reported(team, "merge", done)["Apply.apply"]?.summary.split("\n\n") ?? [];
    expect(told.split("\n")).toEqual([
      "- contact `cy`: changes weComBotWebhook.address",
      "- contact `yan`: is taken over",
      "- contact `zed`: is new",
      "- contact `bo`: goes, was in `team`",
    ]);
  },
);
