/**
 * How work grows with its list: CPU time, so that a busy machine matters little, and the least of several turns, so
 * that a collection of garbage does not count. Linear work doubles, quadratic work quadruples.
 */
type GrowthWork = () => unknown;

/** By how much the CPU of a linear list may grow when the list doubles: twice, and the caches that it outgrows. */
export const mostGrowth = 2.5;

const cpuOf = async (work: GrowthWork): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const turns = 6;

const once = async (few: GrowthWork, many: GrowthWork): Promise<number> => {
  let [least, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < turns; turn++) {
    least = Math.min(least, await cpuOf(few));
    large = Math.min(large, await cpuOf(many));
  }
  // the list was doubled twice
  return Math.sqrt(large / least);
};

/**
 * Growth at each doubling, from `size` to four times of it. What is above the limit is measured again, twice: only
 * what is always above it grows too fast.
 * @param make makes the work for a list of so many; what it costs to make is not counted
 */
export const growthOf = async (size: number, make: (size: number) => GrowthWork): Promise<number> => {
  const [few, many] = [make(size), make(4 * size)];
  let growth = await once(few, many);
  for (let again = 0; again < 2 && growth > mostGrowth; again++)
    growth = Math.min(growth, await once(few, many));
  return growth;
};
