/** A proof for one record, its check by anybody, and the key that checks it. */
import {
  flawsIn,
  NotSignedYet,
  parseProof,
  prove as proofOf,
} from '../../../functions/audit/archive/proof.ts';
import { fingerprint } from '../../../functions/audit/archive/signer.ts';
import { bodyOf } from '../../../functions/audit/chain.ts';
import { exitCodes } from '../../../functions/audit/verify/finding.ts';
import { plain } from '../call-filter.ts';
import { type Command, Refused } from '../command.ts';
import { fileText } from '../file-text.ts';
import { publicKeys } from '../keys.ts';
import { readableManifests } from '../manifests.ts';
import { archiveOptions, keyOptions, scopeOptions } from '../options.ts';
import { fileNamed } from './show.ts';

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
    const manifests = await readableManifests(archive);
    try {
      const body = bodyOf(entry.record, entry.link, entry.signed);
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
      throw new Refused(
        `${path} is not a proof: npm run -s audit -- prove writes one (without -s npm puts lines of its own before it).`,
      );
    }
    const flaws = flawsIn(proof, keys);
    if (flaws.length > 0) {
      run.io.note(`The proof does not stand: ${flaws.map((flaw) => flawSentences[flaw]).join('; ')}.`);
      return flaws.includes('signature') ? exitCodes.signature : exitCodes.root;
    }
    const { manifest } = proof.signed;
    run.io.note(
      `The proof stands: this record was in the audit log when manifest ${manifest.number} was signed, ${manifest.made}.`,
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
