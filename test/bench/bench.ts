/**
 * How a speed promise is measured and reported.
 *
 * A promise is a ratio: the thing against a floor that does only what cannot be avoided, both measured in
 * the same run, in turn, so that a noisy machine slows both. Figures are CPU time (user + system) of this
 * process unless a bench says otherwise.
 */

export interface BenchRow {
  /** What is promised, as a sentence without a verb: `handler, 50 Observations prefetched`. */
  readonly what: string;
  /** Measured, with its unit. */
  readonly measured: string;
  /** What it is held against, with its unit. */
  readonly floor: string;
  /** measured ÷ floor. */
  readonly ratio: number;
  /** The ratio must not be above this (or below it, where `atLeast`). Without it, it is only told. */
  readonly limit?: number;
  /** What is wanted, where it is not reached. */
  readonly aim?: number;
  readonly atLeast?: true;
}

export interface Bench {
  readonly title: string;
  run(): Promise<readonly BenchRow[]>;
}

export const median = (figures: readonly number[]): number => {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

const cpuMicros = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

export interface MeasuredPair {
  /** CPU microseconds a call, median of the rounds. */
  readonly subject: number;
  readonly floor: number;
  /** Median of the rounds' ratios. */
  readonly ratio: number;
}

type Work = () => unknown;

const perCall = async (work: Work, calls: number): Promise<number> => {
  const before = cpuMicros();
  for (let i = 0; i < calls; i++) await work();
  return (cpuMicros() - before) / calls;
};

/** Runs subject and floor in turn; the first fifth of the rounds warms up and is not counted. */
export const pair = async (
  subject: Work,
  floor: Work,
  { rounds = 25, calls = 200 }: { rounds?: number; calls?: number } = {},
): Promise<MeasuredPair> => {
  const figures: { subject: number; floor: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    figures.push({ subject: await perCall(subject, calls), floor: await perCall(floor, calls) });
  }
  const counted = figures.slice(Math.floor(rounds / 5));
  return {
    subject: median(counted.map((figure) => figure.subject)),
    floor: median(counted.map((figure) => figure.floor)),
    ratio: median(counted.map((figure) => figure.subject / figure.floor)),
  };
};

/** `1234` → `1.23 ms`, `87` → `87 µs`. */
export const micros = (figure: number): string =>
  figure >= 1000 ? `${(figure / 1000).toFixed(2)} ms` : `${figure.toFixed(figure < 10 ? 1 : 0)} µs`;
