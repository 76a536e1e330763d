/** What must be read with any offer of an MRI: an implant, a pregnancy. Never gives way on a card. */
import { hasCondition, type Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

export const hasImplant = (s: Situation): boolean => hasCondition(s, 'mri-contraindicated');

/** MRI without gadolinium is preferred in pregnancy (knowledge specification, REC-16). */
export const avoidsContrast = (s: Situation): boolean => s.chart.pregnant === true;

export const mriCautions = (s: Situation): readonly Said[] => [
  ...(hasImplant(s) ? [say('limit.implant')] : []),
  ...(avoidsContrast(s) ? [say('limit.gadolinium')] : []),
];
