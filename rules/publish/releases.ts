/**
 * Every version that the knowledge ever had: the version of each rule, and value and source of each clinical number.
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

/** A clinical number as one version of the knowledge had it. */
export interface NumberThen {
  readonly value: number;
  /** Id of a citation, which a later version may not have any more. */
  readonly source: string;
}

export interface Release {
  /** Knowledge version, `1.1.0`. */
  readonly version: string;
  /** ISO date of the knowledge. */
  readonly date: string;
  /** The version of each rule, by its id. */
  readonly rules: Readonly<Record<string, string>>;
  /** The numbers by name; empty for 1.0.0, whose numbers had no names. */
  readonly numbers: Readonly<Record<string, NumberThen>>;
}

const ofNow = (): Release => ({
  version: KNOWLEDGE_VERSION,
  date: KNOWLEDGE_DATE,
  rules: Object.fromEntries([
    ...redFlagIds.map((id) => [id, redFlags[id].version] as const),
    ...diagnosisIds.map((id) => [id, tables[id].version] as const),
    ...recommendations.map(({ id, version }) => [id, version] as const),
  ]),
  numbers: Object.fromEntries([...thresholds].map(([name, { value, source }]) => [name, { value, source }])),
});

/** Oldest first; the last is the version at work, made from the rules as they are. */
export const releases = (): readonly Release[] => [
  ...(kept as readonly Release[]).filter(({ version }) => version !== KNOWLEDGE_VERSION),
  ofNow(),
];

/** A value that a number had, the knowledge version that brought it, and the source that it last rested on. */
export interface FormerValue extends NumberThen {
  readonly since: string;
}

/** Oldest first; a value that stayed while its source was exchanged is one. */
export const historyOf = (name: string, all: readonly Release[] = releases()): readonly FormerValue[] => {
  const history: FormerValue[] = [];
  for (const { version, numbers } of all) {
    const then = numbers[name];
    if (then === undefined) continue;
    const last = history.at(-1);
    if (last?.value === then.value) history[history.length - 1] = { ...last, source: then.source };
    else history.push({ ...then, since: version });
  }
  return history;
};

/** Rules whose version is another than in the version before, that are new, or that are gone. */
export const changedRules = (all: readonly Release[] = releases()): readonly string[] => {
  const [before, after] = all.slice(-2);
  if (before === undefined || after === undefined) return [];
  return [...new Set([...Object.keys(before.rules), ...Object.keys(after.rules)])].filter(
    (id) => before.rules[id] !== after.rules[id],
  );
};
