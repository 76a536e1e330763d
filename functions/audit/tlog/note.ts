/**
 * Signed notes (C2SP `signed-note`): a text, and below it lines of who signed it. Ed25519 alone (type 0x01), and the
 * timestamped Ed25519 cosignatures of witnesses (type 0x04, C2SP `tlog-cosignature`); signatures of other types are
 * kept as they are and count for nothing, as the specification asks.
 */
import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { Malformed } from '../malformed.ts';

const types = { signature: 1, cosignature: 4 } as const;
export type NoteKeyUse = keyof typeof types;

/** A key that a verifier knows. */
export interface NoteKey {
  readonly name: string;
  /** The first 4 bytes of a signature. */
  readonly id: number;
  readonly use: NoteKeyUse;
  /** 32 bytes. */
  readonly raw: Buffer;
  readonly publicKey: KeyObject;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: number;
  /** Without the id. */
  readonly bytes: Buffer;
}

export interface SignedNote {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const keyName = /^[^\s+]+$/u;

const idOf = (name: string, use: NoteKeyUse, raw: Uint8Array): number =>
  hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(types[use]), raw]),
    'buffer',
  ).readUInt32BE(0);

const rawOf = (key: KeyObject): Buffer => {
  const { kty, crv, x } = key.export({ format: 'jwk' });
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined) throw new Error('the key is not of Ed25519');
  return Buffer.from(x, 'base64url');
};

/** @throws Error when the key is not of Ed25519, or the name has a space or a plus */
export const noteKey = (name: string, publicKey: KeyObject, use: NoteKeyUse = 'signature'): NoteKey => {
  if (!keyName.test(name)) throw new Error('the name of a key has no spaces and no plus');
  const raw = rawOf(publicKey);
  return { name, use, raw, publicKey, id: idOf(name, use, raw) };
};

const hexId = (id: number): string => id.toString(16).padStart(8, '0');

/** As one line that others put into their policies: `<name>+<id>+<type and key>`. */
export const vkeyOf = ({ name, id, use, raw }: NoteKey): string =>
  `${name}+${hexId(id)}+${Buffer.concat([Buffer.of(types[use]), raw]).toString('base64')}`;

/** @throws Error that says what is wrong with it */
export const parseVkey = (text: string): NoteKey => {
  const [, name = '', id = '', encoded = ''] =
    /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text) ?? [];
  const material = Buffer.from(encoded, 'base64');
  const use = (Object.keys(types) as NoteKeyUse[]).find((one) => types[one] === material[0]);
  if (name === '' || use === undefined || material.length !== 33)
    throw new Error('not a verifier key of Ed25519: <name>+<8 hex digits>+<base64>');
  const x = material.subarray(1).toString('base64url');
  const key = noteKey(name, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), use);
  if (hexId(key.id) !== id) throw new Error('the id of the verifier key is not that of its name and key');
  return key;
};

/** Longer than any note that is read here. */
const mostCharacters = 1_000_000;
const mostSignatures = 100;

const signatureLine = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be in it
const control = /[\u0000-\u0009\u000b-\u001f]/;

/** @throws Malformed */
export const parseNote = (whole: string): SignedNote => {
  const wrong = new Malformed('a signed note');
  if (whole.length > mostCharacters || control.test(whole) || !whole.endsWith('\n')) throw wrong;
  const end = whole.lastIndexOf('\n\n');
  if (end < 0) throw wrong;
  const lines = whole.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw wrong;
  const signatures = lines.map((line): NoteSignature => {
    const [, name, encoded] = signatureLine.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    if (name === undefined || bytes.length < 5) throw wrong;
    return { name, id: bytes.readUInt32BE(0), bytes: bytes.subarray(4) };
  });
  return { text: whole.slice(0, end + 1), signatures };
};

const lineOf = ({ name, id, bytes }: NoteSignature): string => {
  const whole = Buffer.alloc(4 + bytes.length);
  whole.writeUInt32BE(id, 0);
  whole.set(bytes, 4);
  return `— ${name} ${whole.toString('base64')}\n`;
};

export const signatureLines = (signatures: readonly NoteSignature[]): string =>
  signatures.map(lineOf).join('');

export const writeNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatureLines(signatures)}`;

/** What a cosigner signs (C2SP `tlog-cosignature`, Ed25519). @param time seconds since 1970 */
const cosigned = (text: string, time: number): string => `cosignature/v1\ntime ${time}\n${text}`;

/** `wrong`: it names this key, and is not by it. */
export type SignatureVerdict = 'signed' | 'absent' | 'wrong';

export interface KeyVerdict {
  readonly verdict: SignatureVerdict;
  /** Seconds since 1970, of a cosignature. */
  readonly time?: number;
}

const holds = (text: string, bytes: Buffer, { use, publicKey }: NoteKey): KeyVerdict => {
  if (use === 'signature')
    return { verdict: verify(null, Buffer.from(text), publicKey, bytes) ? 'signed' : 'wrong' };
  if (bytes.length !== 72) return { verdict: 'wrong' };
  const time = Number(bytes.readBigUInt64BE(0));
  return verify(null, Buffer.from(cosigned(text, time)), publicKey, bytes.subarray(8))
    ? { verdict: 'signed', time }
    : { verdict: 'wrong' };
};

/** One signature that is wrong makes the note wrong, whatever else is right. */
export const verdictOf = ({ text, signatures }: SignedNote, key: NoteKey): KeyVerdict => {
  const found = signatures
    .filter(({ name, id }) => name === key.name && id === key.id)
    .map(({ bytes }) => holds(text, bytes, key));
  return found.find(({ verdict }) => verdict === 'wrong') ?? found[0] ?? { verdict: 'absent' };
};

/** @param signed the signature of the text, by the key */
export const noteSignature = ({ name, id }: NoteKey, signed: Buffer): NoteSignature => ({
  name,
  id,
  bytes: signed,
});

/** @param time seconds since 1970 */
export const cosign = (text: string, key: NoteKey, privateKey: KeyObject, time: number): NoteSignature => {
  const bytes = Buffer.alloc(72);
  bytes.writeBigUInt64BE(BigInt(time), 0);
  bytes.set(sign(null, Buffer.from(cosigned(text, time)), privateKey), 8);
  return { name: key.name, id: key.id, bytes };
};
