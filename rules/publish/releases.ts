/**
 * Every version that the knowledge ever had: the version of each rule and the value of each clinical number in it.
 * `releases.json` has a row for each; `npm run generate` rewrites the row of the version at work and keeps the
 * others. An audit row names a rule's version, so a question about one that never was can be refused.
 */
import { tables } from '../differential/index.ts';
import { diagnosisIds, redFlagIds } from '../engine/ids.ts';
import { KNOWLEDGE_DATE, KNOWLEDGE_VERSION } from '../knowledge-version.ts';
import { recommendations } from '../management/index.ts';
import { redFlags } from '../red-flags/index.ts';
import kept from './releases.json' with { type: 'json' };
import { thresholds } from './threshold-uses.ts';

export interface Release {
  /** Knowledge version, `1.1.0`. */
  readonly version: string;
  /** ISO date of the knowledge. */
  readonly date: string;
  /** The version of each rule, by its id. */
  readonly rules: Readonly<Record<string, string>>;
  /** The numbers by name; empty for 1.0.0, whose numbers had no names. */
  readonly numbers: Readonly<Record<string, number>>;
}

const ofNow = (): Release => ({
  version: KNOWLEDGE_VERSION,
  date: KNOWLEDGE_DATE,
  rules: Object.fromEntries([
    ...redFlagIds.map((id) => [id, redFlags[id].version] as const),
    ...diagnosisIds.map((id) => [id, tables[id].version] as const),
    ...recommendations.map(({ id, version }) => [id, version] as const),
  ]),
  numbers: Object.fromEntries([...thresholds].map(([name, { value }]) => [name, value])),
});

/** Oldest first; the last is the version at work, made from the rules as they are. */
export const releases = (): readonly Release[] => [
  ...(kept as readonly Release[]).filter(({ version }) => version !== KNOWLEDGE_VERSION),
  ofNow(),
];

/** Values that a number had, each with the knowledge version that brought it; oldest first. */
export const historyOf = (
  name: string,
  all: readonly Release[] = releases(),
): readonly { readonly value: number; readonly since: string }[] =>
  all
    .flatMap(({ version, numbers: { [name]: value } }) =>
      value === undefined ? [] : [{ value, since: version }],
    )
    .filter(({ value }, n, values) => value !== values[n - 1]?.value);

/** Rules whose version is another than in the version before, that are new, or that are gone. */
export const changedRules = (all: readonly Release[] = releases()): readonly string[] => {
  const [before, after] = all.slice(-2);
  if (before === undefined || after === undefined) return [];
  return [...new Set([...Object.keys(before.rules), ...Object.keys(after.rules)])].filter(
    (id) => before.rules[id] !== after.rules[id],
  );
};
