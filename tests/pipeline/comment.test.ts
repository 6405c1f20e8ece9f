/** examples/gitops/ci/comment.mjs by itself: what a pipeline's run does not come to. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finished, ROOT, run } from "../../tools/engine";
import { Forge } from "./support/forge";

const COMMENTS = "/repos/team/contacts/issues/7/comments";
const NOTES = "/api/v4/projects/11/merge_requests/7/notes";
const MARKER = "<!-- preview of prod -->";

let forge: Forge;
let folder: string;

beforeEach(async () => {
  forge = await Forge.start();
  folder = mkdtempSync(join(tmpdir(), "pipeline-comment-"));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await forge.close();
});

/** Shows an output in pull request 7. */
function comment(output: string, env: NodeJS.ProcessEnv = {}, who?: string): Promise<Finished> {
  const files = ["preview.txt", "who.md"].map((name) => join(folder, name));
  const [preview = "", differences = ""] = files;
  writeFileSync(preview, output);
  if (who === undefined) rmSync(differences, { force: true });
  else writeFileSync(differences, who);
  return run(process.execPath, [join(ROOT, "examples/gitops/ci/comment.mjs"), ...files], {
    env: {
      GITHUB_API_URL: forge.url,
      GITHUB_SERVER_URL: "https://github.example.com",
      GITHUB_REPOSITORY: "team/contacts",
      GITHUB_RUN_ID: "1",
      PULL_REQUEST: "7",
      STACK: "prod",
      OUTCOME: "success",
      COMMENT_TOKEN: forge.issueToken({ "pull-requests": "write" }),
      ...env,
    },
  });
}

/** The same in a merge request of GitLab. */
function note(output: string): Promise<Finished> {
  return comment(output, {
    GITLAB_CI: "true",
    CI_API_V4_URL: `${forge.url}/api/v4`,
    CI_MERGE_REQUEST_PROJECT_ID: "11",
    CI_MERGE_REQUEST_IID: "7",
    CI_JOB_URL: "https://gitlab.example.com/jobs/1",
    CI_JOB_STATUS: "success",
    COMMENT_TOKEN: forge.issueToken({ "pull-requests": "write" }, "project_11_bot"),
  });
}

/** The text of the last comment. */
function shown(): string {
  return forge.commentsOf(COMMENTS).at(-1)?.body ?? "";
}

test("the comment is found again behind hundreds of others, and one that quotes it is left alone", async () => {
  for (let number = 0; number < 250; number++) forge.write(COMMENTS, `> ${MARKER}`);
  expect(await comment("first")).toMatchObject({ code: 0, stdout: "Made a comment.\n" });
  expect(await comment("second")).toMatchObject({ code: 0, stdout: "Updated the comment.\n" });
  const bodies = forge.commentsOf(COMMENTS).map(({ body }) => body);
  expect(bodies).toHaveLength(251);
  expect(bodies.filter((body) => body?.startsWith("> "))).toHaveLength(250);
  expect(shown()).toContain("second");
});

test.each([
  ["GitHub", comment, COMMENTS],
  ["GitLab", note, NOTES],
])("on %s, what somebody else begins with the marker stays theirs", async (_, show, list) => {
  forge.write(list, `${MARKER}\nNothing to see here.`, "somebody");
  expect(await show("first")).toMatchObject({ code: 0, stdout: "Made a comment.\n" });
  expect(await show("second")).toMatchObject({ code: 0, stdout: "Updated the comment.\n" });
  expect(forge.commentsOf(list).map(({ body }) => body)).toEqual([
    `${MARKER}\nNothing to see here.`,
    expect.stringContaining("second"),
  ]);
});

test("it begins with what changes for whom, and leaves out how it will be", async () => {
  await comment("Previewing", {}, "- `payments`, P0: loses `bo`\n- contact `bo`: goes\n\n- policy `payments`\n");
  expect(shown().split("\n").slice(2)).toEqual([
    "",
    "- `payments`, P0: loses `bo`",
    "- contact `bo`: goes",
    "",
    "```text",
    "Previewing",
    "```",
    "",
  ]);
  await comment("Previewing", {}, Array.from({ length: 60 }, (_unused, index) => `- ${index}`).join("\n"));
  expect(shown()).toMatch(/\n- 49\n- … and 10 more\n\n```text\n/);
});

test("a comment without a text, and one whose author is gone, are nobody's", async () => {
  forge.comments.set(COMMENTS, [
    { id: 1001, body: null },
    { id: 1002, body: MARKER },
  ]);
  expect(await comment("a")).toMatchObject({ code: 0, stdout: "Made a comment.\n" });
});

test("a long output keeps its beginning and its end, and fits", async () => {
  await comment(`begins\n${"x".repeat(200_000)}\nends`);
  expect(shown()).toMatch(/begins\n.*… the log has the rest ….*\nends/s);
});

test.each([0, 1])("a cut parts no character in two (%d)", async (offset) => {
  await comment("x".repeat(offset) + "🔔".repeat(100_000));
  expect(shown()).toMatch(/^[^\ufffd]+$/);
  expect(Buffer.from(shown()).toString()).toBe(shown());
});

test("backticks in the output do not end the block", async () => {
  await comment("a\n````\n@everybody\n");
  expect(shown()).toMatch(/\n`{5}text\na\n````\n@everybody\n`{5}\n$/);
});

test("nor do thirty thousand, and it fits", async () => {
  expect(await comment(`a\n${"`".repeat(30_000)}\n@everybody\n`)).toMatchObject({ code: 0 });
  const [, fence = "", inside = ""] = /\n(`+)text\n(.*)\n\1\n$/s.exec(shown()) ?? [];
  expect(inside).toContain("@everybody");
  expect(inside).not.toContain(fence);
});

test("what an editor does not show is taken out, as it can turn a line round", async () => {
  await comment("a\u001b[31m\u202eb\r\n\tc\u0000");
  expect(shown()).toContain("\na[31mb\n\tc\n");
});

test("a password in an address is shown nowhere", async () => {
  await comment("error: proxy http://user:canary@proxy:3128 refused", {
    GITHUB_SERVER_URL: "https://user:canary@github.example.com",
  });
  expect(shown()).toContain("http://proxy:3128 refused");
  expect(shown()).toContain("(https://github.example.com/team/contacts/");
  const { code, stdout, stderr } = await comment("a", { GITHUB_API_URL: "http://user:c@nary@127.0.0.1:1" });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The comment could not be made: GET http:\/\/127\.0\.0\.1:1\//);
  expect(shown() + stdout + stderr).not.toMatch(/canary|nary@/);
});

test("without a token there is none, and that is no failure", async () => {
  expect(await comment("a", { COMMENT_TOKEN: "" })).toMatchObject({
    code: 0,
    stdout: "No comment is made: COMMENT_TOKEN is not set.\n",
  });
  expect(forge.changes).toEqual([]);
});

test("a refusal is a sentence without a stack and without the token", async () => {
  const token = forge.issueToken({ contents: "read" });
  const { code, stderr } = await comment("a", { COMMENT_TOKEN: token });
  expect(code).toBe(1);
  expect(stderr).toBe(`The comment could not be made: GET ${forge.url}${COMMENTS}?per_page=100&page=1: status 403\n`);
});
