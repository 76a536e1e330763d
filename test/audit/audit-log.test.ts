import { afterAll, beforeAll } from 'vitest';
import { memoryTable } from '../../functions/audit/store/memory-table.ts';
import type { AuditTable } from '../../functions/audit/table.ts';
import { auditLogContract } from './audit-log-contract.ts';
import { createTable, startDynalite } from './support/dynalite-table.ts';

const inMemory = memoryTable();
auditLogContract('memory', async () => inMemory);
auditLogContract('memory, calls without a subject', async () => inMemory, 1);

const stops: (() => Promise<void>)[] = [];
let dynamo: AuditTable;

beforeAll(async () => {
  const given = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  const embedded = given === undefined ? await startDynalite() : undefined;
  const { table, remove } = await createTable(given ?? embedded?.endpoint ?? '');
  dynamo = table;
  stops.push(remove, async () => embedded?.stop());
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

const engine = process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? 'dynalite';
auditLogContract(engine, async () => dynamo);
