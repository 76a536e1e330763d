import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drain } from '../../functions/audit/store/drain.ts';
import { spawnChild } from '../support/child.ts';
import { createTable, startDynalite } from './support/dynalite-table.ts';
import { type EndpointFault, faultyEndpoint } from './support/faulty-endpoint.ts';
import { seededRandom } from './support/seeded-random.ts';

const kills = 100;
const atOnce = 4;
const random = seededRandom(20261122);

let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let stored: Awaited<ReturnType<typeof createTable>>;
let endpoint: Awaited<ReturnType<typeof faultyEndpoint>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-audit-'));
  dynamo = await startDynalite();
  stored = await createTable(dynamo.endpoint);
  endpoint = await faultyEndpoint(dynamo.endpoint);
});
afterAll(async () => {
  await endpoint.stop();
  await stored.remove();
  await dynamo.stop();
  await rm(folder, { recursive: true });
});

/** What a run answered before it was killed, `client callId` each. */
const runAndKill = async (seed: number, spillFile: string): Promise<string[]> => {
  const writer = spawnChild(process.execPath, [
    join(import.meta.dirname, 'support/writer.ts'),
    endpoint.endpoint,
    stored.name,
    spillFile,
    String(seed),
  ]);
  writer.stderr.pipe(process.stderr);
  const answered: string[] = [];
  const lines = createInterface(writer.stdout);
  const underLoad = Promise.withResolvers<void>();
  lines.on('line', (line) => {
    answered.push(line);
    underLoad.resolve();
  });
  const closed = new Promise<void>((resolve) => lines.on('close', resolve));
  await Promise.race([underLoad.promise, closed]);
  await pause(random() * 80);
  writer.kill('SIGKILL');
  await closed;
  return answered;
};

/** One request in ten fails, each in its own way. */
const weather = (): EndpointFault[] => {
  const faults: readonly EndpointFault[] = ['throttle', 'refuse', 'server-error', 'lose-reply', 'hang'];
  const next = (): EndpointFault =>
    random() < 0.1 ? (faults[Math.floor(random() * faults.length)] ?? 'none') : 'none';
  return Array.from({ length: 100_000 }, next);
};

describe('kill -9 under load', () => {
  test(`T158: after ${kills} kills at random every answered call is on record, once`, async () => {
    const spillFile = join(folder, 'spill.ndjson');
    await writeFile(spillFile, '');
    endpoint.next(...weather(), 'none');

    const answered: string[] = [];
    const seeds = Array.from({ length: kills }, (_, seed) => seed).values();
    const supervise = async () => {
      for (const seed of seeds) answered.push(...(await runAndKill(seed, spillFile)));
    };
    await Promise.all(Array.from({ length: atOnce }, supervise));

    endpoint.next('none');
    await drain(stored.table, createInterface(createReadStream(spillFile)));

    const rows: string[] = [];
    for await (const { pk, sk } of stored.whole.scan()) {
      if (pk.startsWith('C#')) rows.push(`${pk.split('#')[1]} ${sk}`);
    }
    const onRecord = new Set(rows.map((row) => row.replace(' CALL#', ' ')));
    const lost = answered.filter((id) => !onRecord.has(id));
    const unanswered = onRecord.size - new Set(answered).size;

    expect(answered.length).toBeGreaterThan(kills);
    expect(lost).toEqual([]);
    expect(rows.filter((row) => !row.includes(' CALL#'))).toEqual([]);
    // four calls at most were under way in each process when it was killed
    expect(unanswered).toBeLessThanOrEqual(4 * kills);
  });
});
