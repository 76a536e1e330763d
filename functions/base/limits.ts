/** How long a task may take, and how many of them are under way at once. */

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  readonly code = 'timeout';
}

/** Runs a task for at most so many milliseconds. Past that it is told to stop and the wait is over, whatever it does. */
export const within = async <T>(ms: number, task: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const stop = new AbortController();
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    over.reject(new TookTooLong(`not done in ${ms} ms`));
    stop.abort();
  }, ms);
  try {
    return await Promise.race([task(stop.signal), over.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** Maps a list with at most so many at once, in order; rejects with the first failure after all begun have ended. */
export const inParallel = async <T, R>(
  atOnce: number,
  list: readonly T[],
  task: (item: T) => Promise<R>,
): Promise<R[]> => {
  const results = new Array<R>(list.length);
  const rest = list.entries();
  const work = async () => {
    for (const [i, item] of rest) results[i] = await task(item);
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(atOnce, list.length) }, work));
  const failed = workers.find((worker) => worker.status === 'rejected');
  if (failed) throw failed.reason;
  return results;
};
