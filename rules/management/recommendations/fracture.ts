/** REC-07: possible vertebral fracture. */
import { flag } from '../../engine/criterion.ts';
import { fragileAge, soonWeeks, spelledOut } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { shortFeatures } from '../short-features.ts';
import { backOnRecord, flagOf, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { summary } from '../words.ts';

const summaryOf = (s: Situation, level: string | undefined): string => {
  const back = backOnRecord(s) ? ' with back pain' : '';
  const when = level === 'soon' ? `within ${soonWeeks.value} weeks` : 'today';
  return summary(
    (list) =>
      `Fracture risk${list === '' ? '' : ` (${list})`}${back}: radiograph/CT ${when}; check neurology`,
    shortFeatures(flagOf(s, 'RF-FRACTURE')?.because ?? []).filter((name) => name !== 'back pain'),
  );
};

export const vertebralFracture: Recommendation = {
  id: 'REC-07',
  version: '1.0.0',
  title: 'Possible vertebral fracture',
  hooks: EVERY_HOOK,
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
      lead: `${level === 'soon' ? `Image within ${spelledOut(soonWeeks)} weeks` : 'Image today'} and check neurology: what is recorded raises the chance of a vertebral fracture.`,
      because: withComplaint(s, namedOnRecord(s, found?.because ?? [])),
      against: onRecord(s, ['major-trauma', 'minor-trauma', 'contusion'], { which: 'normal' }),
      missing: (['minor-trauma', 'contusion', 'spinal-percussion-tender'] as const)
        .filter((id) => readings(s, id).length === 0)
        .map(labelOf),
      advice: [
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
