/** Puts into a build other limits of a call than its own, and of how many reads or deletes are joined into one. */
import type { Limits } from "../../provider/client/call/transport";
import type { JOINING } from "../../provider/client/records/together";

/** In milliseconds; `most` is a number of requests. */
export type TestLimits = Partial<Pick<Limits, "headers" | "body">> & Partial<typeof JOINING>;

/** Where a build has them. */
const PLACES: Record<string, RegExp> = {
  headers: /(?<=\bheaders:)\d[\de]*(?=,\s*body:)/g,
  body: /(?<=\bheaders:\d[\de]*,\s*body:)\d[\de]*/g,
  aloneMs: /(?<=\baloneMs:)\d[\de]*/g,
  longestMs: /(?<=\blongestMs:)\d[\de]*/g,
  most: /(?<=\baloneMs:\d[\de]*,\s*longestMs:\d[\de]*,\s*most:)[\w$]+/g,
};

/** The patterns of what is to be replaced in the code, and with what. */
export function replacements(limits: TestLimits, code: string): [pattern: string, value: number][] {
  return Object.entries(limits).map(([name, value]) => {
    const place = PLACES[name] ?? /$^/g;
    // It has it in one place, or this is not how to set it.
    expect(code.match(place)).toHaveLength(1);
    return [place.source, value];
  });
}
