/**
 * Verifies so many records of a source, once they are there, and says the seconds and the megabytes it took.
 * Arguments: archive or table, number of records. A second process writes them, so that its memory is not counted.
 */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { entriesKey, folderArchive, linesIn } from '../../functions/audit/archive/archive.ts';
import { newChain } from '../../functions/audit/chain.ts';
import { itemOf } from '../../functions/audit/item.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import { localLogSigner } from '../../functions/audit/tlog/log-signer.ts';
import { folderLogState } from '../../functions/audit/tlog/log-state.ts';
import { policyOf } from '../../functions/audit/tlog/policy.ts';
import { advance } from '../../functions/audit/tlog/sequencer.ts';
import { verify } from '../../functions/audit/verify/verify.ts';
import { aCall, startOfDay } from '../audit/support/records.ts';

const [source = 'archive', count = '200000', folder] = process.argv.slice(2);
const total = Number(count);
const perChain = 2_000;
const perObject = 10_000;
const origin = 'localhost/bench';
const at = (n: number) => new Date(startOfDay + n * 1_000).toISOString();

/** One call, said again under another id: making 200,000 from scratch is not what is measured. */
const write = async (root: string) => {
  const archive = folderArchive(join(root, 'archive'));
  const record = await aCall({ n: 0, row: { sealed: 'x'.repeat(750) } });
  const rows = createWriteStream(join(root, 'rows.ndjson'));
  let lines: string[] = [];
  let chain = newChain('chain-0');
  for (let n = 0; n < total; n += 1) {
    if (n % perChain === 0) chain = newChain(`chain-${String(n / perChain).padStart(6, '0')}`);
    const callId = `${n.toString(16).padStart(8, '0')}${record.callId.slice(8)}`;
    const stamped = chain.stamp({ ...record, callId, at: at(n) });
    if (!rows.write(`${JSON.stringify(itemOf(stamped))}\n`)) await once(rows, 'drain');
    lines.push(stamped.body);
    if (lines.length === perObject) {
      await archive.put(entriesKey(at(n), 'x'), `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  rows.end();
  await once(rows, 'finish');
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  writeFileSync(join(root, 'key.json'), JSON.stringify(jwk));
  const state = folderLogState(join(root, 'state'));
  const log = { archive, state, signer: localLogSigner(jwk, origin), now: () => startOfDay + total * 1_000 };
  while ((await advance(log)) !== undefined);
};

const read = async (root: string) => {
  const archive = folderArchive(join(root, 'archive'));
  const jwk = JSON.parse(readFileSync(join(root, 'key.json'), 'utf8'));
  const policy = policyOf([localLogSigner(jwk, origin).key]);
  const start = performance.now();
  const rows = async function* () {
    const lines = createInterface({ input: createReadStream(join(root, 'rows.ndjson')) });
    for await (const line of lines) yield JSON.parse(line) as TableItem;
  };
  const result = await verify({
    source:
      source === 'archive' ? { kind: 'archive', lines: () => linesIn(archive) } : { kind: 'table', rows },
    log: { archive, policy, saved: [] },
    archived: [],
    saved: [],
    keys: [],
    now: () => startOfDay + total * 1_000,
  });
  const seconds = (performance.now() - start) / 1_000;
  if (result.records !== total || result.findings.length > 0) throw new Error(JSON.stringify(result));
  return { seconds, megabytes: process.resourceUsage().maxRSS / 1_024 };
};

if (folder !== undefined) {
  await write(folder);
} else {
  const root = mkdtempSync(join(tmpdir(), 'radix-verify-'));
  try {
    execFileSync(process.execPath, [import.meta.filename, source, count, root], { stdio: 'inherit' });
    console.log(JSON.stringify(await read(root)));
  } finally {
    rmSync(root, { recursive: true });
  }
}
