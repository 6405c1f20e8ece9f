// `npm start`: the program of examples/contact through a real `pulumi preview` and `pulumi up`, against the emulator.
// `npm start -- <pulumi arguments>`: any other Pulumi command in the same set-up. Everything it keeps is in `.vmp/`.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { main, onStop, root, say, setUp } from "./setup.mjs";

const kept = join(root, ".vmp");
const interactive = process.stdin.isTTY === true;
let pulumi;
let signalledAt = 0;

onStop(interrupt);

await main(async () => {
  const code = await start(process.argv.slice(2));
  return signalledAt ? 130 : code;
});

async function start(args) {
  const engine = await setUp();
  await installExample(engine);
  const cli = await engine.findEngine({ report: say });
  say(`Pulumi ${cli.version} from ${cli.source}`);
  const emulator = await engine.startEmulator({ dataFile: join(kept, "emulator.json") });
  say(`The emulator answers at ${emulator.url}`);
  try {
    const workspace = await engine.openWorkspace({
      dir: root,
      engine: cli,
      stateDir: join(kept, "state"),
      config: { "vmp:endpoint": emulator.url, "vmp:region": emulator.region },
      secrets: { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey },
      // Otherwise destroy and refresh go by the configuration in the state, which has the last emulator's address.
      env: { PULUMI_RUN_PROGRAM: "true" },
    });
    const code = args.length > 0 ? await run(workspace, args) : await runExample(workspace, emulator);
    const { length } = await emulator.contacts();
    say(`The emulator has ${length === 0 ? "no contacts" : length === 1 ? "1 contact" : `${length} contacts`}.`);
    return code;
  } finally {
    await emulator.stop();
  }
}

/** The package in the example's node_modules as a user would have it: from the tarball, not linked. */
async function installExample({ packPackage, installInto, ownVersion }) {
  const tarball = await packPackage(kept);
  const example = join(root, "examples", "contact");
  say("Installing the packed package in examples/contact, unless it is there …");
  await installInto(example, [tarball, `@pulumi/pulumi@${ownVersion("@pulumi/pulumi")}`]);
}

async function runExample(workspace, emulator) {
  const code = (await run(workspace, ["preview"])) || (await run(workspace, ["up", "--yes", "--skip-preview"]));
  if (code === 0) await show(workspace, emulator);
  return code;
}

async function show(workspace, emulator) {
  const { id } = await workspace.outputs();
  const contact = (await emulator.contacts()).find(({ Id }) => Id === id);
  console.log(`\nThe contact as the service has it:\n${JSON.stringify(contact, undefined, 2)}\n\nId: ${id}`);
}

/** Runs Pulumi with this terminal as its own; resolves with its exit code. */
function run(workspace, args) {
  if (signalledAt) return 130;
  say(`pulumi ${args.join(" ")}`);
  // In a terminal Ctrl-C reaches it from there. Elsewhere it is in a group of its own, and gets each signal from us:
  // two of them at once would make it drop what it is doing.
  pulumi = spawn(workspace.engine.path, args, {
    cwd: workspace.dir,
    env: workspace.env,
    stdio: "inherit",
    detached: !interactive,
  });
  return new Promise((resolve, reject) => {
    pulumi.once("error", reject);
    pulumi.once("close", (code) => {
      pulumi = undefined;
      resolve(code ?? 1);
    });
  });
}

/** Lets Pulumi end in order, and then ends everything else. npm passes on what the terminal has sent already. */
function interrupt(signal) {
  const again = Date.now() - signalledAt < 500;
  signalledAt = Date.now();
  if (!pulumi) process.exit(130);
  if (!again && (!interactive || signal !== "SIGINT")) pulumi.kill("SIGINT");
}
