/** Streams that are each in order, as one in order: a head of each is held, nothing more. */

export async function* inOrder<T>(
  streams: readonly AsyncIterator<T>[],
  comesFirst: (a: T, b: T) => boolean,
): AsyncGenerator<T> {
  const next = async (stream: AsyncIterator<T>) => {
    const { value, done } = await stream.next();
    return done ? [] : [{ stream, value: value as T }];
  };
  const heads = (await Promise.all(streams.map(next))).flat();
  while (heads.length > 0) {
    let first = 0;
    for (const [i, head] of heads.entries()) {
      const best = heads[first];
      if (best !== undefined && comesFirst(head.value, best.value)) first = i;
    }
    const [head] = heads.splice(first, 1);
    if (head === undefined) return;
    yield head.value;
    heads.push(...(await next(head.stream)));
  }
}

/** The first `limit` items that are wanted. Reads no more items than that takes. */
export async function* firstOf<T>(
  items: AsyncIterable<T>,
  limit: number,
  where: (item: T) => boolean,
): AsyncGenerator<T> {
  let taken = 0;
  if (limit <= 0) return;
  for await (const item of items) {
    if (!where(item)) continue;
    yield item;
    taken += 1;
    if (taken >= limit) return;
  }
}

/** The so many that come first of what comes in any order, holding few more than that. */
export const firstSorted = async <T>(
  items: AsyncIterable<T>,
  limit: number,
  where: (item: T) => boolean,
  comesFirst: (a: T, b: T) => boolean,
): Promise<T[]> => {
  const order = (a: T, b: T) => (comesFirst(a, b) ? -1 : 1);
  let kept: T[] = [];
  for await (const item of items) {
    if (!where(item)) continue;
    kept.push(item);
    if (kept.length > 2 * limit + 1_000) kept = kept.sort(order).slice(0, limit);
  }
  return kept.sort(order).slice(0, limit);
};
