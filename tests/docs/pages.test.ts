import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { check } from "../../provider/lifecycle/lifecycle";
import { CONTACT } from "../../provider/resources/contact";
import { LIMITS } from "../../provider/client/call/transport";
import { anchor, codeBlocks, headings, PAGES, read, relativeLinks, ROOT } from "./markdown";
import { complaints } from "./programs";
import { knownSettings, VARIABLE } from "./settings";

jest.setTimeout(60_000);

const README = read("README.md");
const EVERYTHING = PAGES.map(read).join("\n");

interface Manifest {
  scripts: Record<string, string>;
}

/** All that a pattern's first group finds, each once. */
function found(text: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, group = ""]) => group))];
}

describe("what the pages show is so", () => {
  test("every program type-checks", () => {
    const programs = PAGES.flatMap((page) => codeBlocks(read(page))).filter(({ language }) => language === "ts");
    expect(programs.length).toBeGreaterThan(0);
    expect(complaints(programs.map(({ code }) => code))).toEqual([]);
  });

  test("a program with a mistake does not", () => {
    expect(complaints(['new vmp.Contact("oncall", { nam: "oncall" });'])).not.toEqual([]);
  });

  test("the README's five faults are what the check finds in its program", () => {
    const blocks = codeBlocks(README);
    const index = blocks.findIndex(({ code }) => code.includes("1st-line"));
    const args: unknown = runInNewContext(
      /\{[^]*\}/.exec(blocks[index]?.code ?? "")?.[0].replace(/^/, "result = ") ?? "",
    );
    const { failures } = check(CONTACT, args);
    expect(failures).toHaveLength(5);
    const shown = blocks[index + 1]?.code.trim().split("\n").slice(1) ?? [];
    expect(shown).toEqual(failures.map(({ path, message }) => `${path} ${message}`));
  });
});

describe("what the pages name exists", () => {
  test("every npm script", () => {
    const manifests = ["package.json", "examples/roster/package.json"].map(
      (path) => JSON.parse(read(path)) as Manifest,
    );
    const scripts = Object.assign({}, ...manifests.map((manifest) => manifest.scripts)) as Manifest["scripts"];
    const named = [...found(EVERYTHING, /npm run ([\w:-]+)/g), ...found(EVERYTHING, /npm (start|test)\b/g)];
    expect(named).toEqual(expect.arrayContaining(["start", "test"]));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("every setting and variable", () => {
    const { keys, variables } = knownSettings();
    const named = found(EVERYTHING, /(?<!dynamic\/)\b((?:vmp|volcengine):(?!index:|get)[a-z]\w+)/g);
    expect(named).toContain("vmp:adoptExisting");
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
    const theirs = [...new Set(EVERYTHING.match(VARIABLE))];
    expect(theirs.length).toBeGreaterThan(20);
    expect(theirs.filter((name) => !variables.has(name))).toEqual([]);
  });

  test("every file and heading that is linked to", () => {
    const texts = ["docs", "examples"].flatMap(textsBelow).filter((file) => file.endsWith(".md"));
    for (const page of new Set([...PAGES, "CONTRIBUTING.md", ...texts])) {
      const broken = relativeLinks(page).filter((link) => {
        const [path = "", fragment] = link.split("#");
        if (!existsSync(join(ROOT, path))) return true;
        return fragment !== undefined && !headings(read(path)).map(anchor).includes(fragment);
      });
      expect({ page, broken }).toEqual({ page, broken: [] });
    }
  });

  test("in the package, every file that is linked to: what has no link there is in the repository alone", () => {
    const [{ files = [] } = {}] = JSON.parse(
      execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: ROOT, encoding: "utf8" }),
    ) as { files?: { path: string }[] }[];
    const paths = files.map(({ path }) => path);
    const pages = paths.filter((path) => path.endsWith(".md"));
    expect(pages).toContain("README.md");
    const missing = pages.flatMap((page) =>
      relativeLinks(page)
        .map((link) => link.replace(/#.*|\/$/g, ""))
        .filter((link) => !paths.some((path) => path === link || path.startsWith(`${link}/`)))
        .map((link) => `${page}: ${link}`),
    );
    expect(missing).toEqual([]);
  });

  test("every code of an error that docs/troubleshooting.md lists", () => {
    const source = ["client/errors", "client/call/answer", "client/call/exchange", "client/client", "lifecycle/users"]
      .map((file) => read(`provider/${file}.ts`))
      .join("\n");
    const rows = found(read("docs/troubleshooting.md"), /^\| ((?:`[A-Z][\w.…]+`(?:, )?)+) +\|/gm);
    const codes = rows.flatMap((row) => found(row, /`(\w+)/g));
    expect(codes).toContain("SignatureDoesNotMatch");
    expect(codes.filter((code) => !source.includes(code.replace(/^Http\d*$/, "Http")))).toEqual([]);
  });
});

test("our commands are run out of our package, as npx would fetch whatever somebody publishes under their names", () => {
  const folders = ["docs", "cli", "emulator", "sdk", "provider", "examples", "tools"];
  const texts = [...folders.flatMap(textsBelow), ...readdirSync(ROOT).filter((name) => name.endsWith(".md"))];
  const calls = texts.flatMap((file) =>
    Array.from(
      read(file).matchAll(/(?:npx.*?)?\bvmp-(?:contacts|emulator)(?: export)?(?: \[options| --\w)|npx.*?\bvmp-\w+/g),
      ([call]) => ({
        file,
        call,
      }),
    ),
  );
  expect(calls.length).toBeGreaterThan(10);
  const ours = /^npx -p (?:pulumi-vmp vmp-|\.\/pulumi-vmp-0)/;
  expect(calls.filter(({ call }) => !ours.test(call))).toEqual([]);
});

describe("nothing is left out", () => {
  test("docs/pipelines.md says what GitLab gives to whom, and how to keep it", () => {
    const page = read("docs/pipelines.md");
    expect(page).toMatch(/^\| `COMMENT_TOKEN` .* role Reporter /m);
    expect(page).toContain("ci_allow_fork_pipelines_to_run_in_parent_project=false");
  });

  test("docs/troubleshooting.md has every code with a next step", () => {
    const [, table = ""] = /NEXT_STEPS[^=]*= \{([^]*?)\n\};/.exec(read("provider/client/errors.ts")) ?? [];
    const codes = found(table, /^ {2}"?([A-Z][\w.]+)"?:/gm);
    expect(codes.length).toBeGreaterThan(30);
    const page = read("docs/troubleshooting.md");
    expect(codes.filter((code) => !page.includes(`\`${code}`))).toEqual([]);
  });

  test("docs/configuration.md has every setting with its fallbacks and its default", () => {
    const { keys, variables, defaults } = knownSettings();
    const page = read("docs/configuration.md");
    expect([...keys, ...variables].filter((name) => !page.includes(`\`${name}`) && !isTestOnly(name))).toEqual([]);
    const { region, endpoint, maxRetries, timeoutMs, adoptExisting } = defaults;
    const rows = { region, endpoint, maxRetries, timeout: timeoutMs / 1000, adoptExisting };
    for (const [key, value] of Object.entries(rows)) {
      expect(page).toMatch(new RegExp(`^\\| \`vmp:${key}\`.*\\| \`${String(value)}\` `, "m"));
    }
  });

  test("docs/configuration.md has the limits of a call", () => {
    const page = read("docs/configuration.md");
    const { connect, headers, body, bytes } = LIMITS;
    const rows = {
      "a connection": `${connect / 1000} s`,
      "the first byte of an answer": `${headers / 1000} s`,
      "the next piece of an answer": `${body / 1000} s`,
      "the size of an answer": `${bytes / 1024 / 1024} MB`,
    };
    for (const [what, limit] of Object.entries(rows)) {
      expect(page).toMatch(new RegExp(`^\\| ${what} +\\| ${limit} `, "m"));
    }
  });
});

/** The files below a folder that people read, by their paths. */
function textsBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : textsBelow(path);
    return /\.(md|m?[jt]s|ya?ml|json)$/.test(path) && entry.name !== "package-lock.json" ? [path] : [];
  });
}

/** Variables in both cases, and the one that only tests set. */
function isTestOnly(name: string): boolean {
  return name === name.toLowerCase() || name === "VOLCENGINE_ECS_METADATA_ENDPOINT";
}
