/** REC-07: possible vertebral fracture. */
import { compile } from '../../engine/compile.ts';
import { eitherLeg, flag } from '../../engine/criterion.ts';
import { hipInDanger, newPelvicPain } from '../../red-flags/fracture.ts';
import {
  filmWeeksFrom,
  filmWeeksTo,
  fragileAge,
  hipScanHours,
  soonWeeks,
  spelledOut,
} from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { shortFeatures } from '../short-features.ts';
import { backOnRecord, flagOf, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { summary } from '../words.ts';

const hip = compile(eitherLeg(hipInDanger));
const pelvis = compile(newPelvicPain);
const hipOnRecord = ({ context }: Situation): boolean => hip(context, context.legs.midline) === true;
const pelvisOnRecord = ({ context }: Situation): boolean => pelvis(context, context.legs.midline) === true;

const summaryOf = (s: Situation, level: string | undefined): string => {
  const when = level === 'soon' ? `within ${soonWeeks.value} weeks` : 'today';
  const risks = shortFeatures(flagOf(s, 'RF-FRACTURE')?.because ?? []).filter((name) => name !== 'back pain');
  if (hipOnRecord(s))
    return summary(
      (list) =>
        `Possible hip fracture without a fall${list === '' ? '' : ` (${list})`}: hip film today, MRI when it is normal`,
      risks,
    );
  if (pelvisOnRecord(s))
    return summary(
      (list) =>
        `Sacral or hip insufficiency fracture?${list === '' ? '' : ` (${list})`}: radiograph ${when}, MRI if the pain goes on`,
      risks,
    );
  const back = backOnRecord(s) ? ' with back pain' : '';
  return summary(
    (list) =>
      `Fracture risk${list === '' ? '' : ` (${list})`}${back}: radiograph/CT ${when}; check neurology`,
    risks,
  );
};

const pelvisAdvice = (s: Situation): readonly string[] => [
  ...(hipOnRecord(s)
    ? [
        `Hip film today; when it is normal MRI, or CT where MRI is not to be had within ${hipScanHours.value} hours.`,
      ]
    : []),
  ...(pelvisOnRecord(s)
    ? [
        `An insufficiency fracture of sacrum or hip needs no fall; films show it only after ${filmWeeksFrom.value}–${filmWeeksTo.value} weeks, MRI shows it best. A sacral one imitates sciatica, with weakness or retention.`,
      ]
    : []),
];

export const vertebralFracture: Recommendation = {
  id: 'REC-07',
  version: '2.0.0',
  title: 'Possible fracture',
  hooks: EVERY_HOOK,
  redFlags: ['RF-FRACTURE'],
  when: flag('RF-FRACTURE'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    {
      cite: 'downie-2013',
      says: 'Older age, prolonged corticosteroids, severe trauma and contusion; several together count far more than one',
      strength: 'systematic review',
    },
    { cite: 'acr-2021', says: 'Variant 6: radiographs, CT or MRI', strength: 'guideline' },
    {
      cite: 'tins-2014',
      says: 'Insufficiency fractures: no fall, late on films, MRI best',
      strength: 'systematic review',
    },
    { cite: 'nice-cg124', says: 'Painful hip with a normal film: MRI, or CT', strength: 'guideline' },
    { cite: 'ifompt-2020', says: 'Clinical framework for suspected fracture', strength: 'expert consensus' },
  ],
  basis: flagBasis('RF-FRACTURE'),
  content: (s) => {
    const found = flagOf(s, 'RF-FRACTURE');
    const level = found?.urgency;
    const major = found?.because.includes('major-trauma') === true;
    const priority = level === 'emergent' ? 'stat' : 'urgent';
    const pregnant = s.chart.pregnant === true;
    return {
      indicator: level === 'emergent' ? 'critical' : 'warning',
      ...(level && { level }),
      summary: summaryOf(s, level),
      lead: `${level === 'soon' ? `Image within ${spelledOut(soonWeeks)} weeks` : 'Image today'} and check neurology: what is recorded raises the chance of a fracture; fragile bone needs no fall.`,
      because: withComplaint(s, namedOnRecord(s, found?.because ?? [])),
      against: onRecord(s, ['major-trauma', 'minor-trauma', 'contusion'], { which: 'normal' }),
      missing: (['minor-trauma', 'contusion', 'spinal-percussion-tender'] as const)
        .filter((id) => readings(s, id).length === 0)
        .map(labelOf),
      advice: [
        ...pelvisAdvice(s),
        major
          ? 'Major trauma: CT.'
          : `Low-energy trauma, osteoporosis, age ${fragileAge.value} or over or long-term steroids: radiographs, CT or MRI.`,
        'Single items are weak; the more of them, the more likely.',
        ...(pregnant ? ['Pregnancy: radiation only if it changes emergency care; prefer MRI.'] : []),
        'Review osteoporosis treatment.',
      ],
      suggestions: pregnant
        ? [order('mri-lumbar', { label: 'MRI lumbar spine', why: 'suspected fracture', priority })]
        : [
            ...(major
              ? [order('ct-lumbar', { label: 'CT lumbar spine', why: 'major trauma', priority })]
              : []),
            order('radiographs', { label: 'Lumbar radiographs', why: 'suspected fracture', priority }),
          ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'slipped on ice at 74, back pain since',
        given: {
          age: 74,
          findings: [
            ['low-back-pain', true],
            ['minor-trauma', true],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'long-term steroids and buttock pain for ten days, no fall',
        given: {
          age: 67,
          history: ['chronic-steroids'],
          findings: [
            ['buttock-pain', true, 'R'],
            ['pain-onset-days', 10],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'slipped on ice at 34, no other risk',
        given: {
          age: 34,
          findings: [
            ['low-back-pain', true],
            ['minor-trauma', true],
          ],
        },
        expect: null,
      },
    ],
  },
};
