/**
 * What to do about a cause that imitates a root and has a treatment or a danger of its own: its act and its offers,
 * for whichever card names it.
 */
import { compile } from '../engine/compile.ts';
import { eitherLeg } from '../engine/criterion.ts';
import { type DiagnosisId, diagnosisIds } from '../engine/ids.ts';
import { hipBroken } from '../red-flags/fracture.ts';
import { abiAbnormal, inWeeks, needleDays } from '../terms/thresholds.ts';
import type { Act } from './contribution.ts';
import { isRecorded } from './done.ts';
import { isNeedleBarred } from './needle.ts';
import { reviewWhen } from './review.ts';
import { hasCondition, isAtLeastPossible, readings, type Situation, takes } from './situation.ts';
import { order, type SuggestionDraft } from './suggestion.ts';
import { type Said, say } from './wording/say.ts';

export interface Mimic {
  readonly act: Act;
  /** What changes the act on this chart. */
  readonly but?: Said;
  /** What is so in general. */
  readonly caveat?: Said;
  readonly offers: readonly SuggestionDraft[];
}

const anticoagulated = (s: Situation): boolean =>
  takes(s, 'anticoagulant') || hasCondition(s, 'anticoagulant-bleeding');

const nerveStudies = (why: Said): readonly SuggestionDraft[] => [
  order('emg', { for: why }),
  order('ncs', { for: why }),
];

const femoral = (s: Situation): Mimic =>
  anticoagulated(s)
    ? {
        act: { summary: say('look.bleeding.act'), line: say('look.bleeding.line') },
        but: say('look.bleeding.but'),
        offers: [],
      }
    : {
        act: { summary: say('look.femoral.act'), line: say('look.femoral.line') },
        offers: nerveStudies(say('reason.femoral')),
      };

const broken = compile(eitherLeg(hipBroken));
const isBroken = ({ context }: Situation): boolean => broken(context, context.legs.midline) === true;

const of: Readonly<Partial<Record<DiagnosisId, (s: Situation) => Mimic>>> = {
  ZOSTER: (s) => ({
    act: isRecorded(s, 'dermatomal-rash')
      ? { summary: say('look.zoster.seen.act'), line: say('look.zoster.seen.line') }
      : { summary: say('look.zoster.act'), line: say('look.zoster.line') },
    caveat: say('look.zoster.but'),
    offers: [],
  }),
  FEMORAL: femoral,
  LRPN: (s) => ({
    act: isNeedleBarred(s)
      ? { summary: say('look.lrpn.later.act'), line: say('look.lrpn.later.line') }
      : { summary: say('look.lrpn.act'), line: say('look.lrpn.line', { week: inWeeks(needleDays) }) },
    caveat: say('look.lrpn.but'),
    offers: [
      order('neurology', { for: say('reason.lrpn'), priority: 'urgent' }),
      order('hba1c', { for: say('reason.lrpn') }),
      ...nerveStudies(say('reason.lrpn')),
    ],
  }),
  HIPBONE: (s) => ({
    act: isBroken(s)
      ? { summary: say('look.hipbone.known.act'), line: say('look.hipbone.known.line') }
      : { summary: say('look.hipbone.act'), line: say('look.hipbone.line') },
    offers: [],
  }),
  TARSAL: (s) => ({
    act: isRecorded(s, 'tinel-tarsal')
      ? { summary: say('look.tarsal.tapped.act'), line: say('look.tarsal.tapped.line') }
      : { summary: say('look.tarsal.act'), line: say('look.tarsal.line') },
    caveat: say('look.tarsal.but'),
    offers: [order('ncs', { for: say('reason.tarsal') })],
  }),
};

const lowIndex = (s: Situation): number | undefined => {
  const low = readings(s, 'abi').flatMap(({ value }) =>
    typeof value === 'number' && value <= abiAbnormal.value ? value : [],
  );
  return low.length === 0 ? undefined : Math.min(...low);
};

/** The index is known and low: nothing more is to be measured before it is treated. */
const artery = (s: Situation): Mimic | undefined => {
  const index = lowIndex(s);
  if (index === undefined) return undefined;
  return {
    act: { summary: say('vessel.known.act'), line: say('vessel.known.line') },
    caveat: say('vessel.but'),
    offers: [order('vascular', { for: say('reason.vessel') })],
  };
};

/** Back pain that is felt in the leg is kept moving as back pain is, while nothing presses on the plan (REC-23). */
const referred = (s: Situation): Mimic | undefined =>
  s.urgency === 'routine'
    ? {
        act: { summary: say('care.act'), line: say('care.line', { when: reviewWhen(s) }) },
        offers: [order('physiotherapy', { for: say('reason.back') })],
      }
    : undefined;

export const mimicOf = (s: Situation, id: DiagnosisId): Mimic | undefined => {
  if (id === 'PAD') return artery(s);
  return id === 'DDDREF' ? referred(s) : of[id]?.(s);
};

/** What to do about each that is at least possible, where another card leads: the most pressing first. */
export const mimicLines = (s: Situation): readonly Said[] =>
  diagnosisIds.flatMap((id) => {
    const mimic = isAtLeastPossible(s, id) ? of[id]?.(s) : undefined;
    return mimic === undefined
      ? []
      : [say('mimic.aside', { cause: say(`cause.${id}`), tests: mimic.act.summary })];
  });
