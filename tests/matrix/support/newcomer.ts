import { delimiter, dirname, join } from "node:path";
import { findEngine } from "../../../tools/engine";
import { installerEnvironment } from "./command";

/**
 * The environment of somebody with npm and a Pulumi CLI, and nothing else yet.
 *
 * @param home what Pulumi keeps for them is in there
 * @param project whose packages' commands are on the PATH, once they are installed
 */
export async function newcomer(home: string, project = home): Promise<NodeJS.ProcessEnv> {
  const { path } = await findEngine({ onlyInstalled: true });
  return {
    ...(await installerEnvironment()),
    npm_config_prefer_offline: "true",
    PATH: [dirname(path), join(project, "node_modules", ".bin"), process.env.PATH].join(delimiter),
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}
