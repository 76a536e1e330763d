/**
 * A witness (C2SP `tlog-witness`, `add-checkpoint`): remembers the last checkpoint of each log that it was shown, and
 * cosigns a new one only with a proof that the tlog merely grew. With the checkpoint that a witness keeps elsewhere, a
 * tlog that was rolled back or forked is found, whoever holds its key.
 */
import type { KeyObject } from 'node:crypto';
import { noLeaves } from '../archive/merkle.ts';
import { type NotedCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { cosign, type NoteKey, signatureLines, verdictOf, writeNote } from './note.ts';
import { hashBytes, isConsistent } from './tiles.ts';

/** The last checkpoint that was cosigned, as a note with the tlog's signature and the cosignature. */
export interface WitnessMemory {
  read(origin: string): Promise<string | undefined>;
  /** False when another was kept meanwhile: nothing is changed then. */
  swap(origin: string, next: string, over: string | undefined): Promise<boolean>;
}

export interface Witness {
  readonly key: NoteKey;
  readonly privateKey: KeyObject;
  readonly logs: readonly NoteKey[];
  readonly memory: WitnessMemory;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly contentType: string;
}

interface Submission {
  readonly old: number;
  readonly proof: readonly Buffer[];
  readonly checkpoint: NotedCheckpoint;
}

const mostHashes = 63;

/** The body of `add-checkpoint`. */
export const submission = (old: number, proof: readonly Buffer[], checkpoint: string): string =>
  `${[`old ${old}`, ...proof.map((hash) => hash.toString('base64'))].join('\n')}\n\n${checkpoint}`;

const parseSubmission = (body: string): Submission | undefined => {
  const end = body.indexOf('\n\n');
  const [first = '', ...hashes] = body.slice(0, Math.max(end, 0)).split('\n');
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const proof = hashes.map((hash) => Buffer.from(hash, 'base64'));
  if (old === undefined || proof.length > mostHashes || proof.some(({ length }) => length !== hashBytes))
    return undefined;
  try {
    return { old: Number(old), proof, checkpoint: parseCheckpoint(body.slice(end + 2)) };
  } catch {
    return undefined;
  }
};

const answer = (
  status: WitnessAnswer['status'],
  body = '',
  contentType = 'text/plain; charset=utf-8',
): WitnessAnswer => ({ status, body, contentType });

const nothing = { size: 0, root: Buffer.from(noLeaves) };

export const addCheckpoint = async (
  { key, privateKey, logs, memory, now }: Witness,
  body: string,
): Promise<WitnessAnswer> => {
  const submitted = parseSubmission(body);
  if (submitted === undefined) return answer(400, 'not a checkpoint with a proof\n');
  const { old, proof, checkpoint } = submitted;
  const { note, origin, size, root } = checkpoint;
  const ofLog = logs.filter(({ name }) => name === origin);
  if (ofLog.length === 0) return answer(404, 'no log of this origin is known here\n');
  const verdicts = ofLog.map((log) => verdictOf(note, log).verdict);
  if (verdicts.includes('wrong') || !verdicts.includes('signed'))
    return answer(403, 'the tlog did not sign this\n');
  if (old > size) return answer(400, 'the old size is above the new one\n');

  const kept = await memory.read(origin);
  const last = kept === undefined ? nothing : parseCheckpoint(kept);
  const conflict = (at: number) => answer(409, `${at}\n`, 'text/x.tlog.size');
  if (old !== last.size) return conflict(last.size);
  const follows =
    old === 0
      ? proof.length === 0 && (size > 0 || root.equals(nothing.root))
      : isConsistent(last, { size, root }, proof);
  if (!follows) return answer(422, 'the tlog does not go on from what was cosigned\n');

  const byLog = note.signatures.filter(({ name, id }) =>
    ofLog.some((log) => log.name === name && log.id === id),
  );
  const cosignature = cosign(note.text, key, privateKey, Math.floor(now() / 1000));
  const next = writeNote({ text: note.text, signatures: [...byLog, cosignature] });
  if (await memory.swap(origin, next, kept)) return answer(200, signatureLines([cosignature]));
  const other = await memory.read(origin);
  return conflict(other === undefined ? 0 : parseCheckpoint(other).size);
};
