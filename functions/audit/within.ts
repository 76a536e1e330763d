/** Runs a task for at most so many milliseconds. Past that it is told to stop and the wait is over, whatever it does. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  readonly code = 'timeout';
}

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
