/** The word that somebody meant. */
import { closest, distance } from "fastest-levenshtein";

const SHORTEST_PART = 4;
/** Two letters that changed places count as two others: of five letters, that many may be. */
const LOOSE = 0.4;

/** The one of the known words that is near: of a few other letters, in another case, or with more to it. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const longer = known.find((each) => lower.length >= SHORTEST_PART && each.toLowerCase().includes(lower));
  const folded = known.map((each) => each.toLowerCase());
  // Of no words none is closest.
  const close = closest(lower, folded) as string | undefined;
  if (close === undefined) return undefined;
  const isClose = distance(lower, close) <= LOOSE * Math.max(lower.length, close.length);
  return isClose ? known[folded.indexOf(close)] : longer;
}
