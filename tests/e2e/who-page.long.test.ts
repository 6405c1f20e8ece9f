/** The page of `vmp-contacts who --format html`, looked at in a real browser. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/engine";
import { ALL, ada, plan, type Resource, team } from "../cli/who/plans";
import { look, type Look } from "../support/browser/browser";
import { installed } from "../support/installed";
import { temporaryFolder } from "../support/temporary-folder";

/** For people to look at: a folder for each page. */
const PICTURES = join(ROOT, ".vmp", "who-page");

const folder = temporaryFolder();

async function looksOf(name: string, printed: object): Promise<Look[]> {
  const command = join(await installed(), "node_modules", "pulumi-vmp", "dist", "cli", "main.js");
  const args = [command, "who", "--plan", "-", "--format", "html"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input: JSON.stringify(printed), encoding: "utf8" });
  expect(stderr).toBe("");
  const file = join(folder, `${name}.html`);
  writeFileSync(file, stdout);
  return look(file, join(PICTURES, name));
}

/** Nothing lies over anything else, is cut off, is loaded or goes wrong; each look has the whole picture. */
function expectFit(looks: readonly Look[], nodes: number, lines: number): void {
  const fit = { overlapping: [], tooWide: [], outside: [], console: [], loaded: [], sideways: 0 };
  expect(looks).toEqual(
    ["light", "dark", "phone"].map((view) => expect.objectContaining({ ...fit, view, nodes, lines }) as unknown),
  );
}

const EVIL = `<script>document.title = "evil"</script>\u202e"'&`;

test("a difference, with names of every kind", async () => {
  const named = (name: string, more: object = {}): Resource => ({
    type: "Contact",
    id: name,
    inputs: { name, email: "a@example.com", ...more },
  });
  const names = ["W".repeat(127), "值班".repeat(40), EVIL, "i", "a-name-as-they-usually-are"];
  const others = Object.fromEntries(names.map((name, index) => [`other-${index}`, named(name)]));
  const unconfirmed = { ...ada, outputs: { ...ada.inputs, emailActive: false } };
  const cy = named("cy", { webhook: { address: "[secret]" } });
  const before = { ...ALL, ada: unconfirmed, ...others };
  const crew = { ...team, inputs: { name: EVIL, contactIds: ["a", "cy", ...names] } };
  const looks = await looksOf("difference", plan(before, { ...before, bo: undefined, team: crew, cy }));
  // A group, ada, bo, cy and the others, and e-mail, webhook and WeCom.
  expectFit(looks, 1 + 3 + names.length + 3, 2 + 1 + names.length + (1 + 1 + 2 + names.length));
  const [light, dark] = looks;
  expect(light?.page).not.toBe(dark?.page);
  expect(light?.text).not.toBe(dark?.text);
});

test("an account of 80 contacts in 12 groups, and one that has nothing", async () => {
  const BOTS = ["weComBotWebhook", "larkBotWebhook", "dingTalkBotWebhook"];
  const contacts = Array.from({ length: 80 }, (_, number): [string, Resource] => {
    const bot = { [BOTS[number % 3] ?? ""]: { address: "[secret]" } };
    const name = `contact-${number}`;
    return [name, { type: "Contact", id: name, inputs: { name, email: "a@example.com", ...bot } }];
  });
  const groups = Array.from({ length: 12 }, (_, number): [string, Resource] => {
    const contactIds = contacts.flatMap(([name], index) =>
      index % 12 === number || index === number + 20 ? [name] : [],
    );
    const name = `group-${number}`;
    return [name, { type: "ContactGroup", id: name, inputs: { name, contactIds } }];
  });
  const all = Object.fromEntries([...contacts, ...groups]);
  const members = groups.reduce(
    (sum, [, { inputs }]) => sum + (inputs as { contactIds: string[] }).contactIds.length,
    0,
  );
  expectFit(await looksOf("many", plan(all, all)), 80 + 12 + 4, members + 2 * 80);
  expectFit(await looksOf("nothing", plan({}, {})), 0, 0);
});

test("the look notices what is wrong", async () => {
  const file = join(folder, "wrong.html");
  const boxes = `<g class="node"><rect width="20" height="20"/><text y="15">wider than its box</text></g><text y="15">over</text>`;
  const bad = `<figure><svg viewBox="0 0 100 100" width="900">${boxes}<path class="line" d="M0 0H400"/></svg></figure>`;
  writeFileSync(
    file,
    `${bad}<div style="width: 2000px">wide</div><img src="other.png"><script>console.log("said")</script>`,
  );
  const [first] = await look(file, join(PICTURES, "wrong"));
  expect(first).toMatchObject({
    nodes: 0,
    overlapping: ["wider than its box / over"],
    tooWide: ["wider than its box"],
    console: expect.arrayContaining(["said"]) as string[],
    loaded: [expect.stringMatching(/other\.png$/)],
  });
  expect(first?.outside).toEqual(expect.arrayContaining([expect.stringContaining("M0 0H400")]));
  expect(first?.sideways).toBeGreaterThan(500);
});
