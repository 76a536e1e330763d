/**
 * `npm run slo`: whether the service keeps its promise (docs/slo.md) over 10,000 calls, and what 1,000 cost. The
 * built bundle answers hook calls with complete prefetch (test/bench/call-ground.ts); 1 in 100 starts a process; 1 in
 * 100 has to be read from a slow FHIR server, by the same sources in this process, as the bundle reaches no loopback
 * address. Exits with 1 when the promise is not kept. Times are those of this machine: run it on a quiet one.
 *
 * `npm run slo -- 1000` makes so many calls.
 */
import { call, prepareGround } from '../bench/call-ground.ts';
import { beforeSlowFhir } from '../bench/slow-fhir.ts';
import { prices } from './prices.ts';

const calls = Number(process.argv[2] ?? 10_000);
const promise = { within: 500, fast: 99.9, answered: 99.95 } as const;
const coldEvery = 100;
const fhirEvery = 100;
const fhirTakes = 250;
/** MB of `invoke` in the stage prod. */
const memory = 1_769;

const ground = await prepareGround(50);
const slow = await beforeSlowFhir(fhirTakes);
const warm = await ground.start('invoke ES384');
// started before anybody calls: those that start for a call are counted as cold
for (let n = 0; n < 20; n++) await call(ground, 'invoke ES384', warm);
await slow.ask([]);

interface TimedCall {
  readonly kind: 'warm' | 'cold' | 'from FHIR';
  readonly ms: number;
  readonly isAnswered: boolean;
}

const timed = async (kind: TimedCall['kind'], task: () => Promise<unknown>): Promise<TimedCall> => {
  const from = performance.now();
  const isAnswered = await task().then(
    () => true,
    () => false,
  );
  return { kind, ms: performance.now() - from, isAnswered };
};

const cold = async (): Promise<void> => {
  const sandbox = await ground.start('invoke ES384');
  try {
    await call(ground, 'invoke ES384', sandbox);
  } finally {
    await sandbox.stop();
  }
};

const fromFhir = async (): Promise<void> => {
  const { status } = await slow.ask(['observations', 'conditions']);
  if (status !== 200) throw new Error(`answered ${status}`);
};

const requestsBefore = ground.dynamo.asked.length;
const linesBefore = warm.lines.length;
const counted: TimedCall[] = [];
for (let n = 1; n <= calls; n++) {
  if (n % coldEvery === 0) counted.push(await timed('cold', cold));
  else if (n % fhirEvery === fhirEvery / 2) counted.push(await timed('from FHIR', fromFhir));
  else counted.push(await timed('warm', () => call(ground, 'invoke ES384', warm)));
}

const logged = warm.lines.slice(linesBefore).reduce((sum, line) => sum + line.length + 1, 0);
const requests = ground.dynamo.asked.length - requestsBefore;
const rows = ground.dynamo.items('audit', 'C#').map((item) => JSON.stringify(item).length);
await warm.stop();
slow.stop();
await ground.stop();

const percent = (part: number, of = counted.length): number => (100 * part) / of;
const at = (list: readonly number[], share: number): string =>
  `${(list[Math.min(list.length - 1, Math.floor(share * list.length))] ?? Number.NaN).toFixed(0)} ms`;

const lines: string[][] = [['calls', 'number', 'p50', 'p95', 'p99', 'p99.9']];
for (const kind of ['warm', 'cold', 'from FHIR', undefined] as const) {
  const times = counted
    .filter((one) => kind === undefined || one.kind === kind)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  lines.push([
    kind ?? 'all',
    `${times.length}`,
    ...[0.5, 0.95, 0.99, 0.999].map((share) => at(times, share)),
  ]);
}
console.log(lines.map((cells) => cells.map((cell) => cell.padEnd(11)).join('')).join('\n'));

const fast = percent(counted.filter(({ ms, isAnswered }) => isAnswered && ms < promise.within).length);
const answered = percent(counted.filter(({ isAnswered }) => isAnswered).length);
console.log(`\nunder ${promise.within} ms: ${fast.toFixed(2)} % of ${promise.fast} %`);
console.log(`answered: ${answered.toFixed(2)} % of ${promise.answered} %`);

const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
const billed = mean(counted.map(({ ms }) => Math.ceil(ms)));
const row = mean(rows);
/** The claim and its index entry; the row by its size and its four index entries. */
const writes = 2 + Math.ceil(row / 1_000) + 4;
const logBytes = logged / Math.max(1, counted.filter(({ kind }) => kind === 'warm').length);
const cost: readonly (readonly [what: string, usd: number])[] = [
  [
    `Lambda: ${billed.toFixed(1)} ms of ${memory} MB a call`,
    1_000 * (billed / 1_000) * (memory / 1_024) * prices.gigabyteSecond.usd + 1_000 * prices.invocation.usd,
  ],
  ['HTTP API', 1_000 * prices.httpRequest.usd],
  [`DynamoDB: ${writes} writing units, a row of ${row.toFixed(0)} B`, 1_000 * writes * prices.writeUnit.usd],
  ['DynamoDB: 1 reading unit', 1_000 * prices.readUnit.usd],
  [`service log and metrics: ${logBytes.toFixed(0)} B`, 1_000 * logBytes * prices.logByte.usd],
];
console.log(`\n1,000 calls, ${(requests / counted.length).toFixed(2)} requests to DynamoDB each, USD:`);
for (const [what, usd] of cost) console.log(`  ${usd.toFixed(5)}  ${what}`);
console.log(`  ${cost.reduce((sum, [, usd]) => sum + usd, 0).toFixed(5)}  together`);

process.exitCode = fast >= promise.fast && answered >= promise.answered ? 0 : 1;
