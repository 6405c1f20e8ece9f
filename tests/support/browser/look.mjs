// Opens a page in Chromium, looks at it on a light and a dark screen and on a phone, and prints what it sees.
// Usage, in the folder with the packages: node look.mjs <page> <folder for pictures> <empty folder>
/* global document, getComputedStyle, window */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [page, pictures, home] = process.argv.slice(2);
const requireThere = createRequire(join(process.cwd(), "package.json"));
const { chromium } = requireThere("playwright-core");
const { default: packed } = await import(pathToFileURL(requireThere.resolve("@sparticuz/chromium")).href);

// It unpacks the browser there, where that is not done yet.
process.env.TMPDIR = process.cwd();
const executablePath = await packed.executablePath();
process.env.TMPDIR = home;

const VIEWS = [
  { view: "light", colorScheme: "light", width: 1100 },
  { view: "dark", colorScheme: "dark", width: 1100 },
  { view: "phone", colorScheme: "light", width: 390 },
];

const browser = await chromium.launchPersistentContext(join(home, "user"), {
  executablePath,
  headless: true,
  args: [
    ..."--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update".split(" "),
    ..."--disable-sync --no-first-run".split(" "),
  ],
});
const looks = [];
try {
  for (const { view, colorScheme, width } of VIEWS) {
    const tab = await browser.newPage();
    const seen = { console: [], loaded: [] };
    tab.on("console", (message) => seen.console.push(message.text()));
    tab.on("pageerror", (error) => seen.console.push(error.message));
    tab.on("request", (request) => seen.loaded.push(request.url()));
    await tab.emulateMedia({ colorScheme });
    await tab.setViewportSize({ width, height: 844 });
    await tab.goto(pathToFileURL(page).href);
    looks.push({ view, ...(await tab.evaluate(measure)), ...seen, loaded: seen.loaded.slice(1) });
    await tab.screenshot({ path: join(pictures, `${view}.png`), fullPage: true });
    await tab.close();
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(looks));

/** Runs in the page. */
function measure() {
  const picture = [...document.querySelectorAll("figure > svg")].find((svg) => svg.getBoundingClientRect().width > 0);
  const { x, y, width, height } = picture.viewBox.baseVal;
  const boxed = (element) => {
    const box = element.getBBox();
    return { element, words: element.textContent, ...edges(box) };
  };
  const edges = (box) => ({ left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height });
  const texts = [...picture.querySelectorAll("text")].map(boxed);
  const SLACK = 0.5;
  const isOver = (a, b) =>
    a.left < b.right - SLACK && b.left < a.right - SLACK && a.top < b.bottom - SLACK && b.top < a.bottom - SLACK;
  const isWithin = (a, b) =>
    a.left >= b.left - SLACK && a.right <= b.right + SLACK && a.top >= b.top - SLACK && a.bottom <= b.bottom + SLACK;
  const whole = edges({ x, y, width, height });
  const parts = [...picture.querySelectorAll("text, rect, path")].map(boxed);
  const body = getComputedStyle(document.body);
  return {
    nodes: [...picture.querySelectorAll(".node rect:not(.edge)")].filter(
      (rect) => rect.getBoundingClientRect().width > 0 && getComputedStyle(rect).fill !== "rgb(0, 0, 0)",
    ).length,
    lines: [...picture.querySelectorAll(".line")].filter((path) => path.getTotalLength() > 0).length,
    overlapping: texts.flatMap((a, index) =>
      texts.slice(index + 1).flatMap((b) => (isOver(a, b) ? [`${a.words} / ${b.words}`] : [])),
    ),
    tooWide: [...picture.querySelectorAll(".node")].flatMap((node) => {
      const rect = edges(node.querySelector("rect").getBBox());
      const within = [...node.querySelectorAll("text")].map(boxed);
      return within.flatMap((text) => (isWithin(text, rect) ? [] : [text.words]));
    }),
    outside: parts.flatMap((part) => (isWithin(part, whole) ? [] : [part.words || part.element.outerHTML])),
    sideways: document.documentElement.scrollWidth - window.innerWidth,
    page: body.backgroundColor,
    text: body.color,
  };
}
