/** What is found, in each format. Pure. */
import { foreign } from "../../provider/text/foreign";
import { type Road, toldAt } from "../account/road";
import { jsonText } from "../text";
import { differences } from "./difference";
import { graphOf } from "./html/graph";
import { pageOf } from "./html/page";
import type { WhoOptions } from "./options";
import { type Outline, outlineOf } from "./outline";
import type { Changes, Difference, Write } from "./pairs";
import { type Part, partOf } from "./part";

export interface Found {
  /** Absent where nothing is compared. */
  before?: Road;
  road: Road;
  changes: Changes;
  /** Where it is from. */
  source: string;
}

/** @returns what is printed */
export function shownAs(format: WhoOptions["format"], found: Found, part: Part): string {
  return { text: asText, markdown: asMarkdown, json: asJson, html: asPage }[format](found, part);
}

function asText(found: Found, part: Part): string {
  return asLines(found, part, plain, "");
}

function asMarkdown(found: Found, part: Part): string {
  return asLines(found, part, asCode, "- ");
}

/** @param mark what stands in front of each line */
function asLines(found: Found, part: Part, write: Write, mark: string): string {
  const changes = changesOf(found, write);
  const head = changes ? [...sentences(changes).map((each) => `${mark}${each}`), ""] : [];
  return [...head, ...lines(outlineOf(found.road, part, write), mark)].join("\n");
}

function asJson(found: Found, part: Part): string {
  const changes = changesOf(found, plain);
  return jsonText({ ...(changes && { differences: changes }), ...asData(partOf(found.road, part)) });
}

function asPage(found: Found, part: Part): string {
  const { before, road, source } = found;
  const changes = changesOf(found, asItIs);
  const { level, ...named } = part;
  const [[what, name] = []] = Object.entries(named);
  const about = [...(name === undefined ? [] : [`${what ?? ""} ${name}`]), ...(level === undefined ? [] : [level])];
  return pageOf({
    title: ["Who is alerted", ...about].join(": ").replace(/: (P\d)$/, ", $1"),
    source,
    ...(changes && { changes: sentences(changes) }),
    graph: graphOf(before ?? road, road, part),
    outline: outlineOf(road, part, asItIs),
  });
}

function changesOf({ before, road, changes }: Found, write: Write): Difference[] | undefined {
  return before && differences(before, road, changes, write);
}

function sentences(found: Difference[]): string[] {
  if (found.length === 0) return ["Nothing changes for anybody."];
  return found.map(({ subject, says }) => `${subject}: ${says.join(", ")}`);
}

/** @param mark what stands in front of each */
function lines(outlines: Outline[], mark = "", depth = 0): string[] {
  const indent = "  ".repeat(depth);
  return outlines.flatMap(({ line, below }) => [`${indent}${mark}${line}`, ...lines(below, mark, depth + 1)]);
}

/** The page escapes whatever it shows. */
const asItIs: Write = (name) => name;

/** Names are other people's. */
const plain: Write = (name) => foreign(name, []);

/** Nothing in it is read as Markdown, and nobody is mentioned. */
const asCode: Write = (name) => `\`${plain(name).replaceAll("`", "'")}\``;

/** For machines: each thing once, and the others by their names. */
function asData({ rules, policies, groups, contacts }: Road): object {
  const names = (some: readonly { name: string }[]): string[] => some.map(({ name }) => name);
  return {
    rules: rules.map(({ name, policy }) => ({ name, ...(policy && { policy: policy.name }) })),
    policies: policies.map(({ name, levels }) => ({
      name,
      levels: levels.map((level) => ({
        level: level.level,
        channels: names(level.channels),
        groups: names(level.groups),
        told: toldAt(level).map(({ contact, channels }) => ({ name: contact.name, channels: names(channels) })),
      })),
    })),
    groups: groups.map((group) => ({ name: group.name, contacts: names(group.contacts), hasOthers: group.hasOthers })),
    contacts: contacts.map(({ name, channels }) => ({
      name,
      channels: channels.map(({ name: channel, fault }) => ({ name: channel, ...(fault !== undefined && { fault }) })),
    })),
  };
}
