/** REC-24: epidural steroid injection. */
import { orders } from '../../engine/criterion.ts';
import { reported, steroidDoseMonths } from '../../terms/thresholds.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { takesBleedingDrug } from '../nsaid-hazards.ts';
import { conditionsOnRecord, drugsOnRecord, namedOnRecord, onRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { draftsOf, readings, type Situation } from '../situation.ts';
import { removals } from '../suggestion.ts';
import { child } from '../terms.ts';
import { listed } from '../words.ts';

const flagged = (s: Situation): readonly string[] => [
  ...new Set(s.redFlags.flatMap(({ because }) => because)),
];

/** What forbids it today comes before what it can do. */
const summaryOf = (s: Situation): string => {
  if (s.redFlags.length > 0)
    return 'Epidural steroid with a red flag on record: look into that first, no injection before';
  const bleeding = takesBleedingDrug(s);
  return bleeding.length > 0
    ? `Epidural steroid with ${listed(bleeding)} on record: settle that first; short-term benefit only, guidance conflicts`
    : 'Epidural steroid: short-term benefit only; guidance conflicts. Check duration, red flags, anticoagulation';
};

export const epiduralSteroid: Recommendation = {
  id: 'REC-24',
  version: '1.1.0',
  title: 'Epidural steroid injection',
  hooks: ORDERING,
  when: orders('ESI'),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: ['clinical-judgement', 'already-done', 'not-applicable', 'recipient-disagrees-evidence'],
  seed: ['S-50'],
  evidence: [
    {
      cite: 'aan-2025',
      says: 'Radiculopathy: short-term pain success difference 24% (NNT 4), disability NNT 6; no clear long-term benefit',
      strength: 'systematic review',
    },
    {
      cite: 'bmj-2025',
      says: 'Chronic radicular pain: strong recommendation against',
      strength: 'guideline',
    },
    { cite: 'nice-ng59', says: 'Consider in acute severe sciatica', strength: 'guideline' },
    { cite: 'nass-ldh-2012', says: 'Short-term relief in some', strength: 'guideline' },
    {
      cite: 'fda-epidural-2014',
      says: 'Rare serious neurological events; not approved for epidural use',
      strength: 'guideline',
    },
  ],
  basis: (s) => ['order:ESI', ...s.redFlags.map(({ id, urgency }) => `${id}=${urgency}`)],
  content: (s) => ({
    indicator: 'info',
    summary: summaryOf(s),
    lead:
      s.redFlags.length > 0
        ? 'Look into the red flag first: no injection before that.'
        : 'Check duration, red flags and anticoagulation first: benefit is short-term and guidance conflicts.',
    because: [
      ...draftsOnRecord(s, draftsOf(s, 'ESI')),
      ...namedOnRecord(s, flagged(s)).slice(0, 4),
      ...onRecord(
        s,
        (['pain-onset-days', 'pain-nrs'] as const).filter((id) => !flagged(s).includes(id)),
        {
          which: 'any',
        },
      ),
      ...drugsOnRecord(s, ['anticoagulant', 'antiplatelet']),
      ...conditionsOnRecord(s, ['diabetes', 'immunosuppressed', 'prior-lumbar-surgery']),
    ],
    missing: [
      ...(readings(s, 'pain-onset-days').length === 0 ? ['duration of the episode'] : []),
      `steroid dose of the last ${steroidDoseMonths.value} months`,
    ],
    advice: [
      ...(s.redFlags.length > 0
        ? ['A red flag is on record: no injection before it has been looked into.']
        : []),
      'Anticoagulant or antiplatelet, infection, uncontrolled diabetes: settle before the injection.',
      reported(
        ['aan-2025', 'bmj-2025', 'nice-ng59'],
        'AAN 2025: short-term pain success differed by 24% (NNT 4), disability NNT 6 in radiculopathy; no clear long-term benefit. BMJ 2025: strong recommendation against in chronic (3 months or more) radicular pain. NICE: consider in acute severe sciatica.',
      ),
      reported(
        ['fda-epidural-2014'],
        'FDA 2014: rare serious neurological events; not approved for epidural use.',
      ),
    ],
    suggestions: removals('Remove injection order', removable(s, draftsOf(s, 'ESI'))),
  }),
  vignettes: {
    fires: [
      {
        title: 'epidural injection ordered for sciatica',
        given: { age: 50, hook: 'order-sign', order: { type: 'ESI' }, findings: [['leg-pain', true, 'L']] },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'nerve conduction studies ordered',
        given: { age: 50, hook: 'order-sign', order: { type: 'EMG' }, findings: [['leg-pain', true, 'L']] },
        expect: null,
      },
    ],
  },
};
