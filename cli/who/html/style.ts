/** How the page looks: light or dark, as the reader's system is, on paper, and on a phone. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --text: #1d2330; --quiet: #5b6474; --rule: #d9dee7;
  --line: #9aa5b8; --groups: #5b6ee1; --contacts: #2b8a9b; --channels: #8a5bd1; --lost: #c4314b; --gained: #1a7f4b;
  --odd: #9a5b00; }
@media (prefers-color-scheme: dark) { :root { --page: #12151c; --card: #1b202a; --text: #e8ebf1; --quiet: #a3adbd;
  --rule: #333b49; --line: #5f6b80; --groups: #8f9dff; --contacts: #58c0d2; --channels: #b894f5; --lost: #ff7a8e;
  --gained: #58d68d; --odd: #f0b45a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, "Segoe UI", Roboto,
  "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
main { max-width: 960px; margin: 0 auto; padding: 32px 24px 48px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 36px 0 12px; font-size: 18px; }
.source::first-letter { text-transform: uppercase; }
.source { margin: 4px 0 0; color: var(--quiet); }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; padding: 24px; }
.changes { margin: 24px 0 0; padding: 16px 20px 16px 40px; border-left: 4px solid var(--groups); }
figure { margin: 24px 0 0; }
figure > svg { display: block; width: 100%; height: auto; }
svg.narrow { display: none; }
svg text { fill: var(--text); font-family: inherit; }
.heading { fill: var(--quiet); font-size: 12px; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; }
.node rect { fill: var(--page); stroke: var(--rule); }
.node .edge { stroke: none; }
.groups .edge { fill: var(--groups); }
.contacts .edge { fill: var(--contacts); }
.channels .edge { fill: var(--channels); }
.name { font-weight: 600; }
svg .note { fill: var(--quiet); }
svg .note.odd, .odd { fill: var(--odd); color: var(--odd); }
.line { fill: none; stroke: var(--line); stroke-width: 1.5; opacity: 0.75; }
.line.dead { stroke: var(--odd); stroke-dasharray: 7 5; }
.line.lost { stroke: var(--lost); stroke-width: 2; stroke-dasharray: 1.5 5; stroke-linecap: round; opacity: 1; }
.line.gained { stroke: var(--gained); stroke-width: 2.75; opacity: 1; }
.node.lost rect { stroke: var(--lost); stroke-dasharray: 4 3; }
.node.lost .name { fill: var(--lost); text-decoration: line-through; }
.node.gained rect { stroke: var(--gained); stroke-width: 2; }
.node.gained .name { fill: var(--gained); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 20px 0 0; padding: 0; list-style: none;
  color: var(--quiet); font-size: 14px; }
.legend li { display: flex; align-items: center; gap: 8px; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 15px; }
caption { padding: 0 0 8px; text-align: left; font-weight: 600; }
table + table { margin-top: 28px; }
th, td { padding: 8px 12px 8px 0; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { border-top: 0; color: var(--quiet); font-size: 13px; font-weight: 500; }
thead th:first-child, thead th:nth-child(2) { width: 26%; }
tbody th { font-weight: 600; }
s { color: var(--lost); }
ins { color: var(--gained); text-decoration: none; }
.outline, .outline ul { margin: 0; padding-left: 20px; }
.outline > li + li { margin-top: 8px; }
@media (max-width: 640px) {
  main { padding: 20px 16px 32px; }
  h1 { font-size: 23px; }
  .card { padding: 16px 12px; }
  .changes { padding-left: 32px; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
  .heading { font-size: 10px; }
  thead { display: none; }
  tbody tr { display: block; padding: 10px 0; border-top: 1px solid var(--rule); }
  tbody th, tbody td { display: block; width: auto; padding: 2px 0; border: 0; }
  td::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media print { body { background: #fff; } .card { border: 0; padding: 0; } }
`;
