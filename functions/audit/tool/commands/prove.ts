/** Commands about integrity: archive and sign, verify, prove one record, check a proof. */
import { readFile } from 'node:fs/promises';
import {
  type Archive,
  addManifest,
  linesIn,
  linkOf,
  manifestsIn,
  putEntries,
} from '../../archive/archive.ts';
import { type Manifest, parseManifest, type SignedManifest } from '../../archive/manifest.ts';
import { flawsIn, NotSignedYet, parseProof, prove as proofOf } from '../../archive/proof.ts';
import { fingerprint } from '../../archive/signer.ts';
import { bodyOf } from '../../chain.ts';
import { collect } from '../../collect.ts';
import { exitCodeOf, type Finding } from '../../verify/finding.ts';
import type { Source } from '../../verify/source.ts';
import { type Verification, verify as verification } from '../../verify/verify.ts';
import { type Command, Refused, type Run, type Tool } from '../command.ts';
import { publicKeys, signerFrom } from '../keys.ts';
import { archiveOptions, keyOptions, scopeOptions } from '../options.ts';
import { plain, timeOption } from '../scope.ts';
import { fileNamed } from './show.ts';

const fileText = async (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(() => {
    throw new Refused(`${path} cannot be read.`);
  });

const savedManifests = (paths: readonly string[]): Promise<SignedManifest[]> =>
  Promise.all(
    paths.map(async (path) => {
      const text = await fileText(path);
      try {
        return parseManifest(text);
      } catch {
        throw new Refused(`${path} is not a manifest of the audit log.`);
      }
    }),
  );

/** Those that are manifests; `verify` names those that are not. */
const readable = async (archive: Archive): Promise<SignedManifest[]> =>
  (await collect(manifestsIn(archive))).flatMap(({ signed }) => signed ?? []);

/** Places in chains that a manifest signs for. */
const signedPlaces = (manifests: readonly Manifest[]) => {
  const chains = Map.groupBy(
    manifests.flatMap(({ runs }) => runs),
    ({ chain }) => chain,
  );
  return (chain: string, seq: number): boolean =>
    chains.get(chain)?.some(({ first, last }) => first <= seq && seq <= last) ?? false;
};

/** How many records one object of the archive holds at most. */
const perObject = 10_000;

const archiveNew = async (run: Run, tool: Tool, archive: Archive): Promise<number> => {
  const manifests = await readable(archive);
  const isSigned = signedPlaces(manifests.map(({ manifest }) => manifest));
  let bodies: string[] = [];
  let archived = 0;
  const put = async () => {
    if (bodies.length === 0) return;
    const now = new Date(run.now()).toISOString();
    await putEntries(archive, bodies, { now, id: tool.newId() });
    archived += bodies.length;
    bodies = [];
  };
  await run.counting('rows', await tool.audit.table.size(), async (done) => {
    let rows = 0;
    for await (const { pk, body } of tool.audit.table.scan()) {
      rows += 1;
      done(rows);
      const link = pk.startsWith('C#') ? linkOf(body) : undefined;
      if (link === undefined || isSigned(link.chain, link.seq)) continue;
      bodies.push(body);
      if (bodies.length === perObject) await put();
    }
  });
  await put();
  return archived;
};

export const archive: Command = {
  name: 'archive',
  group: 'Prove',
  summary: 'put new records into the archive folder and sign for them',
  help: 'Locally only; in the cloud the table’s stream archives each row within seconds, and a manifest is signed every hour. Keep the newest manifest somewhere else: with it, verify finds whatever is cut or rewritten later.',
  options: archiveOptions,
  examples: ['archive', 'archive --archive-dir /mnt/archive'],
  run: async (run) => {
    const tool = await run.open();
    if (run.args.options['archive-dir'] === undefined && run.env['ARCHIVE_BUCKET'] !== undefined) {
      throw new Refused(
        'The archive is a bucket: the table’s stream fills it. This command is for a folder.',
      );
    }
    const archive = await tool.archive();
    await tool.recordReading('archive', {});
    const archived = await archiveNew(run, tool, archive);
    const signed = await addManifest(archive, await signerFrom(run.env), {
      now: new Date(run.now()).toISOString(),
    });
    run.io.note(
      signed === undefined
        ? 'Nothing new since the last manifest.'
        : `Archived ${archived} records; manifest ${signed.manifest.number} signs for ${signed.manifest.count}.`,
    );
    return 0;
  },
};

const findingRow = ({ code, chain, seq, where, sentence }: Finding) => ({
  finding: code,
  chain,
  seq,
  where,
  sentence,
});

const verdict = ({
  records,
  chains,
  manifests,
  signedFor,
  expired,
  copies,
  findings,
}: Verification): string =>
  [
    findings.length === 0 ? 'The log is whole.' : `${findings.length} findings.`,
    `${records} records in ${chains} chains, ${signedFor} of them signed for by ${manifests} manifests`,
    ...(expired > 0 ? [`${expired} older ones have expired from the table; the archive has them`] : []),
    ...(copies > 0 ? [`${copies} are in the archive twice, as a stream may deliver`] : []),
  ].join('\n');

const archiveIfAny = async (tool: Tool): Promise<Archive | undefined> =>
  tool.archive().catch((error: unknown) => {
    if (error instanceof Refused) return undefined;
    throw error;
  });

export const verify: Command = {
  name: 'verify',
  group: 'Prove',
  summary: 'has anything been changed, deleted, inserted or reordered?',
  help: `Reads the whole table (or with --archived the whole archive) and names the record. Exit code 0: whole;
10 changed, 11 missing, 12 inserted, 13 wrong Merkle root, 14 wrong signature, 15 manifests that do not follow
one another or differ from a saved one, 17 reordered. What was written since the last manifest and then cut or
rewritten with all its hashes cannot be seen here.

A record that was being written when its process was killed may be reported missing where later records of the
same process were stored: it was never answered.`,
  options: {
    archived: { help: 'verify the archive instead of the table' },
    from: { value: 'TIME', help: 'only what was archived and signed for since; for a check every day' },
    manifest: {
      value: 'FILE',
      help: 'a manifest that was kept elsewhere; may be given more than once',
      multiple: true,
    },
    ...archiveOptions,
    ...keyOptions,
  },
  examples: ['verify', 'verify --manifest kept/00000012.json --key auditor.pem', 'verify --archived'],
  run: async (run) => {
    const tool = await run.open();
    const inArchive = run.args.switches.has('archived');
    const archive = inArchive ? await tool.archive() : await archiveIfAny(tool);
    const since = timeOption(run.args, 'from', run.now());
    const archived = archive === undefined ? [] : manifestsIn(archive, since);
    const saved = await savedManifests(run.args.lists['manifest'] ?? []);
    const keys = archive !== undefined || saved.length > 0 ? await publicKeys(run.args, run.env) : [];
    await tool.recordReading('verify', { source: inArchive ? 'archive' : 'table' });
    const { table } = tool.audit;
    const source: Source =
      inArchive && archive
        ? { kind: 'archive', lines: () => linesIn(archive, since) }
        : { kind: 'table', rows: () => table.scan() };
    const total = inArchive ? 0 : await table.size();
    const result = await run.counting('records', total, (progress) =>
      verification({
        source,
        archived,
        saved,
        keys,
        partial: since !== undefined,
        now: run.now(),
        progress,
      }),
    );
    run.io.note(verdict(result));
    await run.print(result.findings.map(findingRow), ['finding', 'where', 'chain', 'seq', 'sentence']);
    return exitCodeOf(result.findings);
  },
};

export const prove: Command = {
  name: 'prove',
  group: 'Prove',
  words: ['<call id>'],
  summary: 'a proof for one record that anybody can check without us',
  help: 'Writes the record, its path to a signed Merkle root and the manifest to standard output. A manifest must sign for the record already: locally run archive first.',
  options: {
    client: scopeOptions.client,
    feedback: { value: 'N', help: 'prove the Nth feedback on the call instead of the call' },
    ...archiveOptions,
  },
  examples: [
    'prove 4b1c2f3e-….-00 > call.proof.json',
    'public-key > auditor.pem',
    'check call.proof.json --key auditor.pem',
  ],
  run: async (run) => {
    const [id = ''] = run.args.words;
    const tool = await run.open();
    await tool.recordReading('prove', { call: plain(id) });
    const file = await fileNamed(tool, id, run.args.options['client']);
    const { feedback } = run.args.options;
    const entry = feedback === undefined ? file.call : file.feedback[Number(feedback) - 1];
    if (entry === undefined) throw new Refused(`The call has ${file.feedback.length} pieces of feedback.`);
    const archive = await tool.archive();
    const manifests = await readable(archive);
    try {
      const body = bodyOf(entry.record, entry.link);
      await run.io.out(`${JSON.stringify(await proofOf(archive, manifests, body))}\n`);
      return 0;
    } catch (error) {
      if (error instanceof NotSignedYet) {
        throw new Refused(
          'No manifest signs for this record yet: wait for the hour to end; locally, run archive.',
        );
      }
      throw error;
    }
  },
};

const flawSentences = {
  signature: 'the manifest is not signed by this key',
  path: 'the record does not lead to the manifest’s root: it, or the proof, was changed',
} as const;

export const check: Command = {
  name: 'check',
  group: 'Prove',
  words: ['<proof file>'],
  summary: 'test a proof, offline, with the public key alone',
  help: 'Needs no log and no network. Exit code 0: the proof stands; 13 or 14: it does not.',
  options: keyOptions,
  examples: ['check call.proof.json --key auditor.pem'],
  run: async (run) => {
    const [path = ''] = run.args.words;
    const text = await fileText(path);
    const keys = await publicKeys(run.args, run.env);
    let proof: ReturnType<typeof parseProof>;
    try {
      proof = parseProof(text);
    } catch {
      throw new Refused(`${path} is not a proof: npm run audit -- prove writes one.`);
    }
    const flaws = flawsIn(proof, keys);
    if (flaws.length > 0) {
      run.io.note(`The proof does not stand: ${flaws.map((flaw) => flawSentences[flaw]).join('; ')}.`);
      return flaws.includes('signature') ? 14 : 13;
    }
    const { manifest } = proof.signed;
    run.io.note(
      `The proof stands: this record was in the log when manifest ${manifest.number} was signed, ${manifest.made}.`,
    );
    await run.io.out(`${proof.body}\n`);
    return 0;
  },
};

export const publicKey: Command = {
  name: 'public-key',
  group: 'Prove',
  summary: 'the public key that manifests are signed with, to give to others',
  help: 'PEM on standard output, and its fingerprint on standard error: read it to each other.',
  examples: ['public-key > auditor.pem'],
  run: async (run) => {
    for (const key of await publicKeys(run.args, run.env)) {
      await run.io.out(String(key.export({ type: 'spki', format: 'pem' })));
      run.io.note(`SHA-256 ${fingerprint(key)}`);
    }
    return 0;
  },
};
