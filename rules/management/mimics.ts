/**
 * What to do about a cause that imitates a root and has a treatment or a danger of its own: its act and its offers,
 * for whichever card names it.
 */
import { type DiagnosisId, diagnosisIds } from '../engine/ids.ts';
import { inWeeks, needleDays } from '../terms/thresholds.ts';
import type { Act } from './contribution.ts';
import { isRecorded } from './done.ts';
import { hasCondition, isAtLeastPossible, type Situation, takes } from './situation.ts';
import { order, type SuggestionDraft } from './suggestion.ts';
import { type Said, say } from './wording/say.ts';

export interface Mimic {
  readonly act: Act;
  readonly but?: Said;
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

const of: Readonly<Partial<Record<DiagnosisId, (s: Situation) => Mimic>>> = {
  ZOSTER: (s) => ({
    act: isRecorded(s, 'dermatomal-rash')
      ? { summary: say('look.zoster.seen.act'), line: say('look.zoster.seen.line') }
      : { summary: say('look.zoster.act'), line: say('look.zoster.line') },
    but: say('look.zoster.but'),
    offers: [],
  }),
  FEMORAL: femoral,
  LRPN: () => ({
    act: { summary: say('look.lrpn.act'), line: say('look.lrpn.line', { week: inWeeks(needleDays) }) },
    but: say('look.lrpn.but'),
    offers: [
      order('neurology', { for: say('reason.lrpn'), priority: 'urgent' }),
      order('hba1c', { for: say('reason.lrpn') }),
      ...nerveStudies(say('reason.lrpn')),
    ],
  }),
  HIPBONE: () => ({ act: { summary: say('look.hipbone.act'), line: say('look.hipbone.line') }, offers: [] }),
  TARSAL: (s) => ({
    act: isRecorded(s, 'tinel-tarsal')
      ? { summary: say('look.tarsal.tapped.act'), line: say('look.tarsal.tapped.line') }
      : { summary: say('look.tarsal.act'), line: say('look.tarsal.line') },
    but: say('look.tarsal.but'),
    offers: [order('ncs', { for: say('reason.tarsal') })],
  }),
};

export const mimicOf = (s: Situation, id: DiagnosisId): Mimic | undefined => of[id]?.(s);

/** What to do about each that is at least possible, where another card leads: the most pressing first. */
export const mimicLines = (s: Situation): readonly Said[] =>
  diagnosisIds.flatMap((id) => {
    const mimic = isAtLeastPossible(s, id) ? mimicOf(s, id) : undefined;
    return mimic === undefined
      ? []
      : [say('mimic.aside', { cause: say(`cause.${id}`), tests: mimic.act.summary })];
  });
