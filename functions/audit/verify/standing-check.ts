/**
 * Do the client registry and the policy stand as the last change on record left them? Whoever writes the table past
 * the tools (a console, another program) leaves no record, and is found here. May not enter: reading a table.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { ChangeRecord } from '../record.ts';
import type { VerifyFinding } from './finding.ts';

/** What the table holds now. */
export interface RegistryState {
  /** Of each client the hash of its entry; absent where the registry is no table. */
  readonly clients?: ReadonlyMap<string, string> | undefined;
  /** Versions of the policy that are stored; absent where none can be. */
  readonly policies?: readonly number[] | undefined;
}

/** Another spelling of the same entry is the same. */
export const entryHash = (entry: unknown): string =>
  createHash('sha256').update(canonicalJson(entry)).digest('hex');

/** @param text of the stored entry; what is no JSON has the hash of its text */
export const storedHash = (text: string): string => {
  try {
    return entryHash(JSON.parse(text));
  } catch {
    return entryHash(text);
  }
};

const found = (where: string, sentence: string): VerifyFinding => ({ code: 'unrecorded', where, sentence });

const clientFindings = (
  clients: ReadonlyMap<string, string>,
  changes: readonly ChangeRecord[],
): readonly VerifyFinding[] => {
  const last = new Map(changes.map((change) => [change.about, change]));
  return [...new Set([...clients.keys(), ...last.keys()])].flatMap((id): VerifyFinding[] => {
    const [now, change] = [clients.get(id), last.get(id)];
    const where = `client ${id}`;
    if (now === change?.hash) return [];
    if (change === undefined)
      return [
        found(where, 'it is registered, and no change on record put it there: put it again, or remove it'),
      ];
    const by = `the last change on record, of ${change.at} by ${change.by},`;
    if (now === undefined)
      return [found(where, `${by} left it registered, and it is gone: put it again, or remove it`)];
    return [
      found(
        where,
        change.hash === undefined
          ? `${by} removed it, and it is registered: put it again, or remove it`
          : `${by} left another entry than the one that is registered: put it again, or remove it`,
      ),
    ];
  });
};

const policyFindings = (
  versions: readonly number[],
  changes: readonly ChangeRecord[],
): readonly VerifyFinding[] => {
  const stored = new Set(versions.map(String));
  const recorded = new Set(changes.map(({ about }) => about));
  return [
    ...[...stored]
      .filter((version) => !recorded.has(version))
      .map((version) => found(`policy ${version}`, 'it is stored, and no change on record made it')),
    ...[...recorded]
      .filter((version) => !stored.has(version))
      .map((version) => found(`policy ${version}`, 'a change on record made it, and it is not stored')),
  ];
};

/** @param changes all that are on record, in any order */
export const standingFindings = (
  { clients, policies }: RegistryState,
  changes: readonly ChangeRecord[],
): readonly VerifyFinding[] => {
  const inOrder = changes.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const of = (subject: ChangeRecord['of']) => inOrder.filter((change) => change.of === subject);
  return [
    ...(clients === undefined ? [] : clientFindings(clients, of('client'))),
    ...(policies === undefined ? [] : policyFindings(policies, of('policy'))),
  ];
};
