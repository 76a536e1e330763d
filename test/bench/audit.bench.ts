/**
 * What the audit log costs: CPU of its step in a call, writes against a bare conditional PutItem loop on the
 * same engine, and the time and memory of verifying 200,000 records.
 */
import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { newChain } from '../../functions/audit/chain.ts';
import { memoryAuditLog, sealReferences, sealWith } from '../../functions/audit/index.ts';
import { sealedInput } from '../../functions/audit/inputs.ts';
import { itemOf } from '../../functions/audit/item.ts';
import type { CallRecord } from '../../functions/audit/record.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import { evaluate } from '../../rules/index.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';
import { aCall, pseudonyms } from '../audit/support/records.ts';
import { answeredCall, rowOf } from '../support/answered-call.ts';
import { type Bench, type BenchRow, median, micros, pair } from './bench.ts';
import { chart, parsed, read } from './charts.ts';

const cpuMicros = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const quantile = (figures: readonly number[], q: number): number =>
  [...figures].sort((a, b) => a - b)[Math.floor(q * figures.length)] ?? Number.NaN;

/** All that a call does for its audit row: names, digests, seal, record, chain; kept in memory. */
const auditStep = async (): Promise<BenchRow> => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const seal = await sealWith({ kid: 's1', publicKey: publicKey.export({ format: 'jwk' }) });
  const log = memoryAuditLog({ pseudonyms });
  const calls = await Promise.all(
    Array.from({ length: 1_500 }, (_, n) => answeredCall({ patientId: `patient-${n}` })),
  );
  const spent: number[] = [];
  for (const call of calls) {
    const before = cpuMicros();
    const sealed = await sealReferences(seal, call.heard.request.context);
    await log.append(rowOf({ ...call, prepared: { ...call.prepared, sealed } }));
    spent.push(cpuMicros() - before);
  }
  const figure = quantile(spent.slice(500), 0.95);
  return {
    what: 'audit step of a call, CPU, 95th percentile, in memory',
    measured: micros(figure),
    floor: 'none; 1 ms',
    ratio: figure / 1_000,
    limit: 1,
  };
};

/** What `INPUT_DAYS` costs a call: CPU against the rules themselves, bytes as stored against the input as JSON. */
const sealedInputs = async (): Promise<BenchRow[]> => {
  const { input } = read(parsed(chart(50)));
  const of = {
    client: 'st-elsewhere',
    callId: randomUUID(),
    service: 'leg-symptoms-patient-view',
    at: input.now,
  };
  const key = { key: randomBytes(32), wrapped: 'k'.repeat(700) };
  const keep = () => JSON.stringify(sealedInput(of, input, key));
  const { subject, floor, ratio } = await pair(keep, () => evaluate(input), { calls: 300 });
  const [stored, whole] = [keep().length, JSON.stringify(input).length];
  const what = 'sealed input of a chart of 50 Observations';
  return [
    {
      what: `${what}, CPU`,
      measured: micros(subject),
      floor: `${micros(floor)} its evaluation`,
      ratio,
      limit: 1,
    },
    {
      what: `${what}, bytes as stored`,
      measured: `${stored} B`,
      floor: `${whole} B as JSON`,
      ratio: stored / whole,
      limit: 0.8,
    },
  ];
};

const atOnce = 8;

const rate = async <T>(items: readonly T[], write: (item: T) => Promise<unknown>): Promise<number> => {
  const rest = items.values();
  const start = performance.now();
  const work = async () => {
    for (const item of rest) await write(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return (items.length * 1_000) / (performance.now() - start);
};

const attributesOf = (item: TableItem) =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );

/** In turns, so that what slows one slows the other. */
const writing = async (): Promise<BenchRow> => {
  const dynamo = await startDynalite();
  const { name, client, table, remove } = await createTable(dynamo.endpoint);
  const chain = newChain(randomUUID());
  const log = tableAuditLog({
    table,
    pseudonyms,
    seal: async () => 'sealed',
    chain: newChain(randomUUID()),
    spill: () => {
      throw new Error('a row was spilled: the bench says nothing');
    },
    now: () => performance.now(),
    limits: { write: 5_000, overrides: 5_000 },
  });
  const bare = (item: TableItem) =>
    client.send(
      new PutItemCommand({
        TableName: name,
        Item: attributesOf(item),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  const rounds: { floor: number; subject: number }[] = [];
  const batch = 200;
  for (let round = 0; round < 8; round += 1) {
    const calls = (from: number): Promise<CallRecord[]> =>
      Promise.all(Array.from({ length: batch }, (_, i) => aCall({ n: from + i })));
    const items = (await calls(round * 1_000)).map((record) => itemOf(chain.stamp(record)));
    const records = await calls(round * 1_000 + 500);
    rounds.push({ floor: await rate(items, bare), subject: await rate(records, log.append) });
  }
  await remove();
  await dynamo.stop();
  const counted = rounds.slice(1);
  const shown = (figures: readonly number[]) => `${Math.round(median(figures))} calls/s`;
  return {
    what: 'audit log on dynalite against a bare conditional PutItem',
    measured: shown(counted.map(({ subject }) => subject)),
    floor: shown(counted.map(({ floor }) => floor)),
    ratio: median(counted.map(({ subject, floor }) => subject / floor)),
    limit: 0.7,
    atLeast: true,
  };
};

const run = promisify(execFile);

/** In a process of its own, for its memory, with the flag that `npm run audit` has. */
const verifying = async (source: 'archive' | 'table'): Promise<BenchRow[]> => {
  const script = join(import.meta.dirname, 'verify-process.ts');
  const { stdout } = await run(process.execPath, ['--max-semi-space-size=4', script, source, '200000']);
  const { seconds, megabytes } = JSON.parse(stdout) as { seconds: number; megabytes: number };
  const what = `verify 200,000 records of the ${source}`;
  return [
    {
      what: `${what}, time`,
      measured: `${seconds.toFixed(1)} s`,
      floor: 'none; 20 s',
      ratio: seconds / 20,
      limit: 1,
    },
    {
      what: `${what}, memory`,
      measured: `${Math.round(megabytes)} MB`,
      floor: 'none; 300 MB',
      ratio: megabytes / 300,
      limit: 1,
    },
  ];
};

export const bench: Bench = {
  title: 'audit log',
  run: async () => [
    await auditStep(),
    ...(await sealedInputs()),
    await writing(),
    ...(await verifying('archive')),
    ...(await verifying('table')),
  ],
};
