/** Line charts as SVG: panels side by side, one line a contestant, with the range of the rounds as a bar. */
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

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
  scale: "linear" | "log";
  panels: readonly Panel[];
}

const COLOURS = ["#6b7280", "#2563eb", "#dc2626", "#059669"];
/** The marks of a logarithmic axis, of those that it reaches. */
const POWERS = [0.01, 0.1, 1, 10, 100, 1_000, 10_000];
const PANEL = { columns: 3, width: 230, height: 150 };

/** The contestants keep their colour whether or not each of them is in a panel. */
export async function svg(chart: Chart, names: readonly string[]): Promise<string> {
  return `${await new View(parse(compile(specification(chart, names)).spec)).toSVG()}\n`;
}

function specification({ title, xLabel, yLabel, scale, panels }: Chart, names: readonly string[]): TopLevelSpec {
  const values = panels.flatMap((panel) =>
    panel.series.flatMap(({ name, points }) => points.map((point) => ({ panel: panel.title, name, ...point }))),
  );
  const axis = { format: ",~f", ...(scale === "log" ? { values: POWERS } : { tickCount: 5 }) };
  const shared = { type: "quantitative", scale: { type: scale, nice: true }, axis } as const;
  return {
    title: { text: title, anchor: "start", offset: 12 },
    background: "white",
    padding: 12,
    data: { values },
    facet: {
      field: "panel",
      type: "nominal",
      title: null,
      sort: panels.map((panel) => panel.title),
      header: { labelFontWeight: "bold", labelAnchor: "start" },
    },
    columns: PANEL.columns,
    spec: {
      width: PANEL.width,
      height: PANEL.height,
      encoding: {
        x: { field: "x", title: xLabel, ...shared },
        color: {
          field: "name",
          type: "nominal",
          title: null,
          scale: { domain: [...names], range: COLOURS },
          legend: { orient: "top", symbolType: "circle" },
        },
      },
      layer: [
        { mark: { type: "line", point: { size: 36 } }, encoding: { y: { field: "y", title: yLabel, ...shared } } },
        { mark: "rule", encoding: { y: { field: "low", title: yLabel, ...shared }, y2: { field: "high" } } },
      ],
    },
    resolve: { scale: { y: "independent" }, axis: { x: "independent" } },
    config: { font: "system-ui, sans-serif" },
  };
}
