/** REC-09: possible deep vein thrombosis. */
import { compile } from '../../engine/compile.ts';
import { flag } from '../../engine/criterion.ts';
import type { Leg } from '../../engine/types.ts';
import { findings } from '../../findings/index.ts';
import { itemsOfLeg, veinLikely, venousSign, wellsItems } from '../../red-flags/deep-vein-thrombosis.ts';
import {
  alternativePoints,
  calfCentimetres,
  duplexHours,
  dvtLikely,
  laterDuplexHours,
  puerperiumWeeks,
} from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { conditionsOnRecord, namedOnRecord, onRecord } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, readings, recordedLeg, type Situation, takes } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import { listed } from '../words.ts';

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
const scoreOf = (s: Situation): string => {
  const totals = readings(s, 'wells-score').flatMap(({ value }) =>
    typeof value === 'number' && value >= dvtLikely.value ? value : [],
  );
  if (totals.length > 0) return `${Math.max(...totals)}`;
  const context = { ...s.context, legs: s.chart.safety };
  const known = s.chart.safety.each.map(
    (chart) => items.filter((item) => item(context, chart) === true).length,
  );
  return `at least ${Math.max(0, ...known)}`;
};

/** `in the left leg`; one without a side adds nothing to both. */
const where = (legs: readonly Leg[]): string => {
  const named = legs.filter((leg) => leg !== 'unspecified');
  const places = named.length === 0 ? [] : [`in the ${listed(named)} leg`];
  return listed(
    legs.length > named.length && named.length < 2 ? [...places, 'in a leg, side not recorded'] : places,
  );
};

/** On the problem list, and its drug on the active list: nobody asks for another scan. */
const isTreated = (s: Situation): boolean => hasCondition(s, 'dvt-current') && takes(s, 'anticoagulant');

const summaryOf = (s: Situation, legs: readonly Suspected[]): string => {
  const place = where(legs.map(({ leg }) => leg));
  const at = place === '' ? '' : ` ${place}`;
  if (isTreated(s))
    return 'Deep vein thrombosis on record, anticoagulant on the list: check that the treatment goes on';
  if (legs.some(({ isLikely }) => isLikely)) {
    if (s.chart.pregnant === true)
      return `Possible deep vein thrombosis${at} in pregnancy: duplex today, the Wells score does not decide`;
    return `Wells ${scoreOf(s)}${at}: DVT likely by score, arrange duplex within ${duplexHours.value} h or interim anticoagulation`;
  }
  if (hasCondition(s, 'dvt-current'))
    return `Deep vein thrombosis on record, no anticoagulant on the list: duplex within ${duplexHours.value} h or interim anticoagulation`;
  return `Possible deep vein thrombosis${at}: complete the Wells score today (${scoreOf(s)} so far)`;
};

const leadOf = (s: Situation, legs: readonly Suspected[]): string => {
  if (isTreated(s)) return 'Check that the treatment of the deep vein thrombosis goes on.';
  return flagOf(s, 'RF-DVT')?.urgency === 'soon'
    ? 'Complete the two-level Wells score today: a swollen or tender leg may hold a thrombosis, and items that nobody asked are not zero.'
    : legs.length > 0
      ? `Duplex ultrasound with the result within ${duplexHours.value} hours, or interim anticoagulation: the two-level Wells score is ${dvtLikely.value} or more, or does not decide.`
      : `Duplex ultrasound with the result within ${duplexHours.value} hours, or interim anticoagulation: a deep vein thrombosis is on record.`;
};

const risks = (s: Situation): readonly string[] => [
  ...(hasCondition(s, 'oestrogen')
    ? ['Oestrogen therapy raises the risk; the score does not count it.']
    : []),
  ...(s.chart.pregnant === true || hasCondition(s, 'postpartum')
    ? [
        `Pregnancy and the ${puerperiumWeeks.value} weeks after birth raise the risk; the score decides nothing in pregnancy.`,
      ]
    : []),
];

/** What is still to be asked or measured of the leg. */
const unasked = (s: Situation): readonly string[] =>
  readings(s, 'wells-score').length > 0
    ? []
    : [...itemsOfLeg, 'immobilised' as const]
        .filter((id) => readings(s, id).length === 0)
        .map((id) => findings[id].label);

const suggestions = (s: Situation, legs: readonly Suspected[]): readonly SuggestionDraft[] => {
  if (isTreated(s)) return [];
  const wanted = legs.filter(({ isLikely }) => isLikely).map(({ leg }) => leg);
  const scans: readonly Leg[] =
    wanted.length === 0 && hasCondition(s, 'dvt-current') ? ['unspecified'] : wanted;
  return scans.map((leg) =>
    order('leg-vein-duplex', {
      label: leg === 'unspecified' ? 'Leg vein duplex' : `Leg vein duplex, ${leg}`,
      why: `suspected deep vein thrombosis${leg === 'unspecified' ? '; side not recorded: name the leg' : ` of the ${leg} leg`}`,
      priority: 'urgent',
      ...(leg !== 'unspecified' && { side: leg }),
    }),
  );
};

export const veinThrombosis: Recommendation = {
  id: 'REC-09',
  version: '2.0.0',
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
  content: (s) => {
    const legs = suspected(s);
    const found = flagOf(s, 'RF-DVT');
    return {
      indicator: 'warning',
      level: found?.urgency ?? 'urgent',
      summary: summaryOf(s, legs),
      lead: leadOf(s, legs),
      because: [
        ...namedOnRecord(s, found?.because ?? []),
        ...conditionsOnRecord(s, ['oestrogen']),
        ...(found?.because.includes('wells-score') ? [] : onRecord(s, ['wells-score'], { which: 'any' })),
      ],
      missing: unasked(s),
      advice: [
        ...(isTreated(s)
          ? []
          : [
              `If the scan cannot be read within ${duplexHours.value} hours: D-dimer, interim anticoagulation, scan within ${laterDuplexHours.value} hours (NICE NG158).`,
            ]),
        ...(readings(s, 'calf-swollen').length > 0 && readings(s, 'calf-swollen-3cm').length === 0
          ? [`Measure both calves: ${calfCentimetres.value} cm or more counts.`]
          : []),
        ...(readings(s, 'wells-score').length === 0
          ? [
              `Another cause that is at least as likely takes ${alternativePoints.value} points off: only you can judge that.`,
            ]
          : []),
        ...risks(s),
        'A spinal explanation does not exclude a thrombosis; the two may coexist.',
      ],
      suggestions: suggestions(s, legs),
    };
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
