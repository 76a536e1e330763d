/** REC-35: what is stale or contradicts itself. */
import { all, any, conflict, stale, staleOf } from '../../engine/criterion.ts';
import { spoken } from '../../engine/describe.ts';
import type { Fact, Leg } from '../../engine/types.ts';
import { type FindingId, findings } from '../../findings/index.ts';
import { sacralSigns, sphincterSymptoms } from '../../red-flags/terms.ts';
import { movements } from '../../terms/leg.ts';
import type { Recorded } from '../content.ts';
import { findingWords } from '../on-record.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { isSideAssumed, type Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { relevant } from '../terms.ts';
import { summary } from '../words.ts';

interface Doubt {
  readonly finding: FindingId;
  readonly leg?: Leg;
  readonly facts: readonly Fact[];
  /** `sides`: the record names two sides for one finding. */
  readonly kind: 'stale' | 'conflict' | 'sides';
}

const doubts = ({ chart }: Situation): readonly Doubt[] => [
  ...chart.conflicts.map(({ finding, leg, facts, taken }): Doubt => {
    return { finding, leg, facts, kind: taken === 'unsided' ? 'sides' : 'conflict' };
  }),
  ...chart.stale.map(({ finding, facts }): Doubt => ({ finding, facts, kind: 'stale' })),
];

/** A fact as it was recorded, before it was resolved with others. */
const factWords = (id: FindingId, { value, days }: Fact): string => {
  if (typeof value === 'boolean' || typeof value === 'number') return findingWords(id, value, days);
  if (typeof value === 'string')
    return findings[id].value.type === 'set'
      ? `${findings[id].present} ${spoken(value)}`
      : findingWords(id, value);
  const known = value.filter((item) => /^!?[a-z-]+$/.test(item));
  return `${findings[id].label}: ${known.map((item) => (item.startsWith('!') ? `not ${spoken(item.slice(1))}` : spoken(item))).join(', ')}`;
};

const recordedFact = ({ finding, leg }: Doubt, fact: Fact): Recorded => ({
  words: factWords(finding, fact),
  ...(leg !== undefined && findings[finding].sided && { side: leg, sideAssumed: isSideAssumed(leg, [fact]) }),
  fact,
});

/** What is doubted of a temperature is that it was raised. */
const nameOf = (id: FindingId): string => (id === 'temp-c' ? 'raised temperature' : findings[id].label);

const window = (id: FindingId): string => `older than ${findings[id].windowDays} days`;

const doubtful: Readonly<Record<Doubt['kind'], (id: FindingId) => string>> = {
  stale: window,
  conflict: (id) =>
    findings[id].value.type === 'boolean'
      ? 'recorded both present and absent'
      : 'recorded with different values',
  sides: () => 'recorded on two different sides',
};

const summaryOf = (s: Situation): string => {
  const all = doubts(s);
  const [first] = all;
  const one = ({ finding, kind }: Doubt): string => {
    const why = kind === 'stale' ? window(finding) : kind === 'sides' ? 'two sides' : 'contradictory';
    return `${nameOf(finding)} (${why})`;
  };
  if (all.length === 1 && first) {
    const what = doubtful[first.kind](first.finding);
    return summary(
      (list) => `${list.charAt(0).toUpperCase()}${list.slice(1)} is ${what}: re-check before relying on it`,
      [nameOf(first.finding)],
    );
  }
  return summary((list) => `Re-check before relying on: ${list}`, all.map(one));
};

/** What stays dangerous until somebody examined it again. What passes (a fall, a fever) needs a complaint beside it. */
const reexamined = [
  ...sacralSigns,
  ...sphincterSymptoms,
  'pvr-ml',
  'sexual-dysfunction-new',
  'progressed-to-bilateral',
  'progressive-weakness',
  'foot-drop',
  'heel-walk-unable',
  ...movements,
  'pulses',
  'limb-cold',
  'limb-pallor',
  'babinski',
  'clonus',
  'hyperreflexia',
  'sensory-level',
  'areflexia-legs',
  'arms-face-or-breathing-weak',
  'pulsatile-abdominal-mass',
  'night-pain-unremitting',
  'weight-loss-unexplained',
  'wells-score',
] as const;

export const dataQuality: Recommendation = {
  id: 'REC-35',
  version: '1.2.0',
  title: 'Stale or conflicting data',
  hooks: EVERY_HOOK.filter((hook) => hook !== 'problem-list-item-create'),
  when: any(
    all(any(stale, conflict), relevant),
    // deficits and lost pulses are examined again, with or without a complaint of today
    staleOf(...reexamined),
  ),
  selectionBehavior: 'any',
  overrideReasons: ['already-done', 'not-applicable', 'will-reassess'],
  seed: [],
  evidence: [
    {
      cite: 'expert',
      says: 'A stale red flag prompts asking again; a contradiction counts as present for a red flag and as unknown otherwise',
      strength: 'expert consensus',
    },
  ],
  basis: (s) =>
    doubts(s).flatMap(({ finding, kind, facts }) => facts.map(({ ref }) => `${kind}:${finding}:${ref}`)),
  content: (s) => {
    const all = doubts(s);
    const conflicts = all.some(({ kind }) => kind === 'conflict');
    return {
      indicator: 'info',
      summary: summaryOf(s),
      lead: 'Ask or examine again and record it: the other advice rests on the answer.',
      because: all.flatMap((doubt) => doubt.facts.map((fact) => recordedFact(doubt, fact))),
      advice: [
        ...(all.some(({ kind }) => kind === 'stale')
          ? ['An old red-flag finding was not used: it says nothing about today.']
          : []),
        ...(conflicts
          ? ['Contradictory red-flag findings were taken as present; other contradictions as unknown.']
          : []),
        ...(all.some(({ kind }) => kind === 'sides')
          ? ['What names two sides was used without a side: a red flag counts against either leg.']
          : []),
      ],
      suggestions: [
        task(
          'review-conflict',
          'Re-check and record',
          `Re-check: ${[...new Set(all.map(({ finding }) => nameOf(finding)))].slice(0, 5).join(', ')}`,
        ),
      ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'ankle dorsiflexion 3/5 40 days ago, nothing since, no complaint today',
        given: { findings: [['mrc-ankle-dorsiflexion', 3, 'L', 40]] },
        expect: 'info',
      },
      {
        title: 'saddle numbness 120 days ago, nothing since, sciatica today',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['saddle-sensory-change', true, undefined, 120],
          ],
        },
        expect: 'info',
      },
      {
        title: 'back pain today, 38.9 °C nine days ago and not measured since',
        given: {
          findings: [
            ['low-back-pain', true],
            ['temp-c', 38.9, undefined, 9],
          ],
        },
        expect: 'info',
      },
      {
        title: 'straight leg raise recorded both positive and negative today',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['slr', true, 'L'],
            ['slr', false, 'L'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'saddle numbness 120 days ago, and legs never mentioned',
        given: { findings: [['saddle-sensory-change', true, undefined, 120]] },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'ankle dorsiflexion 3/5 40 days ago, 5/5 today',
        given: {
          findings: [
            ['mrc-ankle-dorsiflexion', 3, 'L', 40],
            ['mrc-ankle-dorsiflexion', 5, 'L'],
          ],
        },
        expect: null,
      },
      {
        title: 'a fever 60 days ago, and legs never mentioned',
        given: { findings: [['fever', true, undefined, 60]] },
        expect: null,
      },
      {
        title: 'saddle numbness 120 days ago, denied today',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['saddle-sensory-change', true, undefined, 120],
            ['saddle-sensory-change', false],
          ],
        },
        expect: null,
      },
    ],
  },
};
