/** Text of others in a page: it stays text, and shows all that it holds. */
import { visible } from "../../../provider/text/visible";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** How much of a text fits into a width, by letters as wide as those of a wide font. */
export function fitting(text: string, width: number, size: number): string {
  const letters = Array.from(visible(text));
  const widths = letters.map((letter) => widthOf(letter) * size);
  if (widths.reduce((sum, each) => sum + each, 0) <= width) return letters.join("");
  let left = width - size;
  const kept = letters.filter((_, index) => (left -= widths[index] ?? 0) >= 0);
  return `${kept.join("")}…`;
}

/** In ems. */
function widthOf(letter: string): number {
  if (/[\u1100-\u{10ffff}]/u.test(letter)) return 1.02;
  if (/[mwMW@%—…]/.test(letter)) return 0.98;
  return /[A-Z0-9_]/.test(letter) ? 0.72 : 0.62;
}
