/** REC-24: epidural steroid injection. */
import { orders } from '../../engine/criterion.ts';
import { removal } from '../draft-orders.ts';
import { drugSaid } from '../drug-name.ts';
import { takesBleedingDrug } from '../nsaid-hazards.ts';
import { conditionsOnRecord, drugsOnRecord, namedOnRecord, onRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { draftsOf, type Situation } from '../situation.ts';
import { child } from '../terms.ts';
import { say } from '../wording/say.ts';

const flaggedIds = (s: Situation): readonly string[] => [
  ...new Set(s.redFlags.flatMap(({ because }) => because)),
];

export const epiduralSteroid: Recommendation = {
  id: 'REC-24',
  version: '1.2.0',
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
  contributes: (s) => {
    const bleeding = takesBleedingDrug(s).map((drug) => drugSaid(s, drug));
    const flagged = s.redFlags.length > 0;
    const kind = flagged ? 'flag' : bleeding.length > 0 ? 'bleeding' : 'plain';
    return draftsOf(s, 'ESI').map((draft) => ({
      problem: 'draft',
      draft,
      indicator: 'info',
      name: say(`injection.${kind}`, { drugs: bleeding }),
      act: {
        summary: say(`injection.${kind}.act`),
        line: say(`injection.${kind}.line`, { drugs: bleeding }),
      },
      reasons: [
        ...namedOnRecord(s, flaggedIds(s)).slice(0, 4),
        ...drugsOnRecord(s, ['anticoagulant', 'antiplatelet']),
        ...conditionsOnRecord(s, ['diabetes', 'immunosuppressed', 'prior-lumbar-surgery']),
        ...onRecord(
          s,
          (['pain-onset-days', 'pain-nrs'] as const).filter((id) => !flaggedIds(s).includes(id)),
          {
            which: 'any',
          },
        ),
      ],
      next: [
        { records: ['pain-onset-days'], said: { nameOf: 'pain-onset-days' } },
        { records: [], said: say('injection.next') },
      ],
      caveats: flagged ? [] : [say('injection.plain')],
      buttons: removal(s, draft),
    }));
  },
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
