/** Checkpoints (C2SP `tlog-checkpoint`): how long the tlog was, and the root of its tree, in a signed note. */
import { Malformed } from '../malformed.ts';
import { type NoteKey, noteSignature, parseNote, type SignedNote, writeNote } from './note.ts';
import { hashBytes } from './tiles.ts';

export interface Checkpoint {
  /** Which log. */
  readonly origin: string;
  /** Records in the tlog. */
  readonly size: number;
  readonly root: Buffer;
}

export interface NotedCheckpoint extends Checkpoint {
  readonly note: SignedNote;
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** Lines after the third are a log's own, and mean nothing here. @throws Malformed */
export const parseCheckpoint = (whole: string): NotedCheckpoint => {
  const note = parseNote(whole);
  const [origin = '', size = '', root = '', ...more] = note.text.split('\n').slice(0, -1);
  const bytes = Buffer.from(root, 'base64');
  const fits =
    origin !== '' &&
    /^(?:0|[1-9]\d{0,15})$/.test(size) &&
    bytes.length === hashBytes &&
    bytes.toString('base64') === root &&
    !more.includes('');
  if (!fits || !Number.isSafeInteger(Number(size))) throw new Malformed('a checkpoint of a log');
  return { note, origin, size: Number(size), root: bytes };
};

/** Who signs a log's checkpoints. */
export interface LogSigner {
  readonly key: NoteKey;
  sign(text: string): Promise<Buffer>;
}

/** The origin is the name of the key. */
export const signCheckpoint = async (
  { size, root }: Omit<Checkpoint, 'origin'>,
  { key, sign }: LogSigner,
): Promise<string> => {
  const text = checkpointText({ origin: key.name, size, root });
  return writeNote({ text, signatures: [noteSignature(key, await sign(text))] });
};
