/** What a promise gives, or `undefined` when the time is over or the signal aborted before. */
export async function within<T>(promise: Promise<T>, ms: number, signal?: AbortSignal): Promise<T | undefined> {
  let stop: (() => void) | undefined;
  const over = new Promise<undefined>((resolve) => {
    const end = (): void => {
      resolve(undefined);
    };
    const timer = setTimeout(end, Math.max(0, ms));
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
    };
  });
  try {
    return await Promise.race([over, promise]);
  } finally {
    stop?.();
  }
}
