/** Line charts as SVG: panels side by side, one line a contestant, with the range of the rounds as a bar. */

export interface Point {
  x: number;
  y: number;
  low: number;
  high: number;
}

export interface Series {
  name: string;
  points: readonly Point[];
}

export interface Panel {
  title: string;
  series: readonly Series[];
}

export interface Chart {
  title: string;
  xLabel: string;
  yLabel: string;
  /** A scale on which ten times as much is always as far. */
  logarithmic: { x: boolean; y: boolean };
  panels: readonly Panel[];
}

const COLOURS = ["#6b7280", "#2563eb", "#dc2626", "#059669"];
const COLUMNS = 3;
const PANEL = { width: 300, height: 220, left: 56, right: 12, top: 34, bottom: 40 };
const HEADER = 64;

/** The contestants keep their colour whether or not each of them is in a panel. */
export function svg(chart: Chart, names: readonly string[]): string {
  const columns = Math.min(COLUMNS, chart.panels.length);
  const width = columns * PANEL.width;
  const height = HEADER + Math.ceil(chart.panels.length / COLUMNS) * PANEL.height;
  const legend = names.map((name, index) => {
    const x = PANEL.left + index * 90;
    return `<rect x="${x}" y="40" width="14" height="4" fill="${colour(index)}"/>${text(x + 20, 46, name)}`;
  });
  const panels = chart.panels.map((panel, index) => {
    const x = (index % COLUMNS) * PANEL.width;
    const y = HEADER + Math.floor(index / COLUMNS) * PANEL.height;
    return `<g transform="translate(${x} ${y})">${drawPanel(panel, chart, names)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` font-family="system-ui, sans-serif" font-size="11" fill="#111827" role="img">`,
    `<title>${escaped(chart.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(PANEL.left, 24, chart.title, 'font-size="14" font-weight="600"'),
    ...legend,
    ...panels,
    "</svg>\n",
  ].join("\n");
}

function drawPanel({ title, series }: Panel, chart: Chart, names: readonly string[]): string {
  const points = series.flatMap((one) => one.points);
  const x = scale(
    points.map((point) => point.x),
    chart.logarithmic.x,
    [PANEL.left, PANEL.width - PANEL.right],
  );
  const ys = points.flatMap(({ low, high }) => [low, high]);
  const y = scale(ys, chart.logarithmic.y, [PANEL.height - PANEL.bottom, PANEL.top]);
  const bottom = PANEL.height - PANEL.bottom;
  const grid = y.ticks.map(
    (tick) =>
      `<line x1="${PANEL.left}" x2="${PANEL.width - PANEL.right}" y1="${y.at(tick)}" y2="${y.at(tick)}" stroke="#e5e7eb"/>` +
      text(PANEL.left - 6, y.at(tick) + 4, label(tick), 'text-anchor="end"'),
  );
  const marks = x.ticks.map((tick) => text(x.at(tick), bottom + 15, label(tick), 'text-anchor="middle"'));
  const lines = series.map(({ name, points: own }) => {
    const stroke = colour(names.indexOf(name));
    const path = own.map((point) => `${x.at(point.x)},${y.at(point.y)}`).join(" ");
    const ranges = own.map(
      (point) =>
        `<line x1="${x.at(point.x)}" x2="${x.at(point.x)}" y1="${y.at(point.low)}" y2="${y.at(point.high)}" stroke="${stroke}"/>` +
        `<circle cx="${x.at(point.x)}" cy="${y.at(point.y)}" r="3" fill="${stroke}"/>`,
    );
    return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="1.5"/>${ranges.join("")}`;
  });
  return [
    text(PANEL.left, 20, title, 'font-weight="600"'),
    ...grid,
    ...marks,
    text(
      (PANEL.left + PANEL.width - PANEL.right) / 2,
      bottom + 32,
      chart.xLabel,
      'text-anchor="middle" fill="#6b7280"',
    ),
    text(
      0,
      0,
      chart.yLabel,
      `transform="translate(12 ${(PANEL.top + bottom) / 2}) rotate(-90)" text-anchor="middle" fill="#6b7280"`,
    ),
    ...lines,
  ].join("\n");
}

interface Scale {
  at: (value: number) => number;
  ticks: number[];
}

/** Maps what the values span to a range of pixels, with round ticks; a linear scale starts at 0. */
export function scale(values: readonly number[], logarithmic: boolean, [from, to]: readonly [number, number]): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const ticks = logarithmic ? powers(least, most) : steps(most);
  const position = logarithmic ? Math.log10 : (value: number): number => value;
  const [low, high] = [position(ticks[0] ?? 0), position(ticks.at(-1) ?? 1)];
  const at = (value: number): number => {
    const share = high === low ? 0.5 : (position(value) - low) / (high - low);
    return Math.round((from + share * (to - from)) * 10) / 10;
  };
  return { at, ticks };
}

/** The powers of ten around the values. */
function powers(least: number, most: number): number[] {
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  return Array.from({ length: last - first + 1 }, (_unused, index) => Number(`1e${first + index}`));
}

/** 0 and up to five round steps above it. */
function steps(most: number): number[] {
  const rough = (most || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power;
  return Array.from({ length: Math.ceil((most || 1) / step) + 1 }, (_unused, index) =>
    Number((index * step).toPrecision(6)),
  );
}

function label(tick: number): string {
  return tick >= 1000 ? tick.toLocaleString("en-US") : String(tick);
}

function colour(index: number): string {
  return COLOURS[index] ?? "#111827";
}

function text(x: number, y: number, words: string, attributes = ""): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
