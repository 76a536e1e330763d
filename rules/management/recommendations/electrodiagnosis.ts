/** REC-26: EMG and nerve conduction studies. */
import { all, any, dx, grade, orders, root } from '../../engine/criterion.ts';
import { inWeeks, needleDays } from '../../terms/thresholds.ts';
import { diagnosisBasis } from '../basis.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { isDiscordant, located } from '../located.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { opposing, signsOf, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { draftsOf, isAtLeastPossible, readings, type Situation } from '../situation.ts';
import { order, removals } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { listed } from '../words.ts';

const isEarly = (s: Situation): boolean =>
  draftsOf(s, 'EMG').length > 0 &&
  readings(s, 'pain-onset-days').some(({ value }) => typeof value === 'number' && value < needleDays.value);

const WEEKS = inWeeks(needleDays);

export const electrodiagnosis: Recommendation = {
  id: 'REC-26',
  version: '1.1.0',
  title: 'EMG and nerve conduction studies',
  hooks: [...VISIT, 'order-sign'],
  when: any(
    dx('PERONEAL'),
    root('discordant'),
    all(orders('EMG'), grade('pain-onset-days', '<', needleDays)),
  ),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-18'],
  evidence: [
    {
      cite: 'malanga-2018',
      says: 'Needle study more than 18–21 days from onset',
      strength: 'expert consensus',
    },
    { cite: 'aanem', says: 'Indications and limits', strength: 'guideline' },
    { cite: 'bowley-2019', says: 'Foot drop: root or peroneal nerve', strength: 'systematic review' },
    { cite: 'nass-ldh-2012', says: 'Limited value in herniation', strength: 'guideline' },
  ],
  basis: (s) => [
    ...diagnosisBasis('PERONEAL')(s),
    ...located(s)
      .filter(isDiscordant)
      .map(({ leg, result }) => `root:${leg}=${result}`),
    ...(isEarly(s) ? ['early'] : []),
  ],
  content: (s) => {
    const early = isEarly(s);
    const peroneal = isAtLeastPossible(s, 'PERONEAL');
    const discordant = located(s).filter(isDiscordant);
    return {
      indicator: 'info',
      summary: early
        ? `EMG ordered within ${WEEKS} weeks of onset: needle changes may not show yet, consider timing it at ${WEEKS} weeks`
        : `EMG/NCS can separate root from peroneal nerve or plexus; best ≥${WEEKS} weeks after onset`,
      lead: early
        ? `Consider timing the study about ${WEEKS} weeks after onset: needle changes need that long to appear.`
        : 'Consider EMG and nerve conduction studies: examination alone does not separate root from nerve or plexus here.',
      because: [
        ...draftsOnRecord(s, draftsOf(s, 'EMG')),
        ...(early ? onRecord(s, ['pain-onset-days']) : []),
        ...(peroneal ? supporting(s, 'PERONEAL').slice(0, 4) : []),
        ...discordant.flatMap(({ leg, roots }) => roots.flatMap((one) => signsOf(s, leg, one).slice(0, 2))),
      ],
      against: peroneal ? opposing(s, 'PERONEAL').slice(0, 3) : [],
      advice: [
        discordant.length > 0
          ? `Question for the laboratory: roots ${listed(discordant.flatMap(({ roots }) => roots))}, plexus or polyradiculopathy?`
          : 'Question for the laboratory: L5 root, fibular (peroneal) nerve or plexus?',
        ...(peroneal
          ? [
              'Check for compression at the fibular head, cast, weight loss, leg crossing; avoid leg crossing; consider an ankle-foot orthosis.',
            ]
          : []),
        'Not useful for pain alone or purely sensory symptoms.',
        'An MRI that does not fit the examination is a further reason; this check does not read images or reports.',
      ],
      suggestions: early
        ? removals('Remove this EMG order for now', removable(s, draftsOf(s, 'EMG')))
        : [
            order('emg', { why: 'root, fibular (peroneal) nerve or plexus' }),
            order('ncs', { why: 'root, fibular (peroneal) nerve or plexus' }),
          ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'weak dorsiflexion 4 with strong inversion and hip abduction after leg crossing',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['weakness-subjective', true, 'R'],
            ['mrc-ankle-dorsiflexion', 4, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['mrc-hip-abduction', 5, 'R'],
            ['mrc-ankle-eversion', 4, 'R'],
            ['slr', false, 'R'],
            ['low-back-pain', false],
            ['sens-dorsal-foot', 'reduced', 'R'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'EMG ordered on day 6',
        given: {
          age: 33,
          hook: 'order-sign',
          order: { type: 'EMG' },
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-onset-days', 6],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'EMG ordered on day 40',
        given: {
          age: 33,
          hook: 'order-sign',
          order: { type: 'EMG' },
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-onset-days', 40],
          ],
        },
        expect: null,
      },
    ],
  },
};
