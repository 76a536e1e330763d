/**
 * The call that users pay for: the built bundle of `invoke` behind a small Runtime API (`call-ground.ts`), 50
 * Observations prefetched.
 *
 * Floors, by the same runtime: (a) parses the body and answers a fixed card; (b) verifies the token and sends the
 * fewest requests to DynamoDB as well. Figures are CPU of the function's process with all its threads; those of a
 * start are medians over processes.
 */
import type { Sandbox } from '../support/runtime-api.ts';
import { type Bench, type BenchRow, median, micros } from './bench.ts';
import {
  algorithms,
  answered,
  born,
  type CallGround,
  call,
  kindOf,
  type Life,
  live,
  type MeasuredProcess,
  prepareGround,
} from './call-ground.ts';

/** Processes of each kind that a start is measured with, and calls that the oldest gets. */
const [starts, longest] = [5, 2_000];
const atOnce = 20;

/** CPU microseconds of one call, mean of the calls of these numbers. */
const cpuOf = ({ used }: Life, first: number, last: number): number =>
  ((used[last]?.cpu ?? Number.NaN) - (used[first - 1]?.cpu ?? Number.NaN)) / (last - first + 1);

const startOf = ({ used }: Life): number => used[0]?.cpu ?? Number.NaN;

/** What a call of a process that is warm asks of DynamoDB. */
const requestsOf = async (ground: CallGround, subject: MeasuredProcess): Promise<readonly string[]> => {
  const { sandbox } = await born(ground, subject);
  const before = ground.dynamo.asked.length;
  await call(ground, subject, sandbox);
  await sandbox.stop();
  return ground.dynamo.asked.slice(before);
};

/** CPU microseconds of one call where so many are worked on at once, of two subjects in turn. */
const busy = async (ground: CallGround, subjects: readonly MeasuredProcess[]): Promise<readonly number[]> => {
  const sandboxes = await Promise.all(subjects.map((subject) => ground.start(subject, atOnce)));
  const rounds: number[][] = subjects.map(() => []);
  for (let round = 0; round < 30; round++)
    for (const [i, subject] of subjects.entries()) {
      const sandbox = sandboxes[i] as Sandbox;
      const before = await sandbox.used();
      const events = await Promise.all(Array.from({ length: 2 * atOnce }, () => ground.eventFor(subject)));
      const results = await Promise.all(events.map((one) => sandbox.invoke(one)));
      for (const result of results) answered(result, kindOf(subject));
      // the first rounds compile
      if (round >= 15) rounds[i]?.push(((await sandbox.used()).cpu - before.cpu) / events.length);
    }
  await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
  return rounds.map(median);
};

const every = [
  'parse',
  ...algorithms.flatMap((alg) => [`contract ${alg}`, `invoke ${alg}`] as const),
] as const;

type Lives = readonly ReadonlyMap<MeasuredProcess, Life>[];

const lifeOf = (lives: ReadonlyMap<MeasuredProcess, Life>, subject: MeasuredProcess): Life => {
  const life = lives.get(subject);
  if (life === undefined) throw new Error(`no process of ${subject} was measured`);
  return life;
};

/** Medians over the lives. */
const against = (
  lives: Lives,
  subject: MeasuredProcess,
  floor: MeasuredProcess,
  figure: (life: Life) => number,
): { readonly measured: number; readonly least: number; readonly ratio: number } => {
  const figures = lives.map((one) => [figure(lifeOf(one, subject)), figure(lifeOf(one, floor))] as const);
  return {
    measured: median(figures.map(([measured]) => measured)),
    least: median(figures.map(([, least]) => least)),
    ratio: median(figures.map(([measured, least]) => measured / least)),
  };
};

type Promised = Pick<BenchRow, 'limit' | 'aim'>;

const blocks: readonly (readonly [says: string, first: number, last: number])[] = [
  ['call 1', 1, 1],
  ['calls 2–10', 2, 10],
  ['calls 11–100', 11, 100],
];

/** Of a block against a floor. */
const promises: Readonly<Record<string, Promised>> = {
  'ES384 calls 11–100 parse': { limit: 8, aim: 5 },
  'ES384 calls 1,000–2,000 contract': { limit: 2.8, aim: 1.7 },
};

const blockRows = (lives: Lives, says: string, figure: (life: Life) => number): BenchRow[] =>
  algorithms.flatMap((alg) =>
    (['parse', 'contract'] as const).map((floor) => {
      const subject = floor === 'parse' ? floor : (`${floor} ${alg}` as const);
      const { measured, least, ratio } = against(lives, `invoke ${alg}`, subject, figure);
      return {
        what: `${says}, ${alg} ÷ floor (${floor === 'parse' ? 'a' : 'b'})`,
        measured: micros(measured),
        floor: micros(least),
        ratio,
        ...promises[`${alg} ${says} ${floor}`],
      };
    }),
  );

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

const run = async (): Promise<readonly BenchRow[]> => {
  const ground = await prepareGround(50);
  try {
    const young: ReadonlyMap<MeasuredProcess, Life>[] = [];
    for (let n = 0; n < starts; n++) young.push(await live(ground, ['nothing', ...every], 100));
    const requests = await requestsOf(ground, 'invoke ES384');
    const old = await live(ground, every, longest);
    const bodies = ground.dynamo.items('audit', 'C#').map(({ body }) => body?.S?.length ?? 0);
    const tail = Array.from({ length: 10 }, (_, n) => [1_001 + 100 * n, 1_100 + 100 * n] as const);
    const late = (life: Life) => median(tail.map(([first, last]) => cpuOf(life, first, last)));

    const start = against(young, 'invoke ES384', 'nothing', startOf);
    const startContract = against(young, 'contract ES384', 'nothing', startOf);
    const card = against(young, 'invoke ES384', 'contract ES384', ({ firstAnswer }) => firstAnswer);
    const rss = median(young.map((one) => lifeOf(one, 'invoke ES384').used[100]?.memory ?? 0));
    const rssFloor = median(young.map((one) => lifeOf(one, 'contract ES384').used[100]?.memory ?? 0));
    const first = median(young.map((one) => cpuOf(lifeOf(one, 'invoke ES384'), 1, 1)));
    const warm = late(lifeOf(old, 'invoke ES384'));
    const [ours = Number.NaN, least = Number.NaN] = await busy(ground, ['invoke ES384', 'contract ES384']);

    return [
      ...blocks.flatMap(([says, from, to]) => blockRows(young, says, (life) => cpuOf(life, from, to))),
      ...blockRows([old], 'calls 1,000–2,000', late),
      {
        what: 'import and start, CPU over bare Node, ms (quiet machine)',
        measured: micros(start.measured - start.least),
        floor: `${micros(start.least)} for Node and the runtime; the client of floor (b) ${micros(startContract.measured - start.least)} more`,
        ratio: (start.measured - start.least) / 1_000,
        aim: 60,
      },
      {
        what: 'first call ÷ warm call, CPU',
        measured: micros(first),
        floor: micros(warm),
        ratio: first / warm,
        limit: 16,
        aim: 3,
      },
      {
        what: 'spawn → first card, ms over floor (b) (quiet machine)',
        measured: `${card.measured.toFixed(0)} ms`,
        floor: `${card.least.toFixed(0)} ms`,
        ratio: card.measured - card.least,
        aim: 110,
      },
      {
        what: 'memory after 100 calls, MB',
        measured: mega(rss),
        floor: `${mega(rssFloor)} of floor (b)`,
        ratio: rss / 1e6,
        limit: 160,
        aim: 110,
      },
      {
        what: 'DynamoDB requests a call',
        measured: requests.join(', '),
        floor: '3 of floor (b)',
        ratio: requests.length,
        limit: 3,
      },
      {
        what: 'zip of invoke, kB',
        measured: `${(ground.zip / 1_000).toFixed(1)} kB`,
        floor: `row of a call ${Math.round(median(bodies))} B`,
        ratio: ground.zip / 1_000,
        limit: 292,
        aim: 180,
      },
      {
        what: `${atOnce} calls at once: calls a CPU second ÷ floor (b)`,
        measured: `${(1e6 / ours).toFixed(0)} a second`,
        floor: `${(1e6 / least).toFixed(0)} a second`,
        ratio: least / ours,
        limit: 0.35,
        aim: 0.6,
        atLeast: true,
      },
    ];
  } finally {
    await ground.stop();
  }
};

export const bench: Bench = { title: 'The deployed call, CPU of its process', run };
