/** REC-28: information for the patient. Rides on REC-12 or REC-23. */
import { isWeak } from '../diagnosis-names.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { advice, SAFETY_NET } from '../suggestion.ts';
import { rootOrStenosis, routineOff } from '../terms.ts';

const LEAFLET =
  'Information about leg pain from a lumbar nerve root: what to expect, how to keep active, and when to seek urgent help.';

export const patientEducation: Recommendation = {
  id: 'REC-28',
  version: '1.0.0',
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
  content: (s) => ({
    indicator: 'info',
    summary: 'Share plain-language information on nerve-root leg pain, activity and warning signs',
    lead: 'Share plain-language information on course, activity and warning signs.',
    because: onRecord(s, ['driving-difficulty']),
    advice: [
      ...(isWeak(s) || onRecord(s, ['numbness', 'weakness-subjective', 'driving-difficulty']).length > 0
        ? [
            'A numb or weak leg or foot: no driving until safe emergency braking is confirmed (local rules apply).',
          ]
        : []),
    ],
    suggestions: [advice('Send education leaflet', `${LEAFLET} ${SAFETY_NET}`)],
  }),
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
