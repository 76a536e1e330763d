/** What must be read with any offer of an MRI: an implant, a pregnancy. Never gives way on a card. */
import { hasCondition, type Situation } from './situation.ts';

export const hasImplant = (s: Situation): boolean => hasCondition(s, 'mri-contraindicated');

/** MRI without gadolinium is preferred in pregnancy (knowledge specification, REC-16). */
export const avoidsContrast = (s: Situation): boolean => s.chart.pregnant === true;

export const mriCautions = (s: Situation): readonly string[] => [
  ...(hasImplant(s)
    ? [
        'Device or implant on record: confirm that it is MR-conditional, or use CT or CT myelography; do not let it delay the assessment.',
      ]
    : []),
  ...(avoidsContrast(s) ? ['Pregnancy: MRI without gadolinium is preferred.'] : []),
];
