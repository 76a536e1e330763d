/** REC-35: what is stale or contradicts itself. */
import { all, any, conflict, stale, staleOf } from '../../engine/criterion.ts';
import type { Fact, Leg } from '../../engine/types.ts';
import { type FindingId, findings } from '../../findings/index.ts';
import { sacralSigns, sphincterSymptoms } from '../../red-flags/terms.ts';
import { movements } from '../../terms/leg.ts';
import type { Act, Recorded } from '../contribution.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { isSideAssumed, type Situation } from '../situation.ts';
import { factSaid, staleSaid } from '../stale.ts';
import { task } from '../suggestion.ts';
import { relevant } from '../terms.ts';
import { type Said, say } from '../wording/say.ts';

interface Doubt {
  readonly finding: FindingId;
  readonly leg?: Leg;
  readonly facts: readonly Fact[];
  /** `sides`: the record names two sides for one finding. */
  readonly kind: 'stale' | 'conflict' | 'sides';
}

/** What is old comes first: a danger that nobody asked about again. */
const doubts = ({ chart }: Situation): readonly Doubt[] => [
  ...chart.stale.map(({ finding, facts }): Doubt => ({ finding, facts, kind: 'stale' })),
  ...chart.conflicts.map(({ finding, leg, facts, taken }): Doubt => {
    return { finding, leg, facts, kind: taken === 'unsided' ? 'sides' : 'conflict' };
  }),
];

const recordedFact = ({ finding, leg }: Doubt, fact: Fact): Recorded => ({
  said: factSaid(finding, fact),
  ...(leg !== undefined && findings[finding].sided && { side: leg, sideAssumed: isSideAssumed(leg, [fact]) }),
  fact,
});

const doubtSaid = ({ finding, kind, facts }: Doubt): Said => {
  const [fact] = facts;
  if (kind === 'stale' && fact) return staleSaid(finding, fact);
  const name = { nameOf: finding } as const;
  if (kind === 'sides') return say('record.sides', { finding: name });
  return findings[finding].value.type === 'boolean'
    ? say('record.conflict', { finding: name })
    : say('record.values', { finding: name });
};

const ofCaudaEquina: ReadonlySet<string> = new Set([
  ...sacralSigns,
  ...sphincterSymptoms,
  'pvr-ml',
  'sexual-dysfunction-new',
]);

/** A cauda equina sign that nobody asked about again: what the leg card advises rests on its having gone. */
const firstOf = (all: readonly Doubt[]): Act | undefined => {
  const [old] = all.filter(({ finding, kind }) => kind === 'stale' && ofCaudaEquina.has(finding));
  const [fact] = old?.facts ?? [];
  if (old === undefined || fact === undefined) return undefined;
  const finding = factSaid(old.finding, fact);
  return { summary: say('record.first.act', { finding, days: fact.days }), line: say('record.first.line') };
};

/** How many doubts a line tells; the rest stands in the assessment. */
const MOST = 2;

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
  version: '1.5.0',
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
  contributes: (s) => {
    const all = doubts(s);
    const said = all.slice(0, MOST).map(doubtSaid);
    const first = firstOf(all);
    const taken = all.some(({ kind }) => kind === 'conflict');
    return [
      {
        problem: 'record',
        indicator: 'info',
        name: say('record.names', { doubts: said.slice(0, 1) }),
        act: { summary: say('record.act'), line: say('record.act.line') },
        ...(first && { first }),
        ...(first && all.length === 1 && { saysOldDanger: true as const }),
        aside: say('record.line', { doubts: said }),
        reasons: all.flatMap((doubt) => doubt.facts.map((fact) => recordedFact(doubt, fact))),
        but: taken ? [say('record.taken')] : [],
        buttons: [
          task(
            'review-conflict',
            say('button.recheck'),
            say('button.recheck.what', {
              findings: [...new Set(all.map(({ finding }) => finding))].map((nameOf) => ({ nameOf })),
            }),
          ),
        ],
      },
    ];
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
