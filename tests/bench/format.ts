/** How numbers are written, on the terminal and in the documentation. */
import type { Cell } from "./cells";

/** `1.04 x` */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)} x`;
}

/** `12.3 s` */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `12.3 ms` */
export function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

/** `101 MB` */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** `12,345` */
export function whole(number: number): string {
  return Math.round(number).toLocaleString("en-US");
}

/** Instructions as `2,833.8 M`. */
export function millions(number: number): string {
  return `${(number / 1e6).toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} M`;
}

/** `1000 calls`, and how many more were refused. */
export function calls({ called, refused }: Pick<Cell, "called" | "refused">): string {
  return `${whole(called - refused)} calls${refused > 0 ? `, ${whole(refused)} refused` : ""}`;
}

/** `1,000 contacts` */
export function counted(contacts: number): string {
  return `${whole(contacts)} ${contacts === 1 ? "contact" : "contacts"}`;
}
