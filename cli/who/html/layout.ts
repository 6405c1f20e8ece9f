/** Where each node of a graph stands: three columns, as even as can be, with few edges that cross. Pure. */
import type { Graph, Node } from "./graph";

/** In units of the picture. */
export interface Shape {
  /** Of a column, and between two. */
  width: number;
  gap: number;
  height: number;
  /** From one node to the next below it. */
  step: number;
  /** Above the first one, for the headings. */
  top: number;
}

export interface Place {
  x: number;
  y: number;
}

export interface Layout {
  places: Map<Node, Place>;
  width: number;
  height: number;
}

/** How often the two columns are sorted by each other: more changes little. */
const SWEEPS = 3;

export function layoutOf(graph: Graph, { width, gap, step, height, top }: Shape): Layout {
  let { groups, contacts } = graph;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    contacts = sortedBy(contacts, groups, graph);
    groups = sortedBy(groups, contacts, graph);
  }
  const columns = [groups, contacts, graph.channels];
  const all = step * Math.max(1, ...columns.map(({ length }) => length));
  const places = new Map<Node, Place>();
  for (const [column, nodes] of columns.entries()) {
    for (const [index, node] of nodes.entries()) {
      const middle = ((index + 0.5) * all) / nodes.length;
      places.set(node, { x: column * (width + gap), y: Math.round(top + middle - height / 2) });
    }
  }
  return { places, width: 3 * width + 2 * gap, height: top + all };
}

/** By the middle of what each is joined to in the other column; what is joined to nothing comes last. */
function sortedBy(nodes: Node[], others: Node[], { edges }: Graph): Node[] {
  const place = new Map(others.map((node, index) => [node, index]));
  const joined = new Map<Node, number[]>(nodes.map((node) => [node, []]));
  for (const { from, to } of edges) {
    for (const [here, there] of [[from, to] as const, [to, from] as const]) {
      const index = place.get(there);
      if (index !== undefined) joined.get(here)?.push(index);
    }
  }
  const middle = new Map(
    [...joined].map(([node, places]) => [node, places.length === 0 ? Infinity : mean(places)] as const),
  );
  return [...nodes].sort((a, b) => compare(middle.get(a) ?? 0, middle.get(b) ?? 0));
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Two that are joined to nothing stay in their order. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
