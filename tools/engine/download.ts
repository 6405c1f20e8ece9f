import { join } from "node:path";
import { pulumiHome, tryCli, type Attempt } from "./installed";
import { lastLines, run } from "./process";
import { withHeartbeat, type Report } from "./progress";
import { ENGINE_VERSION } from "./release";

/** What the npm package `pulumi` fetches first: it runs this script, which fetches the CLI. */
export const DOWNLOAD_URL = "https://get.pulumi.com/install.sh";

const REACH_MS = 10_000;
const DOWNLOAD_MS = 300_000;

/**
 * The official download, through the npm package `pulumi`: its command puts the CLI into `~/.pulumi/versions`
 * (or `PULUMI_HOME`) on first use. Given up within 10 s where the vendor's host cannot be reached, and after 5 minutes
 * where it is too slow.
 */
export async function download(env: NodeJS.ProcessEnv, report: Report, url = DOWNLOAD_URL): Promise<Attempt> {
  report(`Asking ${new URL(url).host} for the official Pulumi CLI …`);
  const unreachable = await whyUnreachable(url);
  if (unreachable) return { why: unreachable };
  const args = ["exec", "--yes", "--fetch-retries=0", `--fetch-timeout=${REACH_MS}`];
  const result = await withHeartbeat(
    report,
    () => `Downloading the Pulumi CLI ${ENGINE_VERSION}`,
    () =>
      run("npm", [...args, `--package=pulumi@${ENGINE_VERSION}`, "--", "pulumi", "version"], {
        env,
        timeoutMs: DOWNLOAD_MS,
        ownGroup: true,
      }),
  ).catch((error: unknown) => String(error));
  if (typeof result === "string") return { why: `npm cannot be run: ${result}` };
  if (result.timedOut) return { why: `the download was not done after ${DOWNLOAD_MS / 60_000} minutes` };
  if (result.code !== 0) return { why: `the npm package \`pulumi\` failed: ${lastLines(result.stderr, 2)}` };
  return tryCli(join(pulumiHome(env), "versions", ENGINE_VERSION, "bin", "pulumi"), env);
}

/** The npm package fetches with Node, as this does: what fails here would fail there, only later. */
async function whyUnreachable(url: string): Promise<string | undefined> {
  const host = new URL(url).host;
  try {
    const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(REACH_MS) });
    return response.ok ? undefined : `${host} answered with status ${response.status}`;
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { message?: string } };
    const why = name === "TimeoutError" ? `no answer within ${REACH_MS / 1000} s` : (cause?.message ?? String(error));
    return `${host} cannot be reached (${why})`;
  }
}
