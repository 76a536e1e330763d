/**
 * A service reduced to its audit log, to be killed: appends calls without pause and says the id of each on
 * standard output once it is stored or spilled, as a service would answer.
 * Arguments: endpoint, table, spill file, seed.
 */
import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { newChain } from '../../../functions/audit/chain.ts';
import { dynamoTable } from '../../../functions/audit/store/dynamo-table.ts';
import { tableAuditLog } from '../../../functions/audit/store/table-audit-log.ts';
import { dynamoClient } from './dynalite-table.ts';
import { aCall, pseudonyms, startOfDay } from './records.ts';

const [endpoint = '', table = '', spillFile = '', seed = '0'] = process.argv.slice(2);
const spill = openSync(spillFile, 'a');
const start = performance.now();

const log = tableAuditLog({
  table: dynamoTable(dynamoClient(endpoint), table),
  pseudonyms,
  seal: async () => 'sealed',
  chain: newChain(`writer-${seed}`),
  spill: (line) => {
    writeSync(spill, `${line}\n`);
    fdatasyncSync(spill);
  },
  now: () => startOfDay + performance.now() - start,
});

let n = Number(seed) * 100_000;
const answer = async () => {
  for (;;) {
    n += 1;
    const record = await aCall({ n, client: `writer-${seed}` });
    await log.append(record);
    writeSync(1, `${record.client.id} ${record.callId}\n`);
  }
};

await Promise.all([answer(), answer(), answer(), answer()]);
