/**
 * The run: each malfunction at each client on several days of 90, and clean years; what is found, when, and under
 * which cause. A malfunction counts as found when it is noticed within 200 calls or within 48 hours.
 */
import { driftsOf } from '../../functions/audit/monitor/drift.ts';
import type { HourTally } from '../../functions/audit/monitor/tally.ts';
import { type SimulatedClient, simulatedClients } from './clients.ts';
import { type Malfunction, malfunctions } from './malfunctions.ts';
import { type PooledVisit, poolOf, RateBook } from './pool.ts';
import { BEGINNING, streamOf, usualFlow } from './stream.ts';

const HOUR = 3_600_000;
const DAY_HOURS = 24;
export const STREAM_DAYS = 90;
export const MOST_CALLS = 200;
export const MOST_HOURS = 48;

export interface Size {
  /** Different visits of a client. */
  readonly visits: number;
  /** Days of the 90 on which each malfunction begins. */
  readonly starts: readonly number[];
  readonly cleanYears: number;
  /** Ids of the clients; all when absent. */
  readonly clients?: readonly string[];
  /** Of a pair, whether it is tried; all when absent. */
  readonly tries?: (malfunction: Malfunction, client: SimulatedClient) => boolean;
}

export interface Trial {
  readonly malfunction: string;
  readonly client: string;
  readonly day: number;
  readonly isFound: boolean;
  /** Until it was noticed; undefined when it never was within ten days. */
  readonly hours: number | undefined;
  readonly calls: number | undefined;
  readonly cause: string | undefined;
  readonly isCauseRight: boolean;
}

/** What was said to have changed where nothing had. */
export interface FalseAlarm {
  readonly client: string;
  readonly noticed: string;
  readonly cause: string;
  readonly moved: string;
}

export interface Figures {
  readonly trials: readonly Trial[];
  readonly clientYears: number;
  readonly falseAlarms: readonly FalseAlarm[];
}

export const shareFound = (trials: readonly Trial[]): number =>
  trials.filter(({ isFound }) => isFound).length / Math.max(1, trials.length);

/** What the monitor is held to. */
export const LEAST_FOUND = 0.95;
export const MOST_FALSE_ALARMS = 1;

export const holds = ({ trials, falseAlarms, clientYears }: Figures): boolean =>
  shareFound(trials) >= LEAST_FOUND && falseAlarms.length <= MOST_FALSE_ALARMS * clientYears;

export const joined = (figures: readonly Figures[]): Figures => ({
  trials: figures.flatMap(({ trials }) => trials),
  clientYears: figures.reduce((sum, { clientYears }) => sum + clientYears, 0),
  falseAlarms: figures.flatMap(({ falseAlarms }) => falseAlarms),
});

const hourOf = (hour: string): number => (Date.parse(`${hour}:00:00.000Z`) - BEGINNING) / HOUR;
const hourNamed = (hour: number): string => new Date(BEGINNING + hour * HOUR).toISOString().slice(0, 13);

/** The month, and the longest window. */
const MONTH_BEFORE = 45;

/** How long after its beginning a malfunction is looked for. */
const LOOK_DAYS = 10;

/** Requests in each hour after a malfunction began. */
const requestsAfter = (tallies: readonly HourTally[], begins: number): number[] => {
  const requests = new Array<number>(LOOK_DAYS * DAY_HOURS).fill(0);
  for (const { hour, of } of tallies) requests[hourOf(hour) - begins] = of.request ?? 0;
  return requests;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Hours by which both 200 calls and 48 hours have passed. */
const deadline = (requests: readonly number[]): number => {
  let hours = MOST_HOURS;
  while (hours < requests.length && sum(requests.slice(0, hours)) < MOST_CALLS) hours += 1;
  return hours;
};

interface TriedClient {
  readonly client: SimulatedClient;
  readonly stream: readonly HourTally[];
}

const trialOf = (
  { client, stream }: TriedClient,
  malfunction: Malfunction,
  broken: readonly PooledVisit[],
  day: number,
  book: RateBook,
): Trial => {
  // not at midnight: at the hour in which people work
  const begins = day * DAY_HOURS + 10;
  const ends = begins + LOOK_DAYS * DAY_HOURS;
  const usual = usualFlow(client);
  const after = streamOf(
    client,
    [{ from: begins, pool: broken, flow: malfunction.flow?.(usual, client) ?? usual }],
    book,
    { from: begins, to: ends, seed: day },
  );
  const beginning = hourNamed(begins);
  // what is older than the month before plays no part
  const first = hourNamed(begins - MONTH_BEFORE * DAY_HOURS);
  const tallies = [...stream.filter(({ hour }) => hour >= first && hour < beginning), ...after];
  const [drift] = driftsOf(tallies, { from: beginning, until: hourNamed(ends - 1) });
  const requests = requestsAfter(after, begins);
  // counted when the hour is over
  const hours = drift && hourOf(drift.noticed) + 1 - begins;
  return {
    malfunction: malfunction.name,
    client: client.id,
    day,
    isFound: hours !== undefined && hours <= deadline(requests),
    hours,
    calls: hours === undefined ? undefined : sum(requests.slice(0, hours)),
    cause: drift?.cause,
    isCauseRight: drift !== undefined && malfunction.causes.includes(drift.cause),
  };
};

const changesRows = ({
  chart,
  bundle,
  without,
  scope,
  client,
  knowledge,
  rulings,
  row,
}: Malfunction): boolean =>
  [chart, bundle, without, scope, client, knowledge, rulings, row].some((one) => one !== undefined);

const trialsOf = async (
  client: SimulatedClient,
  clean: readonly PooledVisit[],
  stream: readonly HourTally[],
  book: RateBook,
  { visits, starts, tries }: Size,
): Promise<Trial[]> => {
  const trials: Trial[] = [];
  for (const malfunction of malfunctions) {
    if (malfunction.at?.(client) === false || tries?.(malfunction, client) === false) continue;
    const broken = changesRows(malfunction) ? await poolOf(client, malfunction, visits, book) : clean;
    for (const day of starts) trials.push(trialOf({ client, stream }, malfunction, broken, day, book));
  }
  return trials;
};

const alarmsOf = (tallies: readonly HourTally[]): FalseAlarm[] =>
  driftsOf(tallies).map(({ client, noticed, cause, moved }) => ({
    client,
    noticed,
    cause,
    moved: moved
      .slice(0, 3)
      .map(({ rate, before, now, of }) => `${rate} ${before.toFixed(3)} → ${now.toFixed(3)} of ${of}`)
      .join(', '),
  }));

export const judged = async (size: Size, seed = 1): Promise<Figures> => {
  const book = new RateBook();
  const trials: Trial[] = [];
  const falseAlarms: FalseAlarm[] = [];
  const clients = simulatedClients.filter(({ id }) => size.clients?.includes(id) !== false);
  for (const client of clients) {
    const clean = await poolOf(client, {}, size.visits, book);
    const usual = { from: 0, pool: clean, flow: usualFlow(client) };
    const days = (to: number, of: number) =>
      streamOf(client, [usual], book, { from: 0, to: to * DAY_HOURS, seed: of });
    trials.push(...(await trialsOf(client, clean, days(STREAM_DAYS, seed), book, size)));
    for (let year = 0; year < size.cleanYears; year += 1)
      falseAlarms.push(...alarmsOf(days(365, seed + 100 + year)));
  }
  return { trials, clientYears: size.cleanYears * clients.length, falseAlarms };
};
