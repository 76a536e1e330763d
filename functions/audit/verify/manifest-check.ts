/** The manifests by themselves, what they say of each chain, and whether their Merkle roots hold. */
import type { KeyObject } from 'node:crypto';
import type { ArchivedManifest } from '../archive/archive.ts';
import { type ChainRun, isGenuine, manifestHash, type SignedManifest } from '../archive/manifest.ts';
import { rootOf } from '../archive/merkle.ts';
import { noRecord } from '../chain.ts';
import type { Anchors } from './chain-check.ts';
import type { VerifyFinding } from './finding.ts';
import type { Ledger } from './ledger.ts';

/** What is kept of a manifest while verifying: not the names of its objects, which are many. */
export interface Statement {
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
  readonly made: string;
  readonly root: string;
  readonly runs: readonly ChainRun[];
}

export interface CheckedManifests {
  readonly statements: readonly Statement[];
  readonly findings: readonly VerifyFinding[];
}

const nameOf = (number: number): string => `manifest ${number}`;

const statementOf = ({ manifest }: SignedManifest): Statement => {
  const { number, previous, made, root, runs } = manifest;
  return { number, previous, made, root, runs, hash: manifestHash(manifest) };
};

const signatureOf = (signed: SignedManifest, keys: readonly KeyObject[]): VerifyFinding[] =>
  isGenuine(signed, keys)
    ? []
    : [
        {
          code: 'signature',
          where: nameOf(signed.manifest.number),
          sentence: `the signature by key ${signed.signature.kid} does not hold`,
        },
      ];

/** Each carries the hash of the one before. */
const follows = (one: Statement, before: Statement | undefined, fromTheFirst: boolean): VerifyFinding[] => {
  const first = before === undefined;
  const fits = first
    ? !fromTheFirst || (one.number === 1 && one.previous === noRecord)
    : one.number === before.number + 1 && one.previous === before.hash;
  const sentence = first
    ? 'it is not the first of the audit log'
    : `it does not follow manifest ${before.number}`;
  return fits ? [] : [{ code: 'manifests', where: nameOf(one.number), sentence }];
};

/** A manifest that was saved elsewhere must still be in the archive. */
const isKept = (saved: Statement, archived: readonly Statement[]): VerifyFinding[] => {
  const [oldest] = archived;
  const there = archived.find(({ number }) => number === saved.number);
  const outside = oldest === undefined || saved.number < oldest.number;
  return outside || there?.hash === saved.hash
    ? []
    : [
        {
          code: 'manifests',
          where: nameOf(saved.number),
          sentence: 'the archive has another manifest, or none, where the saved one was',
        },
      ];
};

/** @param fromTheFirst the archive's manifests are all there, so the first of them is the first of the audit log */
export const checkManifests = async (
  archived: AsyncIterable<ArchivedManifest> | Iterable<ArchivedManifest>,
  saved: readonly SignedManifest[],
  keys: readonly KeyObject[],
  fromTheFirst: boolean,
): Promise<CheckedManifests> => {
  const statements: Statement[] = [];
  const findings: VerifyFinding[] = [];
  for await (const { key, signed } of archived) {
    if (signed === undefined) {
      findings.push({ code: 'manifests', where: key, sentence: 'this is not a manifest' });
      continue;
    }
    const statement = statementOf(signed);
    findings.push(...signatureOf(signed, keys), ...follows(statement, statements.at(-1), fromTheFirst));
    statements.push(statement);
  }
  const others = saved.map(statementOf);
  findings.push(
    ...saved.flatMap((signed) => signatureOf(signed, keys)),
    ...others.flatMap((statement) => isKept(statement, statements)),
  );
  return { statements: [...statements, ...others], findings };
};

export const nothingSigned: Anchors = { heads: new Map(), first: -1, upTo: -1, made: 0 };

export const anchorsOf = (statements: readonly Statement[]): ReadonlyMap<string, Anchors> => {
  const chains = new Map<string, { heads: Map<number, string>; first: number; upTo: number; made: number }>();
  for (const { runs, made } of statements) {
    for (const { chain, first, last, head } of runs) {
      const anchors = chains.get(chain) ?? { heads: new Map(), first, upTo: -1, made: 0 };
      anchors.heads.set(last, head);
      anchors.first = Math.min(anchors.first, first);
      anchors.upTo = Math.max(anchors.upTo, last);
      anchors.made = Math.max(anchors.made, Date.parse(made));
      chains.set(chain, anchors);
    }
  }
  return chains;
};

/** A root is checked when all of its records are there; one that is gone has a finding of its own, or expired. */
export const checkRoots = (statements: readonly Statement[], ledger: Ledger): VerifyFinding[] =>
  statements.flatMap(({ number, root, runs }): VerifyFinding[] => {
    const leaves: Buffer[] = [];
    for (const { chain, first, last } of runs) {
      for (const hash of ledger.hashes(chain, first, last)) {
        if (hash === undefined) return [];
        leaves.push(hash);
      }
    }
    const holds = rootOf(leaves).toString('hex') === root;
    return holds
      ? []
      : [{ code: 'root', where: nameOf(number), sentence: 'its records lead to another root' }];
  });
