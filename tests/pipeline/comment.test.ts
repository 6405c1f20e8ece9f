/** examples/gitops/ci/comment.mjs by itself: what a pipeline's run does not come to. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finished, ROOT, run } from "../../tools/engine";
import { Forge } from "./support/forge";

const COMMENTS = "/repos/team/contacts/issues/7/comments";

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
function comment(output: string, token = forge.issueToken({ "pull-requests": "write" })): Promise<Finished> {
  const file = join(folder, "preview.txt");
  writeFileSync(file, output);
  return run(process.execPath, [join(ROOT, "examples/gitops/ci/comment.mjs"), file], {
    env: {
      GITHUB_API_URL: forge.url,
      GITHUB_SERVER_URL: "https://github.example.com",
      GITHUB_REPOSITORY: "team/contacts",
      GITHUB_RUN_ID: "1",
      PULL_REQUEST: "7",
      STACK: "prod",
      OUTCOME: "success",
      COMMENT_TOKEN: token,
    },
  });
}

test("the comment is found again behind hundreds of others, and one that quotes it is left alone", async () => {
  const others = Array.from({ length: 250 }, (_, index) => ({ id: 1000 + index, body: "> <!-- preview of prod -->" }));
  forge.comments.set(COMMENTS, others);
  expect(await comment("first")).toMatchObject({ code: 0, stdout: "Made a comment.\n" });
  expect(await comment("second")).toMatchObject({ code: 0, stdout: "Updated the comment.\n" });
  const bodies = forge.commentsOf(COMMENTS).map(({ body }) => body);
  expect(bodies).toHaveLength(251);
  expect(bodies.filter((body) => body.startsWith("> "))).toHaveLength(250);
  expect(bodies.at(-1)).toContain("second");
});

test("a long output keeps its beginning and its end, and fits", async () => {
  await comment(`begins\n${"x".repeat(200_000)}\nends`);
  const body = forge.commentsOf(COMMENTS)[0]?.body ?? "";
  expect(body).toMatch(/begins\n.*… the log has the rest ….*\nends/s);
  expect(body.length).toBeLessThan(65_536);
});

test("backticks in the output do not end the block", async () => {
  await comment("a\n````\n@everybody\n");
  expect(forge.commentsOf(COMMENTS)[0]?.body).toMatch(/\n`{5}text\na\n````\n@everybody\n`{5}\n$/);
});

test("without a token there is none, and that is no failure", async () => {
  expect(await comment("a", "")).toMatchObject({ code: 0, stdout: "No comment is made: COMMENT_TOKEN is not set.\n" });
  expect(forge.changes).toEqual([]);
});

test("a refusal is a sentence without a stack and without the token", async () => {
  const token = forge.issueToken({ contents: "read" });
  const { code, stderr } = await comment("a", token);
  expect(code).toBe(1);
  expect(stderr).toBe(`The comment could not be made: GET ${forge.url}${COMMENTS}?per_page=100&page=1: status 403\n`);
});
