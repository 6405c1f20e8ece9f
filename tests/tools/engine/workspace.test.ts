import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspaceIn } from "../../../tools/engine/workspace";

test("neither the user's own Pulumi nor their cloud account has a part in what a workspace runs", () => {
  const dir = mkdtempSync(join(tmpdir(), "vmp-workspace-"));
  const own = { PULUMI_ACCESS_TOKEN: "theirs", VOLCENGINE_ACCESS_KEY: "theirs", VOLCENGINE_PROFILE: "theirs" };
  Object.assign(process.env, own);
  const { env } = workspaceIn({ dir, engine: { path: "pulumi", version: "3.222.0", source: "" } });
  for (const name of Object.keys(own)) Reflect.deleteProperty(process.env, name);
  rmSync(dir, { recursive: true });
  expect(Object.values(env)).not.toContain("theirs");
  expect(Object.keys(env).filter((name) => name.startsWith("VOLCENGINE_"))).toEqual([
    "VOLCENGINE_ECS_METADATA_DISABLED",
  ]);
});
