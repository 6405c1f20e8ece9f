/** Not by `URL.canParse`: once Node 20 has compiled it, it refuses each URL with a letter such as `ü` in its host. */
export function urlOf(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
