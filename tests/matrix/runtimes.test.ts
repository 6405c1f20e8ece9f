/** Every kind of program on every Node, with the oldest and the newest @pulumi/pulumi that we support. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { ownVersion } from "../../tools/engine";
import { PluginHost } from "../host/plugin/plugin-host";
import { ProviderHost } from "../host/provider-host";
import { startEmulator } from "./support/emulator";
import { say } from "./support/folders";
import { temporaryFolder } from "../support/temporary-folder";
import { installedVersion, npm } from "./support/installers";
import { installNode, type Node } from "./support/node";
import { FULL, Program } from "./support/program";
import { tarball } from "./support/tarball";
import { PROGRAMS } from "./support/texts";
import { RUNTIMES } from "./support/versions";

describe.each(RUNTIMES)("Node $node with @pulumi/pulumi $pulumi", ({ node: version, pulumi }) => {
  const cell = `Node ${version}, @pulumi/pulumi ${pulumi}`;
  const folder = temporaryFolder();
  let node: Node;

  beforeAll(async () => {
    node = await installNode(version);
    const more = { typescript: ownVersion("typescript"), "@types/node": ownVersion("@types/node") };
    await npm(folder, { tarball: await tarball(), pulumi, more, env: node.env });
    expect(installedVersion(folder, "@pulumi/pulumi")).toBe(pulumi);
    say(cell, "installed");
  });

  test.each(Object.entries(PROGRAMS))("%s", async (language, files) => {
    const program = await Program.open(folder, join(folder, language.replaceAll(" ", "-")), files, node.env);
    try {
      await program.pulumi("up", "--yes", "--skip-preview");
      const [contact] = await program.emulator.contacts();
      expect(await program.workspace.outputs()).toEqual({ id: contact?.Id, node: `v${version}` });
      expect(await program.contactsInState()).toHaveLength(1);
      await program.pulumi("preview", "--refresh", "--expect-no-changes");
      await program.pulumi("destroy", "--yes", "--skip-preview");
      expect(await program.emulator.contacts()).toEqual([]);
      const seen = program.nodesSeen();
      expect(seen).toContain(`program v${version}`);
      expect(seen).toContain(`provider host v${version}`);
      expect([...seen].filter((name) => !name.endsWith(` v${version}`))).toEqual([]);
    } finally {
      await program.close();
    }
    say(cell, language);
  });

  test("the provider host keeps its contract", async () => {
    const emulator = await startEmulator(folder, node.env);
    const config = {
      "vmp:endpoint": emulator.url,
      "vmp:accessKey": emulator.accessKey,
      "vmp:secretKey": emulator.secretKey,
    };
    const host = await ProviderHost.start(folder, config, { node: node.path });
    try {
      expect(await host.check({}, FULL)).toEqual({ inputs: FULL, failures: [] });
      const { failures } = await host.check({}, { webhook: { token: "t" } });
      expect(failures.map((failure) => failure.split(" ")[0])).toEqual(["name", "webhook.address", "webhook.token"]);
      const { id, state } = await host.create(FULL);
      expect(await host.changes(id, state, FULL)).toBe(false);
      const { state: found, inputs } = await host.read(id, state);
      expect(inputs).toBeUndefined();
      expect(found).toMatchObject({ ...FULL, emailActive: false });
      const news = { ...FULL, name: "renamed" };
      expect(await host.changes(id, found, news)).toBe(true);
      const updated = await host.update(id, found, news);
      // A drift is read with the inputs that it stands for.
      expect((await host.read(id, { ...updated, name: "behind" })).inputs).toEqual(news);
      await host.delete(id, updated);
      expect(await host.read(id, updated)).toMatchObject({ id: "" });
      expect(host.stderr).toBe("");
    } finally {
      await host.stop();
      await emulator.stop();
    }
    say(cell, "provider host");
  });

  test.each(["compiled anew", "as the run before compiled it"])("the packaged provider runs, %s", async (how) => {
    const emulator = await startEmulator(folder, node.env);
    const { url: endpoint, accessKey, secretKey } = emulator;
    const plugin = join(folder, "node_modules", "pulumi-vmp", "plugin");
    const kept = join(plugin, ".compiled", `v${version}-${process.platform}-${process.arch}`);
    const before = statSync(kept, { throwIfNoEntry: false })?.mtimeMs;
    const host = await PluginHost.start({ node: node.path, executable: join(plugin, "pulumi-resource-vmp") });
    await host.configure({ endpoint, accessKey, secretKey });
    try {
      const { inputs, failures } = await host.check(FULL);
      expect(failures).toEqual([]);
      const { id, state } = await host.create(inputs);
      expect(await host.changes(id, state, inputs)).toBe(false);
      expect((await host.read(id, state, inputs)).inputs).toBeUndefined();
      await host.delete(id, state);
      expect(await emulator.contacts()).toEqual([]);
      await host.cancel();
      expect(statSync(kept).mtimeMs).toEqual(before ?? expect.any(Number));
      expect(host.stderr).toBe("");
    } finally {
      await host.stop();
      await emulator.stop();
    }
    say(cell, `packaged provider, ${how}`);
  });
});
