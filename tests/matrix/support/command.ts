import { run } from "../../../tools/engine";
import { temporaryFolder } from "../../support/temporary-folder";

/** Runs a command to its end and returns its stdout; a failure is an error with all its output. */
export async function command(cwd: string, env: NodeJS.ProcessEnv, name: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(name, args, { cwd, env, timeoutMs: 580_000, ownGroup: true });
  if (code !== 0) {
    throw new Error(`${name} ${args.join(" ")} in ${cwd} ended with ${String(code)}\n${stdout}\n${stderr}`);
  }
  return stdout;
}

let registry: Promise<string> | undefined;

/**
 * The environment of the package managers: without what an `npm run` around this says of its own package, and with the
 * registry that npm is configured with, under the names by which each of them asks for it.
 */
export async function installerEnvironment(): Promise<NodeJS.ProcessEnv> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));
  registry ??= command(temporaryFolder(), process.env, "npm", "config", "get", "registry").then((url) => url.trim());
  const url = await registry;
  return {
    ...env,
    npm_config_registry: url,
    pnpm_config_registry: url,
    YARN_NPM_REGISTRY_SERVER: url,
    ...(url.startsWith("http:") ? { YARN_UNSAFE_HTTP_WHITELIST: new URL(url).hostname } : {}),
  };
}
