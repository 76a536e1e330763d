/** REC-36: possible septic arthritis of the hip. */
import { flag } from '../../engine/criterion.ts';
import { kocherCriteria, kocherEsr, kocherTemperature, kocherWhiteCells } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { shortFeatures } from '../short-features.ts';
import { flagOf, isChild, readings, recordedValue, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { listed, summary } from '../words.ts';

const asked = [
  'temp-c',
  'weight-bearing-refused',
  'hip-ir-painful',
  'crp-mg-l',
  'esr-mm-h',
  'wbc-g-l',
] as const;

const isAbove = (
  s: Situation,
  id: 'temp-c' | 'esr-mm-h' | 'wbc-g-l',
  from: number,
  orEqual: boolean,
): boolean => {
  const value = recordedValue(s, id);
  return typeof value === 'number' && (orEqual ? value >= from : value > from);
};

/** Kocher's criteria that stand, in a child. */
const kocher = (s: Situation): readonly string[] => [
  ...(isAbove(s, 'temp-c', kocherTemperature.value, false)
    ? [`temperature above ${kocherTemperature.value} °C`]
    : []),
  ...(readings(s, 'weight-bearing-refused').some(({ value }) => value === true)
    ? ['not weight bearing']
    : []),
  ...(isAbove(s, 'esr-mm-h', kocherEsr.value, true) ? [`ESR of ${kocherEsr.value} mm/h or more`] : []),
  ...(isAbove(s, 'wbc-g-l', kocherWhiteCells.value, false)
    ? [`white cells above ${kocherWhiteCells.value} × 10⁹/L`]
    : []),
];

const kocherLine = (s: Situation): string => {
  const met = kocher(s);
  return met.length === 0
    ? 'None of Kocher’s criteria is on record; that does not exclude it.'
    : `Kocher’s criteria on record, ${met.length} of ${kocherCriteria.value}: ${listed(met)}.`;
};

export const septicJoint: Recommendation = {
  id: 'REC-36',
  version: '1.0.0',
  title: 'Possible septic joint',
  hooks: EVERY_HOOK,
  redFlags: ['RF-SEPTIC-JOINT'],
  when: flag('RF-SEPTIC-JOINT'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    { cite: 'kocher-1999', says: 'Four criteria in children', strength: 'diagnostic study' },
    { cite: 'caird-2006', says: 'CRP adds to them; not re-verified', strength: 'diagnostic study' },
    {
      cite: 'iliopsoas-2019',
      says: 'Iliopsoas abscess imitates it; the full picture is rare',
      strength: 'observational',
    },
    { cite: 'expert', says: 'Same-day assessment of the hip at any age', strength: 'expert consensus' },
  ],
  basis: flagBasis('RF-SEPTIC-JOINT'),
  content: (s) => {
    const found = flagOf(s, 'RF-SEPTIC-JOINT');
    const child = isChild(s);
    return {
      indicator: child ? 'critical' : 'warning',
      level: found?.urgency ?? 'urgent',
      summary: summary(
        (list) =>
          `Possible septic hip${list === '' ? '' : ` (${list})`}: same-day examination, CRP, ultrasound or aspiration`,
        shortFeatures(found?.because ?? []),
      ),
      lead: 'Assess the hip today: fever or a raised CRP with a painful hip or groin can be septic arthritis or a psoas abscess.',
      because: withComplaint(s, namedOnRecord(s, found?.because ?? [])),
      against: onRecord(s, ['hip-ir-painful', 'weight-bearing-refused', 'fever'], { which: 'normal' }),
      missing: asked.filter((id) => readings(s, id).length === 0).map(labelOf),
      advice: [
        ...(child ? [kocherLine(s)] : []),
        'Examine the hip; CRP, ESR, white cells; ultrasound, and aspiration where there is an effusion. No antibiotics before the aspiration unless septic.',
        'Joint clear: CT or MRI for a psoas abscess. Fever, flank pain and a stiff hip together are the exception.',
      ],
      suggestions: [
        order('emergency-referral', {
          label: 'Emergency department referral (today)',
          why: 'suspected septic arthritis of the hip',
          priority: 'urgent',
        }),
        order('crp', { label: 'CRP today', priority: 'urgent' }),
        order('esr', { label: 'ESR today', priority: 'urgent' }),
      ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'child of 5 with 38.9 °C that does not stand on the left leg',
        given: {
          age: 5,
          findings: [
            ['temp-c', 38.9],
            ['weight-bearing-refused', true, 'L'],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'adult with groin pain, painful rotation and a CRP of 117 mg/L',
        given: {
          age: 60,
          findings: [
            ['groin-pain', true, 'R'],
            ['hip-ir-painful', true, 'R'],
            ['crp-mg-l', 117],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'painful hip rotation, no fever and a normal CRP',
        given: {
          age: 60,
          findings: [
            ['hip-ir-painful', true, 'R'],
            ['fever', false],
            ['crp-mg-l', 3],
          ],
        },
        expect: null,
      },
    ],
  },
};
