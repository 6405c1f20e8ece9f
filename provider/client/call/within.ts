import type { Clock } from "../clock";

/** What a promise gives, or `undefined` when the time is over or the signal aborted before. */
export async function within<T>(
  { timeout }: Pick<Clock, "timeout">,
  promise: Promise<T>,
  ms: number,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const done = new AbortController();
  const end = (): void => {
    // Without a reason it makes an error, with a stack.
    done.abort(null);
  };
  signal?.addEventListener("abort", end);
  if (signal?.aborted) end();
  try {
    return await Promise.race([timeout(Math.max(0, ms), done.signal).then(() => undefined), promise]);
  } finally {
    signal?.removeEventListener("abort", end);
    end();
  }
}
