/** REC-09: possible deep vein thrombosis. */
import { compile } from '../../engine/compile.ts';
import { flag } from '../../engine/criterion.ts';
import type { Leg } from '../../engine/types.ts';
import { itemsOfLeg, veinLikely, venousSign, wellsItems } from '../../red-flags/deep-vein-thrombosis.ts';
import { dvtLikely } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import type { Act } from '../contribution.ts';
import { sideName } from '../diagnosis-names.ts';
import { conditionsOnRecord, namedOnRecord, onRecord } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, readings, recordedLeg, type Situation, takes } from '../situation.ts';
import { order, type SuggestionDraft, task } from '../suggestion.ts';
import { type Said, say } from '../wording/say.ts';

interface Suspected {
  readonly leg: Leg;
  readonly isLikely: boolean;
}

const items = wellsItems.map((item) => compile(item));
const sign = compile(venousSign);
const likely = compile(veinLikely);
const ofTheLeg = ['wells-score', 'calf-swollen', ...itemsOfLeg] as const;

/** Only the leg that was recorded: a scan of the leg that was guessed may miss the thrombosis. */
const namedLeg = (s: Situation, leg: Leg): Leg =>
  ofTheLeg.some((id) => readings(s, id).some((one) => one.leg === leg && recordedLeg(one) === leg))
    ? leg
    : 'unspecified';

const suspected = (s: Situation): readonly Suspected[] => {
  const context = { ...s.context, legs: s.chart.safety };
  const found = new Map<Leg, Suspected>();
  for (const chart of s.chart.safety.each) {
    const isLikely = likely(context, chart) === true;
    if (!isLikely && sign(context, chart) !== true) continue;
    const leg = namedLeg(s, chart.leg);
    found.set(leg, { leg, isLikely: isLikely || found.get(leg)?.isLikely === true });
  }
  return [...found.values()];
};

/** The highest recorded total, else what the known items come to: what nobody asked is not zero. */
const scoreOf = (s: Situation): Said | string => {
  const totals = readings(s, 'wells-score').flatMap(({ value }) =>
    typeof value === 'number' && value >= dvtLikely.value ? value : [],
  );
  if (totals.length > 0) return `${Math.max(...totals)}`;
  const context = { ...s.context, legs: s.chart.safety };
  const known = s.chart.safety.each.map(
    (chart) => items.filter((item) => item(context, chart) === true).length,
  );
  const least = Math.max(0, ...known);
  return least === 0 ? say('dvt.incomplete') : say('dvt.at-least', { score: least });
};

/** The thrombosis is on the problem list and its drug on the active list, so that no scan is asked for. */
const isTreated = (s: Situation): boolean => hasCondition(s, 'dvt-current') && takes(s, 'anticoagulant');

const nameOf = (s: Situation, legs: readonly Suspected[]): Said => {
  if (isTreated(s)) return say('dvt.treated');
  if (legs.length === 0) return say('dvt.record');
  const score = scoreOf(s);
  const named = legs.flatMap(({ leg }) => (leg === 'unspecified' ? [] : [leg]));
  if (named.length < legs.length) return say('dvt.unsided', { score });
  const [only] = named;
  if (named.length > 1 || only === undefined) return say('dvt.both', { score });
  return say('dvt.sided', { side: sideName(only) ?? '', score });
};

const actOf = (s: Situation): Act => {
  if (isTreated(s)) return { summary: say('dvt.treated.act'), line: say('dvt.treated.line') };
  if (flagOf(s, 'RF-DVT')?.urgency === 'soon')
    return { summary: say('dvt.soon.act'), line: say('dvt.soon.line') };
  return { summary: say('dvt.act'), line: say('dvt.line'), orders: 1 };
};

/** The first two have room on the card. */
const doubts = (s: Situation): readonly Said[] => [
  ...(s.chart.pregnant === true || hasCondition(s, 'postpartum') ? [say('dvt.pregnant')] : []),
  ...(hasCondition(s, 'oestrogen') ? [say('dvt.oestrogen')] : []),
  ...(readings(s, 'calf-swollen').length > 0 && readings(s, 'calf-swollen-3cm').length === 0
    ? [say('dvt.calves')]
    : []),
];

const itemsAsked = [...itemsOfLeg, 'immobilised'] as const;

/** Until the score is known there is nothing to order. */
const toComplete = (s: Situation): readonly SuggestionDraft[] =>
  flagOf(s, 'RF-DVT')?.urgency === 'soon' && readings(s, 'wells-score').length === 0
    ? [task('perform-exam', say('button.wells'), say('button.wells.what'), { records: itemsAsked })]
    : [];

const buttons = (s: Situation, legs: readonly Suspected[]): readonly SuggestionDraft[] => {
  if (isTreated(s)) return [];
  const wanted = legs.filter(({ isLikely }) => isLikely).map(({ leg }) => leg);
  const scans: readonly Leg[] =
    wanted.length === 0 && hasCondition(s, 'dvt-current') ? ['unspecified'] : wanted;
  const why = { for: say('reason.dvt'), priority: 'urgent' } as const;
  return scans.map((leg) =>
    leg === 'unspecified'
      ? order('leg-vein-duplex', { label: say('button.duplex.unsided'), ...why })
      : order('leg-vein-duplex', {
          label: say('button.order.sided', { what: say('order.leg-vein-duplex'), side: sideName(leg) ?? '' }),
          ...why,
          side: leg,
        }),
  );
};

export const veinThrombosis: Recommendation = {
  id: 'REC-09',
  version: '2.2.0',
  title: 'Possible deep vein thrombosis',
  hooks: EVERY_HOOK,
  redFlags: ['RF-DVT'],
  when: flag('RF-DVT'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: ['S-06'],
  evidence: [
    {
      cite: 'nice-ng158',
      says: 'Wells 2 or more: proximal leg vein ultrasound with the result within 4 hours if possible, otherwise D-dimer, interim anticoagulation and a scan within 24 hours',
      strength: 'guideline',
    },
    { cite: 'wells-2003', says: 'The two-level score', strength: 'diagnostic study' },
    {
      cite: 'expert',
      says: 'An incomplete score is completed; another cause that is as likely takes two points off, and only the clinician can say so',
      strength: 'expert consensus',
    },
  ],
  basis: flagBasis('RF-DVT'),
  contributes: (s) => {
    const legs = suspected(s);
    const found = flagOf(s, 'RF-DVT');
    const name = nameOf(s, legs);
    const scored = readings(s, 'wells-score').length > 0;
    return [
      {
        problem: 'thrombosis',
        indicator: 'warning',
        level: found?.urgency ?? 'urgent',
        name,
        act: actOf(s),
        aside: name,
        reasons: [
          ...namedOnRecord(s, found?.because ?? []),
          ...conditionsOnRecord(s, ['oestrogen']),
          ...(found?.because.includes('wells-score') ? [] : onRecord(s, ['wells-score'], { which: 'any' })),
        ],
        next: scored ? [] : itemsAsked.map((id) => ({ records: [id], said: { nameOf: id } })),
        but: doubts(s),
        caveats: [say('dvt.but')],
        more: [say('dvt.alternative')],
        buttons: [...buttons(s, legs), ...toComplete(s)],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'a swollen calf that nobody measured',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['calf-swollen', true, 'L'],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'Wells 3 in the left leg',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['wells-score', 3, 'L'],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'Wells 3, leg not named: no leg is named by the card or its order',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['wells-score', 3],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'both legs have pitting oedema',
        given: { findings: [['pitting-oedema', true, 'B']] },
        expect: null,
      },
      {
        title: 'Wells 1 in the left leg',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['wells-score', 1, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
