/** REC-28: information for the patient. Rides on REC-12 or REC-23. */
import { isWeak } from '../diagnosis-names.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { advice } from '../suggestion.ts';
import { rootOrStenosis, routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

export const patientEducation: Recommendation = {
  id: 'REC-28',
  version: '1.1.0',
  title: 'Patient education',
  hooks: VISIT,
  attachesTo: ['REC-12', 'REC-23'],
  when: rootOrStenosis,
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-15', 'S-60'],
  evidence: [
    { cite: 'founding-document', says: 'S-60: education helps', strength: 'expert consensus' },
    { cite: 'nice-ng59', says: 'Information and self-management', strength: 'guideline' },
  ],
  basis: () => ['education'],
  contributes: (s) => [
    {
      problem: 'leg',
      indicator: 'info',
      ...((isWeak(s) ||
        onRecord(s, ['numbness', 'weakness-subjective', 'driving-difficulty']).length > 0) && {
        aside: say('care.driving'),
      }),
      reasons: [],
      buttons: [advice(say('button.leaflet'), say('patient.leaflet'))],
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'possible root pain',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'only leg pain is coded',
        given: { age: 40, findings: [['leg-pain', true, 'L']] },
        expect: null,
      },
    ],
  },
};
