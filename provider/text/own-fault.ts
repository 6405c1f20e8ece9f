/**
 * What to tell of an error that nobody expected: which one it is, and where in this package it happened, for its
 * makers. What it says itself stays out, as it can hold any value, and so does where the package is on a machine.
 */

/** Errors of JavaScript's own: this package means none of them. */
const OWN_FAULT = /^(Type|Range|Reference|Syntax|URI)Error$/;

export const REPORT_IT = "Run it again; if it stays, report it to the makers of pulumi-vmp.";

/** What somebody is told of any error. */
export function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return OWN_FAULT.test(error.name) ? `${unexpected(error)}. ${REPORT_IT}` : error.message;
}

export function unexpected(error: unknown): string {
  const [what, place] = error instanceof Error ? [error.name, placeIn(error.stack)] : [typeof error];
  return `something that this package does not expect happened (${what}${place ? ` at ${place}` : ""})`;
}

/** This file, as it is in a part of the package, in its sources, or in the one file of the packaged provider. */
const THIS_FILE = /((dist[\\/]([^\\/]+[\\/]){1,2}|provider[\\/]text[\\/])?[^\\/]+)$/;
const PLACE = /^(?!.*node_modules)[\w./\\-]+:\d+:\d+$/;

/** `dist/provider/index.js:12:34`: the innermost frame of a stack that is inside of the package. */
function placeIn(stack = ""): string | undefined {
  const [, here = ""] = /([^(\n]+):\d+:\d+\)?$/m.exec(new Error().stack ?? "") ?? [];
  const root = here.replace(THIS_FILE, "");
  const places = stack.split("\n").map((frame) => frame.split(root)[1]?.replace(/\)$/, "") ?? "");
  return places.find((place) => PLACE.test(place));
}
