// Shows what a preview printed in the pull request (GitHub) or merge request (GitLab): one comment, kept up to date. It
// begins with what ci/who.sh says. Pulumi prints [secret] for what is secret. Usage: node ci/comment.mjs <file> <file>
import { affected, block, withoutPasswords } from "./block.mjs";

const LIMIT = 50_000; // GitHub takes 65,536 characters
const { env } = process;
const forge = env.GITLAB_CI ? gitlab() : github();
const marker = `<!-- preview of ${env.STACK} -->`;

try {
  console.log(forge.token ? await writeComment() : "No comment is made: COMMENT_TOKEN is not set.");
} catch (error) {
  console.error(withoutPasswords(`The comment could not be made: ${error.message}`));
  process.exitCode = 1;
}

async function writeComment() {
  const mine = await findMine();
  if (mine) await call(forge.updateMethod, forge.comment(mine.id), { body: body() });
  else await call("POST", forge.comments, { body: body() });
  return mine ? "Updated the comment." : "Made a comment.";
}

function github() {
  const repository = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}`;
  return {
    token: env.COMMENT_TOKEN,
    headers: { Authorization: `Bearer ${env.COMMENT_TOKEN}`, Accept: "application/vnd.github+json" },
    comments: `${repository}/issues/${env.PULL_REQUEST}/comments`,
    comment: (id) => `${repository}/issues/comments/${id}`,
    updateMethod: "PATCH",
    outcome: env.OUTCOME,
    isMine: async () => (one) => one.user?.login === "github-actions[bot]",
    log: `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
  };
}

function gitlab() {
  const request = `${env.CI_API_V4_URL}/projects/${env.CI_MERGE_REQUEST_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}`;
  return {
    token: env.COMMENT_TOKEN,
    headers: { "PRIVATE-TOKEN": env.COMMENT_TOKEN },
    comments: `${request}/notes`,
    comment: (id) => `${request}/notes/${id}`,
    updateMethod: "PUT",
    outcome: env.CI_JOB_STATUS,
    isMine: async () => {
      const { id } = await call("GET", `${env.CI_API_V4_URL}/user`);
      return (one) => one.author?.id === id;
    },
    log: env.CI_JOB_URL,
  };
}

/** Whoever begins a comment with the marker could change it later: the author counts, too. */
async function findMine() {
  const isMine = await forge.isMine();
  for (let page = 1; ; page++) {
    const comments = await call("GET", `${forge.comments}?per_page=100&page=${page}`);
    const mine = comments.find((one) => isMine(one) && one.body?.startsWith(marker));
    if (mine || comments.length < 100) return mine;
  }
}

async function call(method, url, content) {
  const response = await fetch(url, {
    method,
    headers: { ...forge.headers, "Content-Type": "application/json" },
    ...(content && { body: JSON.stringify(content) }),
  }).catch((error) => {
    throw new Error(`${method} ${url}: ${error.cause?.message ?? error.message}`);
  });
  if (!response.ok) throw new Error(`${method} ${url}: status ${response.status}`);
  return response.json();
}

function body() {
  const head = `**Preview of ${env.STACK}: ${forge.outcome}** ([log](${withoutPasswords(forge.log)}))`;
  return `${marker}\n${head}\n\n${affected(process.argv[3])}${block(process.argv[2], LIMIT)}`;
}
