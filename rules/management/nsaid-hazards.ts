/** What on the record speaks against an NSAID: for the card at ordering, and for advice that names the drug. */

import { isSevereKidneyDisease } from '../codes/index.ts';
import type { ConditionId } from '../findings/index.ts';
import { egfrReduced, egfrSevere, nsaidAvoidWeeks, nsaidNeverWeeks } from '../terms/thresholds.ts';
import { draftsFor } from './draft-orders.ts';
import { drugSaid } from './drug-name.ts';
import { hasCondition, type Situation, takes } from './situation.ts';
import { type Said, say } from './wording/say.ts';

export interface Hazard {
  /** In the evidence: stays the same when the words change. */
  readonly name: string;
  readonly said: Said;
  readonly critical?: true;
}

const hazard = (name: string, said: Said, critical?: true): Hazard => ({
  name,
  said,
  ...(critical && { critical }),
});
const condition = (id: ConditionId, name: string, critical?: true): Hazard =>
  hazard(name, { condition: id }, critical);

/** The stages in the words of ICD-10-CM. */
const SEVERE_STAGES = 'chronic kidney disease, stage 4 or 5';

const isOnDialysis = (s: Situation): boolean => hasCondition(s, 'dialysis');

const isSevereByStage = ({ input }: Situation): boolean =>
  input.details?.['ckd']?.some(({ code }) => code !== undefined && isSevereKidneyDisease(code)) ?? false;

/** Dialysis is the severely reduced eGFR that nobody measures any more. */
export const renalHazards = (s: Situation): readonly Hazard[] => {
  const { egfr } = s.chart;
  if (isOnDialysis(s)) return [condition('dialysis', 'dialysis', true)];
  const measured = (critical?: true) =>
    hazard(`eGFR ${egfr}`, say('value.egfr', { egfr: egfr ?? 0 }), critical);
  if (egfr !== undefined && egfr < egfrSevere.value) return [measured(true)];
  if (egfr !== undefined && egfr < egfrReduced.value) return [measured()];
  if (!hasCondition(s, 'ckd')) return [];
  return isSevereByStage(s) && egfr === undefined
    ? [hazard(SEVERE_STAGES, say('value.ckd-severe'), true)]
    : [condition('ckd', 'chronic kidney disease')];
};

const obstetricHazards = ({ chart: { pregnant, gestation } }: Situation): readonly Hazard[] => {
  if (pregnant !== true) return [];
  if (gestation === undefined)
    return [hazard('pregnancy, weeks not recorded', say('value.pregnant-unknown'))];
  const said = say('value.pregnant', { weeks: gestation });
  if (gestation >= nsaidNeverWeeks.value) return [hazard(`pregnancy ${gestation} weeks`, said, true)];
  return gestation >= nsaidAvoidWeeks.value ? [hazard(`pregnancy ${gestation} weeks`, said)] : [];
};

const bleedingDrugs = ['anticoagulant', 'antiplatelet'] as const;

/** On the active list, or about to be signed beside the NSAID. */
export const takesBleedingDrug = (s: Situation): readonly (typeof bleedingDrugs)[number][] =>
  bleedingDrugs.filter((drug) => takes(s, drug) || draftsFor(s, drug).length > 0);

/** The most dangerous first: a summary may have to drop the last. */
export const nsaidHazards = (s: Situation): readonly Hazard[] =>
  [
    ...(hasCondition(s, 'nsaid-allergy') ? [condition('nsaid-allergy', 'NSAID allergy', true)] : []),
    ...(hasCondition(s, 'gi-bleed') ? [hazard('GI bleed', say('value.gi-bleed'), true)] : []),
    ...obstetricHazards(s),
    ...renalHazards(s),
    ...takesBleedingDrug(s).map((drug) => hazard(drug, drugSaid(s, drug))),
    ...(hasCondition(s, 'peptic-ulcer') ? [condition('peptic-ulcer', 'peptic ulcer')] : []),
    ...(hasCondition(s, 'heart-failure') ? [condition('heart-failure', 'heart failure')] : []),
  ].sort((a, b) => Number(b.critical ?? false) - Number(a.critical ?? false));

/** FDA 2020 spares low-dose aspirin and eye drops alone: a gel is an NSAID to a fetus, an allergy, a lost kidney. */
export const mayUseTopical = (s: Situation): boolean =>
  s.chart.pregnant !== true && !nsaidHazards(s).some(({ critical }) => critical);
