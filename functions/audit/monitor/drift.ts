/**
 * What has changed at a client: each watched rate of the last hours and days against the month before. One mechanism
 * for all rates and all malfunctions; docs/decisions/0209 explains it. Pure.
 *
 * - The last 3 hours to 16 days are each compared with the 28 days before them, so a change that has just begun and a
 *   small one of a small client are both seen.
 * - A rate is expected as the hours at hand had it before: working day or weekend, day or night.
 * - Counts are worth less than their number where they vary more from day to day than chance says, where several are
 *   of one patient, and because shares drift slowly by themselves.
 * - A client is in drift when one rate has enough evidence: a Bayes factor of so many to one as there are rates and
 *   hours of a year, so that at most one false alarm a client and year is to be expected.
 */
import { type CauseId, causeOf, causes, type MovedRate } from './causes.ts';
import {
  asWeekend,
  ClientHistory,
  HOURS_A_DAY,
  hourNamed,
  type RateSums,
  STRATA,
  sumOver,
  totalOver,
} from './history.ts';
import { lnBayesFactor } from './statistics.ts';
import type { Base, HourTally } from './tally.ts';

export interface Drift {
  readonly client: string;
  /** Hours, UTC: from when, as near as it can be told, and when it was noticed. */
  readonly since: string;
  readonly noticed: string;
  /** The likely cause: the heading of its section in docs/operate.md, and a sentence. */
  readonly cause: CauseId;
  readonly says: string;
  /** The strongest first. */
  readonly moved: readonly MovedRate[];
}

/** Hours that are compared with the month before. */
const WINDOWS = [3, 6, 12, 24, 48, 96, 192, 384] as const;
const MONTH = 28 * HOURS_A_DAY;
/** A client is not judged before it has so much of a past. */
const LEAST_PAST = 14 * HOURS_A_DAY;
const LEAST_BEFORE = 50;

/** Standard deviation by which shares drift from one fortnight to the next, on the logit scale [chosen]. */
const DRIFT = 0.12;
const DRIFT_VARIANCE = DRIFT * DRIFT;
const HOURS_A_YEAR = 8_760;
/** What is named beside a rate that has enough evidence, to tell the cause: 20 to 1. */
const BESIDE = Math.log(20);
/** Below this many expected and none seen, no evidence can arise. */
const FEW = 5;
/** A share of a kind of hour that was seldom seen leans on that of all hours, as if those had been seen so often. */
const LEAN = 4;
/** Days with the largest deviations that do not count as usual: an outage must not make the month after it blind. */
const ODD_DAYS = 2;
/** The mean of the other 26 of 28 chi-squared values with one degree of freedom. */
const WITHOUT_ODD_DAYS = 0.74;
const MOST_DISPERSION = 8;

/** Hours at the end of what is known. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** By kind of hour, and in all. */
  readonly counts: readonly number[];
  readonly n: number;
  /** Before it began. */
  readonly midnight: number;
  /** It begins and ends at midnight. */
  readonly isOfDays: boolean;
}

/** A rate in the month before. */
interface Past {
  readonly n: number;
  /** Shares by kind of hour. */
  readonly shares: Float64Array;
  /** How much more than by chance it varies. */
  readonly dispersion: number;
}

const NO_PAST: Past = { n: 0, shares: new Float64Array(STRATA), dispersion: 1 };

export class DriftWatch {
  readonly #history: ClientHistory;
  readonly #enough: number;
  readonly #pasts = new Map<number, Past>();

  constructor(history: ClientHistory) {
    this.#history = history;
    this.#enough = Math.log(history.rates.length * HOURS_A_YEAR);
  }

  /** The rates that have moved by the end of that hour, if one of them has enough evidence; else none. */
  at(hour: number): MovedRate[] {
    const strongest: MovedRate[] = [];
    let most = 0;
    const stretches = this.#stretches(hour + 1);
    this.#history.rates.forEach((rate, number) => {
      const moved = this.#moved(rate, number, stretches[rate.base]);
      if (moved === undefined) return;
      strongest.push(moved);
      most = Math.max(most, moved.evidence);
    });
    return most < this.#enough ? [] : strongest.sort((a, b) => b.evidence - a.evidence);
  }

  /** What is compared with the month before, by what it is counted of; those without a count are left out. */
  #stretches(to: number): Record<Base, Stretch[]> {
    const of = (base: Base) =>
      WINDOWS.flatMap((window): Stretch[] => {
        const from = to - window;
        if (from < LEAST_PAST) return [];
        const sums = this.#history.base(base);
        const counts = Array.from({ length: STRATA }, (_, stratum) => sumOver(sums, stratum, from, to));
        const n = counts.reduce((sum, one) => sum + one, 0);
        const midnight = this.#history.midnight(from);
        return n === 0
          ? []
          : [{ from, to, counts, n, midnight, isOfDays: from === midnight && window % HOURS_A_DAY === 0 }];
      });
    return {
      hour: of('hour'),
      request: of('request'),
      visit: of('visit'),
      found: of('found'),
      shown: of('shown'),
      feedback: of('feedback'),
    };
  }

  /** The stretch with the most evidence. */
  #moved(rate: RateSums, number: number, stretches: readonly Stretch[]): MovedRate | undefined {
    let best: MovedRate | undefined;
    for (const stretch of stretches) {
      if (rate.isOfTheDay && !stretch.isOfDays) continue;
      const moved = this.#compared(rate, number, stretch);
      if (moved !== undefined && moved.evidence > (best?.evidence ?? BESIDE)) best = moved;
    }
    return best;
  }

  #compared(
    rate: RateSums,
    number: number,
    { from, to, counts, n, midnight }: Stretch,
  ): MovedRate | undefined {
    const past = this.#past(rate, number, midnight);
    if (past.n < LEAST_BEFORE) return undefined;
    const k = Math.min(n, totalOver(rate.sums, from, to));
    const expected = counts.reduce((sum, of, stratum) => sum + of * (past.shares[stratum] ?? 0), 0);
    if (k === 0 && expected < FEW) return undefined;
    // an hour without calls is news, one with calls is not
    if (rate.base === 'hour' && k >= expected) return undefined;
    const before = Math.min(1, expected / n);
    const spread = before * (1 - before);
    const error = k - expected;
    if (error * error < 4 * past.dispersion * n * (spread + 1 / past.n)) return undefined;
    const worth = 1 / (past.dispersion + n * spread * DRIFT_VARIANCE);
    const pastWorth = past.n / past.dispersion;
    const evidence = lnBayesFactor(k * worth, n * worth, before * pastWorth, pastWorth);
    const since = this.#history.hourAt(from);
    return { rate: rate.rate, before, now: k / n, count: k, of: n, evidence, since };
  }

  /** @param until midnight before what is compared with it */
  #past(rate: RateSums, number: number, until: number): Past {
    const name = number * this.#history.length + until;
    const known = this.#pasts.get(name) ?? this.#computed(rate, until);
    this.#pasts.set(name, known);
    return known;
  }

  #computed({ base, sums, isOfTheDay }: RateSums, until: number): Past {
    const from = Math.max(0, until - MONTH);
    const bases = this.#history.base(base);
    const n = totalOver(bases, from, until);
    if (n < LEAST_BEFORE) return NO_PAST;
    const overall = (Math.min(n, totalOver(sums, from, until)) + 0.5) / (n + 1);
    const shares = new Float64Array(STRATA);
    for (let stratum = 0; stratum < STRATA; stratum += 1) {
      const of = sumOver(bases, stratum, from, until);
      const k = Math.min(of, sumOver(sums, stratum, from, until));
      shares[stratum] = isOfTheDay ? overall : (k + LEAN * overall) / (of + LEAN);
    }
    const daily = this.#dispersion(sums, bases, shares, from, until);
    // a day off is like a Sunday
    if (base === 'hour')
      for (let stratum = 0; stratum < STRATA; stratum += 1)
        shares[stratum] = Math.min(shares[stratum] ?? 0, shares[asWeekend(stratum)] ?? 0);
    const clusters = base === 'hour' ? 1 : this.#history.unitsAPatient(base, from, until);
    return { n, shares, dispersion: Math.min(MOST_DISPERSION, Math.max(clusters, daily)) };
  }

  /** Pearson's statistic over the days, divided by what chance gives. (McCullagh P, Nelder JA, Generalized Linear Models, 1989, section 4.5.) */
  #dispersion(
    sums: RateSums['sums'],
    bases: RateSums['sums'],
    shares: Float64Array,
    from: number,
    until: number,
  ): number {
    const squares: number[] = [];
    for (let day = until - HOURS_A_DAY; day >= from; day -= HOURS_A_DAY) {
      const n = totalOver(bases, day, day + HOURS_A_DAY);
      let expected = 0;
      for (let stratum = 0; stratum < STRATA; stratum += 1)
        expected += sumOver(bases, stratum, day, day + HOURS_A_DAY) * (shares[stratum] ?? 0);
      const variance = expected * (1 - expected / Math.max(1, n));
      if (variance < 0.5) continue;
      const error = Math.min(n, totalOver(sums, day, day + HOURS_A_DAY)) - expected;
      squares.push((error * error) / variance);
    }
    if (squares.length < 10) return 1;
    const usual = squares.sort((a, b) => a - b).slice(0, -ODD_DAYS);
    return usual.reduce((sum, one) => sum + one, 0) / usual.length / WITHOUT_ODD_DAYS;
  }
}

/** A drift is over when nothing has enough evidence for so many hours. */
const QUIET = 24;

const strongestOf = (rates: readonly MovedRate[]): MovedRate[] => {
  const best = new Map<string, MovedRate>();
  for (const moved of rates)
    if (moved.evidence > (best.get(moved.rate)?.evidence ?? 0)) best.set(moved.rate, moved);
  return [...best.values()].sort((a, b) => b.evidence - a.evidence);
};

/**
 * The drifts of one client, in order of time.
 * @param from index of the first hour that is looked at
 */
const driftsIn = (client: string, history: ClientHistory, from: number): Drift[] => {
  const watch = new DriftWatch(history);
  const drifts: { first: number; last: number; moved: MovedRate[] }[] = [];
  for (let hour = Math.max(from, LEAST_PAST); hour < history.length; hour += 1) {
    const moved = watch.at(hour);
    if (moved.length === 0) continue;
    const open = drifts.at(-1);
    if (open !== undefined && hour - open.last <= QUIET) {
      open.last = hour;
      // the first day shows what moved together; later the change becomes the usual
      if (hour - open.first <= QUIET) open.moved = strongestOf([...open.moved, ...moved]);
    } else drifts.push({ first: hour, last: hour, moved });
  }
  return drifts.map(({ first, moved }) => {
    const cause = causeOf(moved);
    const noticed = history.hourAt(first);
    return { client, since: moved[0]?.since ?? noticed, noticed, cause, says: causes[cause].says, moved };
  });
};

export interface DriftPeriod {
  /** The first and the last hour that are looked at, as `2026-12-01T05`; all there is when absent. */
  readonly from?: string;
  readonly until?: string;
}

/** @param tallies of any clients, in order of time */
export const driftsOf = (tallies: readonly HourTally[], { from, until }: DriftPeriod = {}): Drift[] =>
  [...Map.groupBy(tallies, ({ client }) => client)].flatMap(([client, own]) => {
    const history = new ClientHistory(own, until);
    let first = 0;
    while (from !== undefined && first < history.length && history.hourAt(first) < from) first += 1;
    return driftsIn(client, history, first);
  });

const HOUR = 3_600_000;

/** Only those that began to be seen in these hours; what was seen the day before is known. */
export const newDrifts = (tallies: readonly HourTally[], { from, until }: Required<DriftPeriod>): Drift[] => {
  const dayBefore = hourNamed(Date.parse(`${from}:00:00.000Z`) - (QUIET + 1) * HOUR);
  return driftsOf(tallies, { from: dayBefore, until }).filter(({ noticed }) => noticed >= from);
};
