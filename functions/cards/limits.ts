/** The sentences that must be read with a card: for whom it was not made, what was not checked, what else applies. */
import type { NotChecked } from '../../rules/engine/types.ts';
import { scopeSentences } from '../../rules/management/index.ts';
import type { Judged } from './judge.ts';
import { notCheckedSentence, redFlagSentence } from './not-checked.ts';
import { type Fault, safely } from './safely.ts';
import type { Planned, Prepared } from './select.ts';

/** Cards whose advice rests on no emergency having been recorded. */
const saysRedFlags: ReadonlySet<string> = new Set([
  'REC-01',
  'REC-02',
  'REC-11',
  'REC-12',
  'REC-13',
  'REC-15',
  'REC-23',
  'REC-25',
  'REC-32',
  'REC-33',
]);

export const alsoApplies = (crowdedOut: readonly Prepared[]): string | undefined =>
  crowdedOut.length === 0
    ? undefined
    : `Also applies: ${crowdedOut.map(({ fired }) => fired.recommendation.title).join('; ')}.`;

export const flagsSetAside = (judged: readonly Judged[]): readonly Judged[] =>
  judged.filter(({ content, standing }) => content.level && standing.kind === 'withheld');

/** A red flag whose card the clinician set aside must not look like none. */
export const setAside = (flags: readonly Judged[]): string | undefined =>
  flags.length === 0
    ? undefined
    : `You set aside a red-flag card that still applies: ${flags.map(({ fired }) => fired.recommendation.title).join('; ')}.`;

/** Sentences that every card of the answer carries. */
export interface Shared {
  readonly notChecked: readonly NotChecked[];
  readonly setAside: string | undefined;
}

export const limitsOf = (
  { fired: { id, situation }, again }: Planned,
  { notChecked, setAside: aside }: Shared,
  also: string | undefined,
  fault: Fault,
): readonly string[] => {
  const made = (way: () => string | undefined) => safely(id, fault, undefined, way);
  const scope = safely(id, fault, [], () => (id === 'REC-34' ? [] : scopeSentences(situation)));
  return [
    again,
    aside,
    made(() => (saysRedFlags.has(id) ? redFlagSentence({ ...situation, notChecked }) : undefined)),
    ...scope,
    made(() => notCheckedSentence(notChecked)),
    also,
  ].flatMap((sentence) => sentence ?? []);
};
