/** The audit log in memory: for tests, and to measure what the store itself costs. Its `seal` drops the plaintext. */
import type { AuditLog } from './audit-log.ts';
import { newChain } from './chain.ts';
import { secretKeyRing } from './keys/key-ring.ts';
import { type Pseudonymiser, pseudonymiser } from './keys/pseudonym.ts';
import { type MemoryTable, memoryTable } from './store/memory-table.ts';
import { type AuditLogParts, tableAuditLog } from './store/table-audit-log.ts';

export interface MemoryAuditLog extends AuditLog {
  readonly table: MemoryTable;
  readonly pseudonyms: Pseudonymiser;
}

/** Not secret, so that tests have the same pseudonyms each time. */
const testRing = () =>
  secretKeyRing([{ kid: 'test', secret: Buffer.alloc(32, 'radix').toString('base64url') }]);

export const memoryAuditLog = (parts: Partial<Omit<AuditLogParts, 'table'>> = {}): MemoryAuditLog => {
  const table = memoryTable();
  const pseudonyms = parts.pseudonyms ?? pseudonymiser(testRing());
  const log = tableAuditLog({
    seal: async () => 'sealed',
    chain: newChain('memory'),
    spill: () => undefined,
    now: () => 0,
    ...parts,
    table,
    pseudonyms,
  });
  return { ...log, table, pseudonyms };
};
