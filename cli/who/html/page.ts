/**
 * A road as a page: one file, which loads nothing and runs nothing. A picture, the same facts in tables, and the road
 * policy by policy. Names in it are text, whatever they hold. Pure.
 */
import { createHash } from "node:crypto";
import type { Outline } from "../outline";
import { escaped } from "./escape";
import type { Edge, Graph, Node } from "./graph";
import { legendOf, picturesOf } from "./picture";
import { STYLE } from "./style";

export interface Page {
  title: string;
  /** Where the facts are from. */
  source: string;
  /** What changes, a sentence each; absent where nothing is compared. */
  changes?: readonly string[];
  graph: Graph;
  outline: readonly Outline[];
}

export function pageOf({ title, source, changes, graph, outline }: Page): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const { groups, contacts, channels, edges } = graph;
  const joined = (node: Node): { to: Edge[]; from: Edge[] } => ({
    to: edges.filter(({ from }) => from === node),
    from: edges.filter(({ to }) => to === node),
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="source">${escaped(source)}</p>
${changes === undefined ? "" : listOf(changes, "card changes")}
<figure class="card">
${picturesOf(graph, title)}
${legendOf(graph)}
</figure>
<h2>The same in tables</h2>
<div class="card">
${tableOf("Contacts", ["Contact", "In groups", "Channels"], contacts, (node) => [cell(joined(node).from, "from"), cell(joined(node).to, "to")])}
${tableOf("Groups", ["Group", "Told of", "Contacts"], groups, (node) => [noteOf(node), cell(joined(node).to, "to")])}
${tableOf("Channels", ["Channel", "Reaches", "Contacts"], channels, (node) => [noteOf(node), cell(joined(node).from, "from")])}
</div>
<h2>Policy by policy</h2>
<div class="card">${outlineList(outline, "outline")}</div>
</main>
</body>
</html>
`;
}

function listOf(sentences: readonly string[], css: string): string {
  return `<ul class="${css}">${sentences.map((each) => `<li>${escaped(each)}</li>`).join("")}</ul>`;
}

function tableOf(caption: string, headings: string[], nodes: Node[], cells: (node: Node) => string[]): string {
  if (nodes.length === 0) return "";
  const rows = nodes.map((node) => {
    const filled = cells(node).map((text, index) => `<td data-label="${headings[index + 1] ?? ""}">${text}</td>`);
    return `<tr><th scope="row">${marked(node, escaped(node.name))}</th>${filled.join("")}</tr>`;
  });
  const head = headings.map((heading) => `<th scope="col">${heading}</th>`).join("");
  return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

/** What it is joined to. */
function cell(edges: readonly Edge[], end: "from" | "to"): string {
  const items = edges.map((edge) => {
    const fault = edge.fault === undefined ? "" : ` <span class="odd">(${escaped(edge.fault)})</span>`;
    return marked(edge, `${escaped(edge[end].name)}${fault}`);
  });
  return items.length === 0 ? '<span class="odd">none</span>' : items.join(", ");
}

function noteOf({ note, isOdd }: Node): string {
  return isOdd ? `<span class="odd">${escaped(note)}</span>` : escaped(note);
}

/** Not by its colour alone. */
function marked({ status }: Pick<Node, "status">, html: string): string {
  if (status === "kept") return html;
  return status === "lost" ? `<s>${html}</s> (goes)` : `<ins>${html}</ins> (new)`;
}

function outlineList(outlines: readonly Outline[], css = ""): string {
  if (outlines.length === 0) return "";
  const items = outlines.map(({ line, below }) => `<li>${escaped(line)}${outlineList(below)}</li>`);
  return `<ul${css === "" ? "" : ` class="${css}"`}>${items.join("")}</ul>`;
}
