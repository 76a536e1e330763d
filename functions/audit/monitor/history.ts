/**
 * The tallies of one client as running sums, so that any stretch of time is two look-ups. Four kinds of hour are kept
 * apart, as who comes at night or on a Sunday differs: a working day or a weekend, day or night.
 *
 * Memory: 16 bytes for each hour and rate.
 */
import { type Base, baseOf, type HourTally, kindOf } from './tally.ts';

const HOUR = 3_600_000;
export const HOURS_A_DAY = 24;

/** Kinds of hour. */
export const STRATA = 4;
const DAY_BEGINS = 6;
const DAY_ENDS = 18;

const stratumOf = (at: Date): number => {
  const isWeekend = at.getUTCDay() % 6 === 0;
  const isNight = at.getUTCHours() < DAY_BEGINS || at.getUTCHours() >= DAY_ENDS;
  return (isWeekend ? 2 : 0) + (isNight ? 1 : 0);
};

/** The hours of the weekend that are like those of a working day. */
export const asWeekend = (stratum: number): number => (stratum % 2) + 2;

const instantOf = (hour: string): number => Date.parse(`${hour}:00:00.000Z`);
export const hourNamed = (instant: number): string => new Date(instant).toISOString().slice(0, 13);

/** Sums before each hour, a row for each kind of hour. */
type Sums = readonly Uint32Array[];

export const sumOver = (sums: Sums, stratum: number, from: number, to: number): number => {
  const row = sums[stratum];
  return row === undefined ? 0 : (row[to] ?? 0) - (row[from] ?? 0);
};

export const totalOver = (sums: Sums, from: number, to: number): number => {
  let total = 0;
  for (let stratum = 0; stratum < STRATA; stratum += 1) total += sumOver(sums, stratum, from, to);
  return total;
};

/** `1.10.0` is newer than `1.9.2`. */
const isOlder = (a: string, b: string): boolean =>
  a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' }) < 0;

/** Answers under a version of the knowledge that a newer one had replaced a day ago or longer. */
const outdated = (
  tallies: readonly HourTally[],
  indexOf: (tally: HourTally) => number,
): [number, number][] => {
  const begun: { readonly version: string; readonly at: number }[] = [];
  return tallies.map((tally) => {
    const index = indexOf(tally);
    const versions = Object.keys(tally.counts).filter((rate) => kindOf(rate) === 'knowledge');
    const settled = begun.filter(({ at }) => at <= index - HOURS_A_DAY);
    const old = versions.filter((version) => settled.some((one) => isOlder(version, one.version)));
    for (const version of versions)
      if (begun.every((one) => one.version !== version)) begun.push({ version, at: index });
    return [index, old.reduce((sum, version) => sum + (tally.counts[version] ?? 0), 0)];
  });
};

export interface RateSums {
  readonly rate: string;
  readonly base: Base;
  readonly sums: Sums;
  /** About the time of day: compared over whole days alone, and over all kinds of hour together. */
  readonly isOfTheDay: boolean;
}

/** Kinds of rate that are kept and not watched: a new version is no malfunction. */
const NOT_WATCHED = ['knowledge'];

export class ClientHistory {
  /** Hours from the first tally to the last that is looked at. */
  readonly length: number;
  readonly rates: readonly RateSums[];
  readonly strata: Uint8Array;
  readonly #start: number;
  readonly #bases: Readonly<Record<Base, Sums>>;
  readonly #patients: Sums;

  /**
   * @param tallies of one client, in order of time, one an hour at most
   * @param until the last hour to look at; that of the last tally when absent
   */
  constructor(tallies: readonly HourTally[], until = tallies.at(-1)?.hour ?? '1970-01-01T00') {
    this.#start = instantOf(tallies[0]?.hour ?? until);
    this.length = Math.max(0, Math.round((instantOf(until) - this.#start) / HOUR) + 1);
    this.strata = Uint8Array.from({ length: this.length }, (_, n) =>
      stratumOf(new Date(this.#start + n * HOUR)),
    );
    const known = tallies.filter(({ hour }) => hour <= until);
    const indexOf = ({ hour }: HourTally) => Math.round((instantOf(hour) - this.#start) / HOUR);
    const counted = (count: (tally: HourTally) => number) =>
      this.#summed(known.map((tally) => [indexOf(tally), count(tally)]));
    const base = (name: Base) => counted(({ of }) => of[name] ?? 0);
    this.#bases = {
      hour: this.#summed(Array.from({ length: this.length }, (_, n) => [n, 1])),
      request: base('request'),
      visit: base('visit'),
      found: base('found'),
      shown: base('shown'),
      feedback: base('feedback'),
    };
    this.#patients = counted(({ patients }) => patients);
    this.rates = [
      ...this.#ratesIn(known, indexOf),
      {
        rate: 'outdated knowledge',
        base: 'visit',
        isOfTheDay: false,
        sums: this.#summed(outdated(known, indexOf)),
      },
    ];
  }

  #ratesIn(tallies: readonly HourTally[], indexOf: (tally: HourTally) => number): RateSums[] {
    const counts = new Map<string, [number, number][]>();
    for (const tally of tallies) {
      const index = indexOf(tally);
      for (const rate in tally.counts) {
        const list = counts.get(rate) ?? [];
        counts.set(rate, list);
        list.push([index, tally.counts[rate] ?? 0]);
      }
    }
    return [...counts]
      .filter(([rate]) => !NOT_WATCHED.includes(kindOf(rate)))
      .map(([rate, list]) => ({
        rate,
        base: baseOf(rate),
        isOfTheDay: kindOf(rate) === 'time',
        sums: this.#summed(list),
      }));
  }

  #summed(counts: readonly (readonly [index: number, n: number])[]): Sums {
    const rows = Array.from({ length: STRATA }, () => new Uint32Array(this.length + 1));
    for (const [index, n] of counts) {
      const row = rows[this.strata[index] ?? 0];
      if (row) row[index + 1] = (row[index + 1] ?? 0) + n;
    }
    for (const row of rows)
      for (let n = 1; n < row.length; n += 1) row[n] = (row[n] ?? 0) + (row[n - 1] ?? 0);
    return rows;
  }

  base(name: Base): Sums {
    return this.#bases[name];
  }

  /** How many counted units stand for one patient, on average. */
  unitsAPatient(name: Base, from: number, to: number): number {
    const patients = totalOver(this.#patients, from, to);
    return patients === 0 ? 1 : Math.max(1, totalOver(this.#bases[name], from, to) / patients);
  }

  hourAt(index: number): string {
    return hourNamed(this.#start + index * HOUR);
  }

  /** The index of midnight, UTC, at or before that hour. */
  midnight(index: number): number {
    const hour = new Date(this.#start + index * HOUR).getUTCHours();
    return index - hour;
  }
}
