/** What we prove, somebody checks who has none of our software: with the shell script of docs/audit.md, word by word. */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entriesKey } from '../../functions/audit/archive/archive.ts';
import { hashOf } from '../../functions/audit/chain.ts';
import { localLogSigner } from '../../functions/audit/tlog/log-signer.ts';
import { vkeyOf } from '../../functions/audit/tlog/note.ts';
import { proveRecord } from '../../functions/audit/tlog/prove-record.ts';
import { advance } from '../../functions/audit/tlog/sequencer.ts';
import { memoryArchive, memoryLogState } from '../archive/support/memory-log.ts';

const start = Date.UTC(2026, 10, 22, 8, 5);
const guide = readFileSync(resolve(import.meta.dirname, '../../docs/audit.md'), 'utf8');
const script = /```sh\n(# check-proof:[\s\S]*?)```/.exec(guide)![1]!;

const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const isEquipped = ['bash', 'openssl', 'jq', 'xxd'].every(has);

describe.skipIf(!isEquipped)('the script of docs/audit.md', () => {
  let folder: string;
  let key: string;
  const signer = localLogSigner(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
    'example.com/log',
  );
  const bodies = Array.from({ length: 700 }, (_, n) => `{"record":{"n":${n},"words":"ä"}}`);
  const archive = memoryArchive();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'other-verifier-'));
    writeFileSync(join(folder, 'check-proof'), script);
    key = vkeyOf(signer.key).split('+').slice(2).join('+');
    const log = { archive, state: memoryLogState(), signer, now: () => start };
    await archive.put(
      entriesKey(new Date(start).toISOString(), 'a'),
      bodies.map((body) => `${body}\n`).join(''),
    );
    await advance(log);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const proofOf = (n: number) =>
    proveRecord(archive, {
      leaf: Buffer.from(hashOf(bodies[n]!), 'hex'),
      at: new Date(start).toISOString(),
    });
  const accepts = (proof: string, record: string, by = key): boolean => {
    writeFileSync(join(folder, 'proof'), proof);
    writeFileSync(join(folder, 'record'), record);
    const args = ['check-proof', 'proof', 'record', by];
    return spawnSync('bash', args, { cwd: folder }).status === 0;
  };

  test.each([0, 255, 256, 511, 698, 699])('accepts the proof of record %i', async (n) => {
    expect(accepts(await proofOf(n), bodies[n]!)).toBe(true);
  });

  test.each<[string, (proof: string) => string]>([
    ['another place', (proof) => proof.replace('index 300', 'index 301')],
    ['another size', (proof) => proof.replace('\n700\n', '\n701\n')],
    ['a hash less', (proof) => proof.replace(/\n.{44}\n/, '\n')],
    ['another root', (proof) => proof.replace(/(\n700\n)./, '$1_')],
  ])('refuses %s', async (_, change) => {
    expect(accepts(change(await proofOf(300)), bodies[300]!)).toBe(false);
  });

  test('refuses another record, and another key', async () => {
    const proof = await proofOf(300);
    expect(accepts(proof, bodies[301]!)).toBe(false);
    const other = localLogSigner(
      generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
      'example.com/log',
    );
    expect(accepts(proof, bodies[300]!, vkeyOf(other.key).split('+').slice(2).join('+'))).toBe(false);
  });
});

test('a proof of one record in a million is at most 1.5 kB, cosigned by a witness', () => {
  // 20 hashes, an origin as long as that of a bucket, two signatures
  const origin =
    'radix-cds-prod-data-archivebucket0123456789ab-0123456789ab.s3.eu-central-1.amazonaws.com/tlog';
  const line = (bytes: number, name: string) => `— ${name} ${Buffer.alloc(bytes).toString('base64')}\n`;
  const checkpoint = `${origin}\n1000000\n${Buffer.alloc(32).toString('base64')}\n\n${line(68, origin)}${line(76, 'radix-cds-witness')}`;
  const path = `${Buffer.alloc(32).toString('base64')}\n`.repeat(20);
  const proof = `c2sp.org/tlog-proof@v1\nindex 999999\n${path}\n${checkpoint}`;
  expect(Buffer.byteLength(proof)).toBeLessThan(1_500);
});
