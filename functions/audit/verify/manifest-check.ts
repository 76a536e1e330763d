/** The manifests by themselves, what they say of each chain, and whether their Merkle roots hold. */
import type { KeyObject } from 'node:crypto';
import { isGenuine, manifestHash, type SignedManifest } from '../archive/manifest.ts';
import { rootOf } from '../archive/merkle.ts';
import { noRecord } from '../chain.ts';
import type { Anchors } from './chain-check.ts';
import type { Finding } from './finding.ts';
import type { Ledger } from './ledger.ts';

const nameOf = ({ manifest }: SignedManifest): string => `manifest ${manifest.number}`;

const signatures = (manifests: readonly SignedManifest[], keys: readonly KeyObject[]): Finding[] =>
  manifests
    .filter((signed) => !isGenuine(signed, keys))
    .map((signed) => ({
      code: 'signature',
      where: nameOf(signed),
      sentence: `the signature by key ${signed.signature.kid} does not hold`,
    }));

/** Each carries the hash of the one before. */
const sequence = (archived: readonly SignedManifest[]): Finding[] =>
  archived.flatMap((signed, i): Finding[] => {
    const before = archived[i - 1]?.manifest;
    const { number, previous } = signed.manifest;
    const follows =
      before === undefined
        ? number === 1 && previous === noRecord
        : number === before.number + 1 && previous === manifestHash(before);
    const sentence = before
      ? `it does not follow manifest ${before.number}`
      : 'it is not the first of the log';
    return follows ? [] : [{ code: 'manifests', where: nameOf(signed), sentence }];
  });

/** What somebody saved must still be there. */
const kept = (archived: readonly SignedManifest[], saved: readonly SignedManifest[]): Finding[] => {
  if (archived.length === 0) return [];
  const hashes = new Map(archived.map(({ manifest }) => [manifest.number, manifestHash(manifest)]));
  return saved
    .filter(({ manifest }) => hashes.get(manifest.number) !== manifestHash(manifest))
    .map((signed) => ({
      code: 'manifests',
      where: nameOf(signed),
      sentence: 'the archive has another manifest, or none, where the saved one was',
    }));
};

export const checkManifests = (
  archived: readonly SignedManifest[],
  saved: readonly SignedManifest[],
  keys: readonly KeyObject[],
): Finding[] => [
  ...signatures([...archived, ...saved], keys),
  ...sequence(archived),
  ...kept(archived, saved),
];

export const nothingSigned: Anchors = { heads: new Map(), upTo: -1, made: 0 };

export const anchorsOf = (manifests: readonly SignedManifest[]): ReadonlyMap<string, Anchors> => {
  const chains = new Map<string, { heads: Map<number, string>; upTo: number; made: number }>();
  for (const { manifest } of manifests) {
    for (const { chain, last, head } of manifest.runs) {
      const anchors = chains.get(chain) ?? { heads: new Map(), upTo: -1, made: 0 };
      anchors.heads.set(last, head);
      anchors.upTo = Math.max(anchors.upTo, last);
      anchors.made = Math.max(anchors.made, Date.parse(manifest.made));
      chains.set(chain, anchors);
    }
  }
  return chains;
};

/** A root is checked when all of its records are there; one that is gone has a finding of its own, or expired. */
export const checkRoots = (manifests: readonly SignedManifest[], ledger: Ledger): Finding[] =>
  manifests.flatMap((signed): Finding[] => {
    const leaves: Buffer[] = [];
    for (const { chain, first, last } of signed.manifest.runs) {
      for (const hash of ledger.hashes(chain, first, last)) {
        if (hash === undefined) return [];
        leaves.push(hash);
      }
    }
    const holds = rootOf(leaves).toString('hex') === signed.manifest.root;
    return holds
      ? []
      : [{ code: 'root', where: nameOf(signed), sentence: 'its records lead to another root' }];
  });
