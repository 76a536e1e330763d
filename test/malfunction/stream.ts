/**
 * Hours of a client, drawn from its pool of visits: working days, weekends, nights and holidays, clinicians who come
 * and go, patients who are called about again and again, and some noise of the wire. Counted as the monitor counts.
 */
import type { HourTally } from '../../functions/audit/monitor/tally.ts';
import { seededRandom } from '../audit/support/seeded-random.ts';
import { CLINICIANS } from './charts.ts';
import type { SimulatedClient } from './clients.ts';
import type { Flow } from './malfunctions.ts';
import type { CountedCall, PooledVisit, RateBook } from './pool.ts';

const HOUR = 3_600_000;
const HOURS_A_DAY = 24;
/** A Monday. */
export const BEGINNING = Date.UTC(2026, 0, 5);
/** Days of the year on which a working day is like a Sunday: ten, of which two times two follow each other. */
const HOLIDAYS: ReadonlySet<string> = new Set([
  '01-01',
  '01-19',
  '04-03',
  '04-06',
  '05-01',
  '05-25',
  '07-03',
  '09-07',
  '11-26',
  '11-27',
  '12-24',
  '12-25',
]);

export const usualFlow = ({ feedbackShare }: SimulatedClient): Flow => ({
  visits: 1,
  repeats: 0,
  feedbackShare,
  acceptedShare: 0.6,
  overrideReason: undefined,
  ms: 0,
  refused: { share: 0.003, reason: 'jwt.exp' },
  later: 0,
  hooks: undefined,
});

const SLOW = [100, 250, 500, 1_000] as const;
const OVERRIDES = ['known-baseline', 'already-done', 'clinical-judgement', 'not-applicable'] as const;

const gaussian = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Knuth's way for small means, a rounded normal for large ones. */
const poisson = (random: () => number, mean: number): number => {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(random)));
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > limit) {
    product *= random();
    count += 1;
  }
  return count;
};

/** What is drawn from, from some hour on. */
export interface Regime {
  readonly from: number;
  readonly pool: readonly PooledVisit[];
  readonly flow: Flow;
}

const dayOf = (hour: number): Date => new Date(BEGINNING + hour * HOUR);

/** Visits that are to be expected in an hour. */
const expected = (client: SimulatedClient, at: Date): number => {
  const isOff = at.getUTCDay() % 6 === 0 || HOLIDAYS.has(at.toISOString().slice(5, 10));
  const isNight = at.getUTCHours() < 6 || at.getUTCHours() >= 18;
  const visits = isOff ? client.weekendVisits : client.visits;
  return (visits * (isNight ? client.nightShare : 1 - client.nightShare)) / 12;
};

/** One day's mood: how much there is to do, and who is there. */
const dayDrawn = (client: SimulatedClient, day: number) => {
  const random = seededRandom(day * 101 + client.id.length * 17 + client.visits);
  const weekly = seededRandom(Math.floor(day / 7) * 131 + client.visits);
  const busy = Math.exp(0.15 * gaussian(random));
  const there = Array.from({ length: CLINICIANS }, () =>
    Math.exp(0.35 * gaussian(weekly) + 0.25 * gaussian(random)),
  );
  const sum = there.reduce((all, one) => all + one, 0);
  return { busy, there: there.map((one) => one / sum) };
};

interface Counting {
  readonly counts: Map<number, number>;
  of: { request: number; visit: number; found: number; shown: number; feedback: number };
  patients: number;
}

const add = (counts: Map<number, number>, rate: number, n = 1) =>
  counts.set(rate, (counts.get(rate) ?? 0) + n);

/** @returns a tally for each hour with calls, from one hour to another */
export const streamOf = (
  client: SimulatedClient,
  regimes: readonly Regime[],
  book: RateBook,
  { from, to, seed }: { readonly from: number; readonly to: number; readonly seed: number },
): HourTally[] => {
  const tallies: HourTally[] = [];
  for (let hour = from; hour < to; hour += 1) {
    const regime = regimes.findLast((one) => one.from <= hour);
    if (regime === undefined) continue;
    const counted = hourDrawn(client, regime, book, hour, seed);
    if (counted.of.request + counted.of.feedback === 0) continue;
    tallies.push({
      client: client.id,
      hour: dayOf(hour).toISOString().slice(0, 13),
      of: { hour: 1, ...counted.of },
      patients: counted.patients,
      counts: Object.fromEntries([...counted.counts].map(([rate, n]) => [book.names[rate] ?? '', n])),
    });
  }
  return tallies;
};

const hourDrawn = (
  client: SimulatedClient,
  { pool, flow }: Regime,
  book: RateBook,
  hour: number,
  seed: number,
): Counting => {
  const random = seededRandom(seed * 7_368_787 + hour * 2_654_435 + client.visits);
  const { busy, there } = dayDrawn(client, Math.floor(hour / HOURS_A_DAY) + seed * 1_000);
  const mean = expected(client, dayOf(hour - flow.later)) * busy * flow.visits;
  const counted: Counting = {
    counts: new Map(),
    of: { request: 0, visit: 0, found: 0, shown: 0, feedback: 0 },
    patients: 0,
  };
  const block = `time ${String(4 * Math.floor(dayOf(hour).getUTCHours() / 4)).padStart(2, '0')}`;
  const drawn = { time: book.numberOf(block), ms: client.ms + flow.ms };
  for (let n = poisson(random, mean); n > 0; n -= 1) {
    const visited = someVisit(random, pool, there);
    if (visited !== undefined) countVisit(counted, visited, { random, flow, book, ...drawn });
  }
  if (counted.of.request + counted.of.feedback > 0) add(counted.counts, book.numberOf('called at-all'));
  return counted;
};

/** A visit of a clinician who is there. */
const someVisit = (random: () => number, pool: readonly PooledVisit[], there: readonly number[]) => {
  let rest = random();
  let clinician = 0;
  while (clinician < CLINICIANS - 1 && rest > (there[clinician] ?? 0)) {
    rest -= there[clinician] ?? 0;
    clinician += 1;
  }
  const own = Math.floor((random() * pool.length) / CLINICIANS);
  return pool[own * CLINICIANS + clinician];
};

interface Drawing {
  readonly random: () => number;
  readonly flow: Flow;
  readonly book: RateBook;
  readonly time: number;
  readonly ms: number;
}

const countVisit = (counted: Counting, { calls }: PooledVisit, drawing: Drawing): void => {
  const { random, flow, book } = drawing;
  let isAnswered = false;
  for (const call of calls) {
    if (flow.hooks !== undefined && !flow.hooks.includes(call.service)) continue;
    const again = flow.repeats + (random() < 0.005 ? 1 : 0);
    counted.of.request += again;
    if (again > 0) add(counted.counts, book.numberOf('repeated request'), again);
    // an order that is edited is another call about the same patient
    const deliveries = 1 + (random() < 0.25 ? 1 : 0);
    counted.of.request += deliveries;
    if (random() < flow.refused.share) {
      add(counted.counts, book.numberOf(`refused ${flow.refused.reason}`), deliveries);
      continue;
    }
    isAnswered = true;
    countCall(counted, call, deliveries, drawing);
  }
  if (isAnswered) counted.patients += 1;
};

const countCall = (counted: Counting, call: CountedCall, deliveries: number, drawing: Drawing): void => {
  const { random, flow, book, time, ms } = drawing;
  if (!call.isVisit) {
    for (const rate of call.rates) add(counted.counts, rate);
    return;
  }
  counted.of.visit += 1;
  if (call.isFound) counted.of.found += 1;
  for (const rate of call.rates) add(counted.counts, rate);
  add(counted.counts, time);
  const took = ms * Math.exp(0.5 * gaussian(random));
  for (const limit of SLOW) if (took > limit) add(counted.counts, book.numberOf(`slower ${limit}`));
  if (!call.isShown) return;
  counted.of.shown += deliveries;
  if (random() >= flow.feedbackShare) return;
  counted.of.feedback += 1;
  for (const name of saidDrawn(random, flow)) add(counted.counts, book.numberOf(name));
};

const saidDrawn = (random: () => number, { acceptedShare, overrideReason }: Flow): string[] => {
  const isAccepted = random() < acceptedShare;
  const reason = overrideReason ?? OVERRIDES[Math.floor(random() * OVERRIDES.length)] ?? 'other';
  return [
    'answered card',
    'matched card',
    isAccepted ? 'outcome accepted' : 'outcome overridden',
    ...(isAccepted ? [] : [`reason ${reason}`]),
  ];
};
