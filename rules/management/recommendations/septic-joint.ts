/** REC-36: possible septic arthritis of the hip. */
import { flag } from '../../engine/criterion.ts';
import { kocherEsr, kocherTemperature, kocherWhiteCells } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { evidenceOf } from '../evidence.ts';
import { namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, isChild, readings, recordedValue, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { type Said, say } from '../wording/say.ts';

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

/** How many of Kocher's criteria stand, in a child. None does not exclude it. */
const kocher = (s: Situation): Said => {
  const met = [
    isAbove(s, 'temp-c', kocherTemperature.value, false),
    readings(s, 'weight-bearing-refused').some(({ value }) => value === true),
    isAbove(s, 'esr-mm-h', kocherEsr.value, true),
    isAbove(s, 'wbc-g-l', kocherWhiteCells.value, false),
  ].filter(Boolean).length;
  return met === 0 ? say('joint.kocher.none') : say('joint.kocher', { met });
};

export const septicJoint: Recommendation = {
  id: 'REC-36',
  version: '1.1.0',
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
  contributes: (s) => {
    const found = flagOf(s, 'RF-SEPTIC-JOINT');
    const child = isChild(s);
    const because = found?.because ?? [];
    return [
      {
        problem: 'joint',
        indicator: child ? 'critical' : 'warning',
        level: found?.urgency ?? 'urgent',
        name: say('joint'),
        evidence: evidenceOf(s, because),
        act: { summary: say('joint.act'), line: say('joint.line') },
        aside: say('joint'),
        reasons: withComplaint(s, namedOnRecord(s, because)),
        next: asked.map((id) => ({ records: [id], said: { nameOf: id } })),
        caveats: [...(child ? [kocher(s)] : []), say('joint.antibiotics'), say('joint.psoas')],
        buttons: [
          order('emergency-referral', {
            label: say('button.ed.today'),
            for: say('reason.joint'),
            priority: 'urgent',
          }),
          order('crp', { priority: 'urgent' }),
          order('esr', { priority: 'urgent' }),
        ],
      },
    ];
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
