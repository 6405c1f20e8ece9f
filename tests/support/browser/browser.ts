/** A real browser for tests: headless Chromium out of the registry, kept for the next run. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installInto, ROOT, run } from "../../../tools/engine";

const KEPT = join(ROOT, ".vmp", "browser");
/** The last Chromium of these that takes Node 20.11, and what drives it. They are no devDependencies: 80 MB. */
const PACKAGES = ["@sparticuz/chromium@138.0.2", "playwright-core@1.65.1"];

/** What it sees of a page that has a picture. */
export interface Look {
  /** `light`, `dark`, `phone`. */
  view: string;
  /** How many nodes and lines of the picture take up room. */
  nodes: number;
  lines: number;
  /** Texts of the picture that lie over others, beyond their box, or beyond the picture. */
  overlapping: string[];
  tooWide: string[];
  outside: string[];
  /** How far the page is wider than the window. */
  sideways: number;
  /** The colours of the page, and of its text. */
  page: string;
  text: string;
  /** What the console says, and what is loaded beside the page itself. */
  console: string[];
  loaded: string[];
}

/**
 * @param file the page
 * @param pictures the folder for a picture of each view
 */
export async function look(file: string, pictures: string): Promise<Look[]> {
  await installInto(KEPT, PACKAGES);
  mkdirSync(pictures, { recursive: true });
  const home = mkdtempSync(join(tmpdir(), "vmp-browser-"));
  try {
    const env = { ...process.env, HOME: home };
    const { code, stdout, stderr } = await run(process.execPath, [LOOK, file, pictures, home], { cwd: KEPT, env });
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Look[];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const LOOK = join(__dirname, "look.mjs");
