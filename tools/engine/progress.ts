/** Takes one line for a person to read, without a line break. */
export type Report = (line: string) => void;

const BEAT_MS = 10_000;

/**
 * Does long work, saying at its start and every 10 s what it is doing and for how long.
 *
 * @param describe given how many milliseconds have passed
 */
export async function withHeartbeat<T>(
  report: Report,
  describe: (passedMs: number) => string,
  work: () => Promise<T>,
): Promise<T> {
  const start = Date.now();
  report(`${describe(0)} …`);
  const beat = setInterval(() => {
    report(`${describe(Date.now() - start)} … ${seconds(start)}`);
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/** The time since `start`, as `95 s`. */
export function seconds(start: number): string {
  return `${Math.round((Date.now() - start) / 1000)} s`;
}
