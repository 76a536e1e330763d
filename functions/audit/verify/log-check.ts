/**
 * The tlog that is kept of the archive (`../tlog`) by itself: do its batches follow one another, is each checkpoint signed,
 * do the records lead to its root, and does it go on from what others have seen of it?
 */
import { type Archive, ifThere } from '../archive/archive.ts';
import { Malformed } from '../malformed.ts';
import { batchesIn, type ReadBatch } from '../tlog/batch.ts';
import { type NotedCheckpoint, parseCheckpoint } from '../tlog/checkpoint.ts';
import { type CheckpointFlaw, checkpointFlaws, type LogPolicy } from '../tlog/policy.ts';
import { arrivalMilliseconds } from '../tlog/sequencer.ts';
import { checkpointKey, logPrefix, storedEdge } from '../tlog/stored-tiles.ts';
import { type Grown, grow, hashBytes, type Tile, tileHashes } from '../tlog/tiles.ts';
import type { VerifyFinding } from './finding.ts';

export interface LogSource {
  readonly archive: Archive;
  readonly policy: LogPolicy;
  /** Checkpoints that were kept elsewhere: a copy, or what a witness cosigned. */
  readonly saved: readonly NotedCheckpoint[];
  /** ISO instant: only what was signed for in its hour or later; absent: all. */
  readonly since?: string;
}

export interface KnownBatch extends ReadBatch {
  readonly key: string;
}

export interface LogHeads {
  /** Batches in the order of the tlog. */
  readonly batches: readonly KnownBatch[];
  readonly findings: readonly VerifyFinding[];
  /** Size of the largest checkpoint that satisfies the policy, its witnesses too; -1 when there is none. */
  readonly accepted: number;
}

const flawSentences: Readonly<Record<Exclude<CheckpointFlaw, 'witness'>, string>> = {
  origin: 'the checkpoint is of a log that the policy does not name',
  signature: 'the signature on the checkpoint does not hold',
};

const signatureFindings = (policy: LogPolicy, checkpoint: NotedCheckpoint, where: string): VerifyFinding[] =>
  checkpointFlaws(policy, checkpoint)
    .filter((flaw) => flaw !== 'witness')
    .map((flaw) => ({ code: 'signature', where, sentence: flawSentences[flaw] }));

/** Milliseconds that clocks of two functions may differ by. */
const skew = 5_000;

const followFindings = (
  batch: ReadBatch,
  before: ReadBatch | undefined,
  where: string,
  isFromTheFirst: boolean,
): VerifyFinding[] => {
  const { first, noted } = batch;
  const expected = before?.noted.size ?? (isFromTheFirst ? 0 : first);
  const findings: VerifyFinding[] = [];
  if (first !== expected || noted.size <= first)
    findings.push({
      code: 'log',
      where,
      sentence: `the batch does not go on at record ${expected} of the tlog`,
    });
  if (before !== undefined && Date.parse(batch.made) < Date.parse(before.made) - skew)
    findings.push({ code: 'time', where, sentence: 'the batch says it was made before the one before it' });
  return findings;
};

const newestIn = async (archive: Archive): Promise<string | undefined> =>
  (await ifThere(archive.read(checkpointKey)))?.toString();

const parsed = (text: string): NotedCheckpoint | undefined => {
  try {
    return parseCheckpoint(text);
  } catch {
    return undefined;
  }
};

const readBatches = async (archive: Archive, since: string | undefined) => {
  const batches: KnownBatch[] = [];
  const findings: VerifyFinding[] = [];
  for await (const { key, batch } of batchesIn(archive, since)) {
    if (batch !== undefined) batches.push({ ...batch, key });
    else findings.push({ code: 'log', where: key, sentence: 'this is not a batch of the tlog' });
  }
  return { batches: batches.sort((a, b) => a.first - b.first), findings };
};

/** A checkpoint outside the batches: the newest, or one that was kept elsewhere. */
interface SeenCheckpoint {
  readonly checkpoint: NotedCheckpoint;
  readonly where: string;
}

const seenFindings = (
  policy: LogPolicy,
  { checkpoint, where }: SeenCheckpoint,
  size: number,
): VerifyFinding[] => [
  ...signatureFindings(policy, checkpoint, where),
  ...(checkpoint.size <= size
    ? []
    : [
        {
          code: 'log' as const,
          where,
          sentence: `the tlog had ${checkpoint.size} records and has ${size}: it was cut or rolled back`,
        },
      ]),
];

export const keptName = ({ size }: NotedCheckpoint): string => `kept checkpoint of ${size} records`;

/** Batches and checkpoints, without a record. */
export const checkHeads = async ({ archive, policy, saved, since }: LogSource): Promise<LogHeads> => {
  // first the newest: its batch is there, and what is signed for meanwhile is more than it needs
  const text = await newestIn(archive);
  const newest = text === undefined ? undefined : parsed(text);
  const { batches, findings } = await readBatches(archive, since);
  for (const [n, batch] of batches.entries()) {
    findings.push(
      ...followFindings(batch, batches[n - 1], batch.key, since === undefined),
      ...signatureFindings(policy, batch.noted, batch.key),
    );
  }
  if (text !== undefined && newest === undefined)
    findings.push({ code: 'log', where: checkpointKey, sentence: 'this is not a checkpoint' });
  const seen: SeenCheckpoint[] = [
    ...(newest === undefined ? [] : [{ checkpoint: newest, where: checkpointKey }]),
    ...saved.map((checkpoint) => ({ checkpoint, where: keptName(checkpoint) })),
  ];
  const isQuiet = since !== undefined && batches.length === 0;
  const size = isQuiet ? Number.POSITIVE_INFINITY : (batches.at(-1)?.noted.size ?? 0);
  findings.push(...seen.flatMap((one) => seenFindings(policy, one, size)));
  const accepted = [...batches.map(({ noted }) => noted), ...seen.map(({ checkpoint }) => checkpoint)]
    .filter((checkpoint) => checkpointFlaws(policy, checkpoint).length === 0)
    .reduce((most, checkpoint) => Math.max(most, checkpoint.size), -1);
  return { batches, findings, accepted };
};

const hasBatch = async (archive: Archive): Promise<boolean> => {
  for await (const _ of archive.list('batches/')) return true;
  return false;
};

/**
 * Is the newest checkpoint where readers look for it? A run that could not put it there is made up for within a minute.
 * @param now milliseconds since 1970
 */
export const newestFindings = async (
  { archive, since }: LogSource,
  { batches }: LogHeads,
  now: number,
): Promise<VerifyFinding[]> => {
  const due = batches.findLast(({ made }) => Date.parse(made) < now - arrivalMilliseconds);
  const isDue = due !== undefined || (since !== undefined && batches.length === 0);
  if (!isDue) return [];
  const text = await newestIn(archive);
  const where = checkpointKey;
  if (text === undefined)
    return due !== undefined || (await hasBatch(archive))
      ? [{ code: 'missing', where, sentence: 'the newest checkpoint is gone' }]
      : [];
  // what is no checkpoint has a finding of its own
  const size = parsed(text)?.size ?? Number.POSITIVE_INFINITY;
  const sentence = `the checkpoint has ${size} records, and the tlog more: an older one was put in its place`;
  return size < (due?.noted.size ?? 0) ? [{ code: 'log', where, sentence }] : [];
};

export interface TreeCheck {
  readonly archive: Archive;
  readonly batches: readonly KnownBatch[];
  readonly saved: readonly NotedCheckpoint[];
  /** Leaf hashes of a batch, as its source has them; undefined when part of it is gone, which has a finding of its own. */
  readonly leavesOf: (batch: KnownBatch) => Promise<Buffer | undefined>;
  /** Names the records of a batch that are not those of the tiles. */
  readonly nameDifference: (batch: KnownBatch, leaves: Buffer) => Promise<readonly VerifyFinding[]>;
  /** Given each tile that became full, and at the end the partial ones. */
  readonly checkTiles: (tiles: readonly Tile[]) => Promise<void>;
}

type Tree = Pick<Grown, 'size' | 'edge'>;

const forked = (checkpoint: NotedCheckpoint): VerifyFinding => ({
  code: 'log',
  where: keptName(checkpoint),
  sentence: 'the tlog is not the one that this checkpoint was signed for: it was forked or rewritten',
});

interface GrownBatch {
  readonly tree: Tree;
  readonly findings: readonly VerifyFinding[];
  /** The records lead to the root of the batch's checkpoint. */
  readonly holds: boolean;
}

/** Grows the tree by a batch, with a stop at each checkpoint that was kept. */
const growBatch = async (
  { saved, checkTiles }: TreeCheck,
  before: Tree,
  { first, noted }: KnownBatch,
  leaves: Buffer,
): Promise<GrownBatch> => {
  const findings: VerifyFinding[] = [];
  const kept = saved.filter(({ size }) => size > first && size <= noted.size);
  const stops = [...new Set([...kept, noted].map(({ size }) => size))].sort((a, b) => a - b);
  let tree = before;
  let root: Buffer | undefined;
  for (const stop of stops) {
    const part = leaves.subarray((tree.size - first) * hashBytes, (stop - first) * hashBytes);
    const grown = grow(tree.size, tree.edge, part);
    await checkTiles(grown.tiles.filter(({ width }) => width === tileHashes));
    findings.push(...kept.filter((one) => one.size === stop && !one.root.equals(grown.root)).map(forked));
    ({ root } = grown);
    tree = grown;
  }
  return { tree, findings, holds: root?.equals(noted.root) ?? false };
};

/** Undefined when a tile is gone, or is no tile of its width. */
const edgeIn = async (archive: Archive, size: number): Promise<Tile[] | undefined> => {
  try {
    return await ifThere(storedEdge(archive, size));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
};

/** Do the records lead to the roots, of the batches' checkpoints and of those kept elsewhere? */
export const checkTree = async (check: TreeCheck): Promise<VerifyFinding[]> => {
  const { archive, batches, leavesOf, nameDifference, checkTiles } = check;
  const findings: VerifyFinding[] = [];
  const size = batches[0]?.first ?? 0;
  const edge = await edgeIn(archive, size);
  if (edge === undefined)
    return [
      {
        code: 'missing',
        where: logPrefix,
        sentence: `the tiles of the first ${size} records are not there, or are no tiles`,
      },
    ];
  let tree: Tree = { size, edge };
  for (const batch of batches) {
    const leaves = await leavesOf(batch);
    if (leaves === undefined || batch.first !== tree.size) return findings;
    const held = leaves.length / hashBytes;
    const due = batch.noted.size - batch.first;
    const grown = held === due ? await growBatch(check, tree, batch, leaves) : undefined;
    findings.push(...(grown?.findings ?? []));
    if (!grown?.holds) {
      const sentence =
        grown === undefined
          ? `the objects of the batch hold ${held} records, not ${due}`
          : 'the records of the batch lead to another root';
      return [
        ...findings,
        { code: 'root', where: batch.key, sentence },
        ...(await nameDifference(batch, leaves)),
      ];
    }
    tree = grown.tree;
  }
  await checkTiles(tree.edge);
  return findings;
};
