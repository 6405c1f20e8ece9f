/** `vmp-contacts who --format html`: what is in the page. How it looks: tests/e2e/who-page.long.test.ts. */
import { createHash } from "node:crypto";
import { ALL, ada, bo, payments, plan, team } from "./plans";
import { whoOf } from "./support";

function pageOf(printed: object, ...args: string[]): Promise<string> {
  return whoOf(printed, "--format", "html", ...args);
}

/** The nodes of the wide picture, each as its status, name and note. */
function nodesIn(page: string): string[] {
  const [wide = ""] = /<svg class="wide"[^]*?<\/svg>/.exec(page) ?? [];
  return [...wide.matchAll(/<g class="node (\w+) (\w+)"><title>(.*?)<\/title>/g)].map(
    ([, kind = "", status = "", title = ""]) => `${kind} ${status} ${title}`,
  );
}

/** Its lines, as the classes of their paths. */
function linesIn(page: string): string[] {
  const [wide = ""] = /<svg class="wide"[^]*?<\/svg>/.exec(page) ?? [];
  return [...wide.matchAll(/<path class="line ([\w ]+)"/g)].map(([, css = ""]) => css).sort();
}

const cy = {
  type: "Contact",
  id: "c",
  inputs: { name: "cy", email: "cy@example.com", webhook: { address: "[secret]" } },
};
const changed = { ...team, inputs: { name: "team", contactIds: ["a", "c"] } };
const idle = { type: "ContactGroup", id: "i", inputs: { name: "idle", contactIds: [] } };
const unconfirmed = { ...ada, outputs: { ...ada.inputs, emailActive: false } };

test("a difference: its words, and in the picture who goes and who is new, not by the colour alone", async () => {
  const page = await pageOf(plan({ ...ALL, idle }, { ...ALL, idle, bo: undefined, team: changed, cy }));
  expect(page).toContain("<li>payments, P0: loses bo, gains cy, nobody left on WeCom</li>");
  expect(nodesIn(page)).toEqual([
    "groups kept idle: in no policy",
    "groups kept team: payments P0",
    "contacts kept ada",
    "contacts gained cy",
    "contacts lost bo",
    "channels kept e-mail: 2 contacts, was 1",
    "channels gained webhook: 1 contact, was 0",
    "channels kept WeCom: nobody, was 1",
  ]);
  expect(linesIn(page)).toEqual(["gained", "gained", "gained", "kept", "kept", "lost", "lost"]);
  for (const mark of ["− bo", "+ cy", "− goes", "+ is new"]) expect(page).toContain(mark);
  expect(page).toMatch(/<s>bo<\/s> \(goes\).*<\/tr>/);
  expect(page).not.toMatch(/@example\.com|\[secret\]/);
});

test("the same facts stand in tables, and the road in lists", async () => {
  const page = await pageOf(plan({ ada: unconfirmed, bo, team, payments }, { ada: unconfirmed, bo, team, payments }));
  expect(page).toContain("<li>Nothing changes for anybody.</li>");
  expect(page).toContain(
    '<tr><th scope="row">ada</th><td data-label="In groups">team</td>' +
      '<td data-label="Channels">e-mail <span class="odd">(not confirmed)</span></td></tr>',
  );
  expect(page).toContain('<td data-label="Told of">payments P0</td><td data-label="Contacts">ada, bo</td>');
  expect(page).toContain("<li>P0: group team<ul><li>ada: e-mail (not confirmed)</li><li>bo: WeCom</li></ul></li>");
  expect(linesIn(page)).toEqual(["kept", "kept", "kept", "kept dead"]);
  expect(page).toContain("nothing comes through");
  expect(page).not.toContain("is new");
});

test.each([
  [
    ["--policy", "payments", "--level", "P0"],
    "Who is alerted: policy payments, P0",
    ["team"],
    ["ada", "bo", "cy"],
    ["e-mail", "WeCom"],
  ],
  [["--group", "idle"], "Who is alerted: group idle", ["idle"], [], []],
  [["--contact", "cy"], "Who is alerted: contact cy", ["team"], ["cy"], ["e-mail", "webhook"]],
])("%j: that part alone", async (args, title, ...columns) => {
  const all = { ...ALL, idle, cy, team: { ...team, inputs: { name: "team", contactIds: ["a", "b", "c"] } } };
  const page = await pageOf(plan(all, all), ...args);
  expect(page).toContain(`<h1>${title}</h1>`);
  const names = (kind: string): string[] =>
    nodesIn(page).flatMap((node) => new RegExp(`^${kind} kept ([^:]*)`).exec(node)?.[1] ?? []);
  expect(["groups", "contacts", "channels"].map(names)).toEqual(columns);
});

describe("a name is text, whatever it holds", () => {
  const EVIL = `<script>alert(1)</script>"'&\u202e\u2066<img src=x onerror=alert(2)>`;
  const evil = { ...ada, inputs: { name: EVIL, email: "ada@example.com" } };
  const channels = {
    ...payments,
    inputs: { ...payments.inputs, levels: [{ level: "P0", contactGroupIds: ["t"], channels: [EVIL] }] },
  };
  const group = { ...team, inputs: { ...team.inputs, name: EVIL } };

  test("of a contact, a group, a policy and a channel", async () => {
    const policy = { ...channels, inputs: { ...channels.inputs, name: EVIL } };
    const page = await pageOf(plan({ bo }, { bo, evil, group, policy }));
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, name]) => name));
    const ours =
      "!doctype html head meta title style body main h1 h2 p ul li figure svg desc text path g rect div table caption";
    const known = [...ours.split(" "), "thead", "tbody", "tr", "th", "td", "span", "s", "ins"];
    expect([...tags].filter((tag) => !known.includes(tag ?? ""))).toEqual([]);
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\u202e\\u2066&lt;img src=x");
  });

  test("and in a title", async () => {
    const page = await pageOf(plan({ evil }, { evil }), "--contact", EVIL);
    expect(page).toMatch(/<title>Who is alerted: contact &lt;script&gt;/);
  });
});

test("the page loads nothing and runs nothing: its policy takes its own style alone", async () => {
  const page = await pageOf(plan(ALL, ALL));
  const [, style = ""] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  const hash = createHash("sha256").update(style).digest("base64");
  expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'"`);
  expect(page).not.toMatch(/\b(?:src|href|style|on\w+)=|url\(|@import|<script/i);
});
