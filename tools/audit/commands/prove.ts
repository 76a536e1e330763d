/** A proof for one record, its check by anybody, and the keys that check it. */
import { flawsIn, type ProofFlaw, parseProof } from '../../../functions/audit/archive/proof.ts';
import { fingerprint } from '../../../functions/audit/archive/signer.ts';
import { bodyOf, hashOf } from '../../../functions/audit/chain.ts';
import { Malformed } from '../../../functions/audit/malformed.ts';
import { parseCheckpoint } from '../../../functions/audit/tlog/checkpoint.ts';
import { vkeyOf } from '../../../functions/audit/tlog/note.ts';
import { NotInLogYet, proveRecord } from '../../../functions/audit/tlog/prove-record.ts';
import {
  parseTlogProof,
  type TlogProofFlaw,
  tlogProofFlaws,
} from '../../../functions/audit/tlog/tlog-proof.ts';
import { exitCodes } from '../../../functions/audit/verify/finding.ts';
import { plain } from '../call-filter.ts';
import { type Command, Refused, type Run } from '../command.ts';
import { fileText } from '../file-text.ts';
import { logPolicy, publicKeys } from '../keys.ts';
import { savedCheckpoint } from '../manifests.ts';
import { archiveOptions, keyOptions, policyOptions, scopeOptions } from '../options.ts';
import { fileNamed } from './show.ts';

export const prove: Command = {
  name: 'prove',
  group: 'Prove',
  words: ['<call id>'],
  summary: 'a proof for one record that anybody can check without us',
  help: 'Writes a .tlog-proof (C2SP tlog-proof) to standard output: the place of the record in the tlog, its path to the root, and a checkpoint. With --record it writes the record itself, which the proof is about. A checkpoint must sign for the record already: in the cloud that takes seconds, locally run archive first.',
  options: {
    client: scopeOptions.client,
    feedback: { value: 'N', help: 'the Nth feedback on the call instead of the call' },
    record: { help: 'write the record that is proven, to the byte' },
    checkpoint: {
      value: 'FILE',
      help: 'prove with this checkpoint, for instance one that a witness cosigned',
    },
    ...archiveOptions,
  },
  examples: [
    'prove 4b1c2f3e-….-00 > call.tlog-proof',
    'prove 4b1c2f3e-….-00 --record > call.json',
    'log-policy > log.policy',
    'check call.tlog-proof call.json --policy log.policy',
  ],
  run: async (run) => {
    const [id = ''] = run.args.words;
    const tool = await run.open();
    await tool.recordReading('prove', { call: plain(id) });
    const file = await fileNamed(tool, id, run.args.options['client']);
    const { feedback, checkpoint } = run.args.options;
    const entry = feedback === undefined ? file.call : file.feedback[Number(feedback) - 1];
    if (entry === undefined) throw new Refused(`The call has ${file.feedback.length} pieces of feedback.`);
    const body = bodyOf(entry.record, entry.link, entry.signed);
    if (run.args.switches.has('record')) {
      await run.io.out(body);
      return 0;
    }
    const record = { leaf: Buffer.from(hashOf(body), 'hex'), at: entry.record.at };
    const kept = checkpoint === undefined ? undefined : await savedCheckpoint(checkpoint);
    try {
      await run.io.out(await proveRecord(await tool.archive(), record, kept?.text));
      return 0;
    } catch (error) {
      if (!(error instanceof NotInLogYet)) throw error;
      throw new Refused(
        checkpoint === undefined
          ? 'No checkpoint signs for this record yet: wait some seconds; locally, run archive.'
          : `The checkpoint in ${checkpoint} is older than this record: take one that was signed later.`,
      );
    }
  },
};

const flawSentences: Readonly<Record<TlogProofFlaw | ProofFlaw, string>> = {
  origin: 'its checkpoint is of a log that the policy does not name',
  signature: 'it is not signed by the key that it should be',
  witness: 'its checkpoint has not the cosignatures that the policy asks for',
  path: 'the record does not lead to the signed root: it, or the proof, was changed',
};

const exitCodeOf = (flaws: readonly (TlogProofFlaw | ProofFlaw)[]): number => {
  if (flaws.includes('signature') || flaws.includes('origin')) return exitCodes.signature;
  return flaws.includes('path') ? exitCodes.root : exitCodes.witness;
};

interface CheckedProof {
  readonly flaws: readonly (TlogProofFlaw | ProofFlaw)[];
  /** What it proves. */
  readonly says: string;
  readonly body: string;
}

/** A body ends with a brace; an editor, or a shell, may have put a newline after it. */
const recordIn = (text: string): string => text.replace(/\r?\n$/, '');

const checkTlogProof = async (run: Run, text: string): Promise<CheckedProof> => {
  const proof = parseTlogProof(text);
  const [, recordFile] = run.args.words;
  if (recordFile === undefined)
    throw new Refused(
      'Name the record as well, as prove --record wrote it: check <proof file> <record file>.',
    );
  const body = recordIn(await fileText(recordFile));
  const policy = await logPolicy(run.args, run.env);
  const { size, origin } = parseCheckpoint(proof.checkpoint);
  return {
    flaws: tlogProofFlaws(proof, Buffer.from(hashOf(body), 'hex'), policy),
    says: `this record is number ${proof.index} of the first ${size} of the tlog ${origin}`,
    body,
  };
};

/** Checks a proof of the days when manifests signed for the archive. */
const checkOldProof = async (run: Run, text: string): Promise<CheckedProof> => {
  const proof = parseProof(text);
  const { number, made } = proof.signed.manifest;
  return {
    flaws: flawsIn(proof, await publicKeys(run.args, run.env)),
    says: `this record was in the audit log when manifest ${number} was signed, ${made}`,
    body: proof.body,
  };
};

export const check: Command = {
  name: 'check',
  group: 'Prove',
  words: ['<proof file>', '[record file]'],
  summary: 'test a proof, offline, with keys alone',
  help: 'Needs no audit log and no network. Of a .tlog-proof it needs the record, and a policy with the key of the tlog (C2SP tlog-policy); of a proof from when there were manifests, the public key in PEM. Exit code 0: the proof stands; 13, 14 or 16: it does not.',
  options: { ...policyOptions, ...keyOptions },
  examples: [
    'check call.tlog-proof call.json --policy log.policy',
    'check call.proof.json --key auditor.pem',
  ],
  run: async (run) => {
    const [path = ''] = run.args.words;
    const text = await fileText(path);
    const isOld = text.startsWith('{');
    let checked: CheckedProof;
    try {
      checked = await (isOld ? checkOldProof(run, text) : checkTlogProof(run, text));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      throw new Refused(
        `${path} is not a proof: npm run -s audit -- prove writes one (without -s npm puts lines of its own before it).`,
      );
    }
    const { flaws, says, body } = checked;
    if (flaws.length > 0) {
      run.io.note(`The proof does not stand: ${flaws.map((flaw) => flawSentences[flaw]).join('; ')}.`);
      return exitCodeOf(flaws);
    }
    run.io.note(`The proof stands: ${says}.`);
    await run.io.out(`${body}\n`);
    return 0;
  },
};

export const publicKey: Command = {
  name: 'public-key',
  group: 'Prove',
  summary: 'the public key that manifests were signed with, to give to others',
  help: 'PEM on standard output, and its fingerprint on standard error: read it to each other. For the tlog there is log-policy.',
  examples: ['public-key > auditor.pem'],
  run: async (run) => {
    for (const key of await publicKeys(run.args, run.env)) {
      await run.io.out(String(key.export({ type: 'spki', format: 'pem' })));
      run.io.note(`SHA-256 ${fingerprint(key)}`);
    }
    return 0;
  },
};

export const logPolicyCommand: Command = {
  name: 'log-policy',
  group: 'Prove',
  summary: 'a policy with the key of the tlog, to give to others',
  help: 'A file for --policy (C2SP tlog-policy) on standard output: the key of the tlog, and no witness. Add a line for each witness, and say which of them must have cosigned.',
  examples: ['log-policy > log.policy'],
  run: async (run) => {
    const { logs } = await logPolicy(run.args, run.env);
    await run.io.out(`${logs.map((key) => `log ${vkeyOf(key)}`).join('\n')}\nquorum none\n`);
    return 0;
  },
};
