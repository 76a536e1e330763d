/**
 * Whom a verifier believes (C2SP `tlog-policy`): the keys of logs, those of witnesses, and how many of the witnesses must
 * have cosigned. A file that a verifier keeps; nothing in the archive can change it.
 */
import type { NotedCheckpoint } from './checkpoint.ts';
import { type NoteKey, parseVkey, verdictOf } from './note.ts';

/** The rule that says whether those who cosigned are enough. */
type Quorum = (isWitness: (name: string) => boolean) => boolean;

export interface LogPolicy {
  readonly logs: readonly NoteKey[];
  /** Witnesses by the names that the policy gives them. */
  readonly witnesses: ReadonlyMap<string, NoteKey>;
  /** Tells whether the witnesses of these names are enough. */
  readonly isQuorum: (names: ReadonlySet<string>) => boolean;
}

/** The line, counted from 1, and the remedy. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

const thresholdOf = (text: string, members: number): number => {
  if (text === 'any') return 1;
  if (text === 'all') return members;
  return /^[1-9]\d*$/.test(text) ? Number(text) : 0;
};

/** What the lines so far have defined. */
interface PolicyDraft {
  readonly logs: NoteKey[];
  readonly witnesses: Map<string, NoteKey>;
  readonly quorums: Map<string, Quorum>;
  /** Names that are in a group already. */
  readonly members: Set<string>;
  quorum?: Quorum;
}

const keyFor = (use: NoteKey['use'], vkey: string | undefined, others: Iterable<NoteKey>): NoteKey => {
  const made = parseVkey(vkey ?? '');
  if (made.use !== use) throw new Error(`the key is not one for a ${use}`);
  if ([...others].some(({ raw }) => raw.equals(made.raw))) throw new Error('the key is there twice');
  return made;
};

const newName = ({ quorums }: PolicyDraft, name: string | undefined): string => {
  if (name === undefined || quorums.has(name)) throw new Error('the name is missing or taken');
  return name;
};

const quorumNamed = ({ quorums }: PolicyDraft, name: string | undefined): Quorum => {
  const found = quorums.get(name ?? '');
  if (found === undefined) throw new Error('the name is not defined above');
  return found;
};

const keywords: Readonly<Record<string, (draft: PolicyDraft, words: readonly string[]) => void>> = {
  log: ({ logs }, [vkey]) => {
    logs.push(keyFor('signature', vkey, logs));
  },
  witness: (draft, [given, vkey]) => {
    const name = newName(draft, given);
    draft.witnesses.set(name, keyFor('cosignature', vkey, draft.witnesses.values()));
    draft.quorums.set(name, (isWitness) => isWitness(name));
  },
  group: (draft, [given, threshold = '', ...names]) => {
    const name = newName(draft, given);
    const least = thresholdOf(threshold, names.length);
    if (least < 1 || least > names.length) throw new Error('write all, any, or how many of its members');
    const isTaken = (one: string) => one === 'none' || draft.members.has(one);
    if (names.some(isTaken) || new Set(names).size < names.length)
      throw new Error('a witness or group is a member once, and none is no member');
    const parts = names.map((one) => quorumNamed(draft, one));
    for (const one of names) draft.members.add(one);
    draft.quorums.set(name, (isWitness) => parts.filter((part) => part(isWitness)).length >= least);
  },
  quorum: (draft, [name]) => {
    if (draft.quorum !== undefined) throw new Error('there is one quorum');
    draft.quorum = quorumNamed(draft, name);
  },
};

/** @throws PolicyError */
export const parsePolicy = (text: string): LogPolicy => {
  const draft: PolicyDraft = {
    logs: [],
    witnesses: new Map(),
    quorums: new Map([['none', () => true]]),
    members: new Set(),
  };
  text.split('\n').forEach((line, n) => {
    if (/^[ \t]*(?:#.*)?$/.test(line)) return;
    const [keyword = '', ...words] = line.trim().split(/[ \t]+/);
    try {
      const read = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
      if (read === undefined) throw new Error('write log, witness, group or quorum');
      read(draft, words);
    } catch (error) {
      throw new PolicyError(`line ${n + 1}: ${(error as Error).message}`);
    }
  });
  const { logs, witnesses, quorum } = draft;
  if (quorum === undefined)
    throw new PolicyError('a policy has a quorum: write quorum none to ask for no witness');
  return { logs, witnesses, isQuorum: (names) => quorum((name) => names.has(name)) };
};

/** One log, and no witness. */
export const policyOf = (logs: readonly NoteKey[]): LogPolicy => ({
  logs,
  witnesses: new Map(),
  isQuorum: () => true,
});

export type CheckpointFlaw = 'origin' | 'signature' | 'witness';

/** Why a policy does not accept a checkpoint; nothing when it does. */
export const checkpointFlaws = (
  { logs, witnesses, isQuorum }: LogPolicy,
  { note, origin }: NotedCheckpoint,
): CheckpointFlaw[] => {
  const ofLog = logs.filter(({ name }) => name === origin);
  if (ofLog.length === 0) return ['origin'];
  const byLog = ofLog.map((key) => verdictOf(note, key).verdict);
  const byWitness = [...witnesses].map(([name, key]) => [name, verdictOf(note, key).verdict] as const);
  const wrong = [...byLog, ...byWitness.map(([, verdict]) => verdict)].includes('wrong');
  const cosigners = new Set(byWitness.filter(([, verdict]) => verdict === 'signed').map(([name]) => name));
  return [
    ...(byLog.includes('signed') && !wrong ? [] : (['signature'] as const)),
    ...(isQuorum(cosigners) ? [] : (['witness'] as const)),
  ];
};
