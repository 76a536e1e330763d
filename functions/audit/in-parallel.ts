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
