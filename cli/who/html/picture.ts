/** A graph -> SVG. Pure. */
import { escaped, fitting } from "./escape";
import type { Edge, Graph, Node, Status } from "./graph";
import { layoutOf, type Place, type Shape } from "./layout";

interface Style extends Shape {
  name: string;
  /** The size of a node's name and of its note. */
  sizes: [name: number, note: number];
  /** Beside them. */
  padding: number;
}

/** One for screens, one for phones: scaled down, the first could not be read there. */
const STYLES: Style[] = [
  { name: "wide", width: 232, gap: 92, height: 44, step: 58, top: 40, sizes: [14, 11.5], padding: 13 },
  { name: "narrow", width: 106, gap: 20, height: 42, step: 52, top: 32, sizes: [12, 10], padding: 8 },
];

const HEADINGS = ["Groups", "Contacts", "Channels"];

/** Not by their colour alone. */
const MARKS: Record<Status, string> = { kept: "", lost: "− ", gained: "+ " };

/** @returns the same for screens and for phones; a style sheet shows one of the two */
export function picturesOf(graph: Graph, title: string): string {
  return STYLES.map((style) => pictureOf(graph, title, style)).join("\n");
}

function pictureOf(graph: Graph, title: string, style: Style): string {
  const { places, width, height } = layoutOf(graph, style);
  const at = (node: Node): Place => places.get(node) ?? { x: 0, y: 0 };
  const { groups, contacts, channels, edges } = graph;
  const counts = [groups, contacts, channels]
    .map(({ length }, index) => `${HEADINGS[index] ?? ""}: ${length}`)
    .join(", ");
  const ids = [`${style.name}-title`, `${style.name}-description`] as const;
  const inOrder = [...edges].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  return [
    `<svg class="${style.name}" viewBox="-1 0 ${width + 2} ${height}" role="img" aria-labelledby="${ids.join(" ")}">`,
    `<title id="${ids[0]}">${escaped(title)}</title>`,
    `<desc id="${ids[1]}">Lines go from groups to their contacts, and from those to the channels that they have. ${counts}. The tables below say the same.</desc>`,
    ...HEADINGS.map(
      (heading, column) => `<text class="heading" x="${column * (style.width + style.gap)}" y="16">${heading}</text>`,
    ),
    ...inOrder.map((edge) => lineOf(edge, at(edge.from), at(edge.to), style)),
    ...[groups, contacts, channels].flatMap((nodes, column) =>
      nodes.map((node) => boxOf(node, at(node), HEADINGS[column]?.toLowerCase() ?? "", style)),
    ),
    "</svg>",
  ].join("\n");
}

/** What changes lies on top. */
const ORDER: Status[] = ["kept", "gained", "lost"];

function lineOf({ status, fault }: Edge, from: Place, to: Place, { width, height, gap }: Style): string {
  const [x1, y1, x2, y2] = [from.x + width, from.y + height / 2, to.x, to.y + height / 2];
  const path = `M${x1} ${y1}C${x1 + gap / 2} ${y1} ${x2 - gap / 2} ${y2} ${x2} ${y2}`;
  return `<path class="line ${status}${fault === undefined ? "" : " dead"}" d="${path}"/>`;
}

function boxOf({ name, note, isOdd, status }: Node, { x, y }: Place, kind: string, style: Style): string {
  const { width, height, sizes, padding } = style;
  const room = width - 2 * padding;
  const [size, small] = sizes;
  const under = note === "" ? "" : `${isOdd ? "! " : ""}${note}`;
  const baseline = y + (under === "" ? height / 2 + size * 0.35 : height / 2 - 2);
  const text = (css: string, line: number, what: string, points: number): string =>
    `<text class="${css}" x="${x + padding}" y="${line}" font-size="${points}">${escaped(fitting(what, room, points))}</text>`;
  return [
    `<g class="node ${kind} ${status}">`,
    `<title>${escaped(`${name}${under === "" ? "" : `: ${note}`}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="9"/>`,
    `<rect class="edge" x="${x}" y="${y + 9}" width="3" height="${height - 18}" rx="1.5"/>`,
    text("name", baseline, `${MARKS[status]}${name}`, size),
    ...(under === "" ? [] : [text(isOdd ? "note odd" : "note", y + height / 2 + small + 2, under, small)]),
    "</g>",
  ].join("");
}

const LEGEND: [isUsed: (graph: Graph) => boolean, css: string, words: string][] = [
  [({ edges }) => edges.some(({ fault }) => fault !== undefined), "kept dead", "nothing comes through"],
  [(graph) => hasStatus(graph, "lost"), "lost", "− goes"],
  [(graph) => hasStatus(graph, "gained"), "gained", "+ is new"],
];

function hasStatus({ edges, groups, contacts, channels }: Graph, status: Status): boolean {
  return [...edges, ...groups, ...contacts, ...channels].some((each) => each.status === status);
}

/** What the lines mean, as far as there are such. */
export function legendOf(graph: Graph): string {
  const items = LEGEND.filter(([isUsed]) => isUsed(graph)).map(
    ([, css, words]) =>
      `<li><svg viewBox="0 0 34 8" width="34" height="8" aria-hidden="true"><path class="line ${css}" d="M1 4H33"/></svg> ${words}</li>`,
  );
  return items.length === 0 ? "" : `<ul class="legend">${items.join("")}</ul>`;
}
