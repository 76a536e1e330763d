/** What on the record speaks against an NSAID: for the card at ordering, and for advice that names the drug. */
import { isSevereKidneyDisease } from '../codes/index.ts';
import { egfrReduced, egfrSevere, nsaidAvoidWeeks, nsaidNeverWeeks } from '../terms/thresholds.ts';
import { draftsFor, hasCondition, type Situation, takes } from './situation.ts';
import { listed } from './words.ts';

export interface Hazard {
  readonly name: string;
  readonly critical?: true;
}

/** As ICD-10-CM names the stages. */
const SEVERE_STAGES = 'chronic kidney disease, stage 4 or 5';

const isOnDialysis = (s: Situation): boolean => hasCondition(s, 'dialysis');

const isSevereByStage = ({ input }: Situation): boolean =>
  input.details?.['ckd']?.some(({ code }) => code !== undefined && isSevereKidneyDisease(code)) ?? false;

/** Dialysis is the severely reduced eGFR that nobody measures any more. */
export const renalHazards = (s: Situation): readonly Hazard[] => {
  const { egfr } = s.chart;
  if (isOnDialysis(s)) return [{ name: 'dialysis', critical: true }];
  if (egfr !== undefined && egfr < egfrSevere.value) return [{ name: `eGFR ${egfr}`, critical: true }];
  if (egfr !== undefined && egfr < egfrReduced.value) return [{ name: `eGFR ${egfr}` }];
  if (!hasCondition(s, 'ckd')) return [];
  return isSevereByStage(s) && egfr === undefined
    ? [{ name: SEVERE_STAGES, critical: true }]
    : [{ name: 'chronic kidney disease' }];
};

const obstetricHazards = ({ chart }: Situation): readonly Hazard[] => {
  if (chart.pregnant !== true) return [];
  if (chart.gestation === undefined) return [{ name: 'pregnancy, weeks not recorded' }];
  if (chart.gestation >= nsaidNeverWeeks.value)
    return [{ name: `pregnancy ${chart.gestation} weeks`, critical: true }];
  return chart.gestation >= nsaidAvoidWeeks.value ? [{ name: `pregnancy ${chart.gestation} weeks` }] : [];
};

const bleedingDrugs = ['anticoagulant', 'antiplatelet'] as const;

/** On the active list, or about to be signed beside the NSAID. */
export const takesBleedingDrug = (s: Situation): readonly (typeof bleedingDrugs)[number][] =>
  bleedingDrugs.filter((drug) => takes(s, drug) || draftsFor(s, drug).length > 0);

/** The most dangerous first: a summary may have to drop the last. */
export const nsaidHazards = (s: Situation): readonly Hazard[] =>
  [
    ...(hasCondition(s, 'nsaid-allergy') ? [{ name: 'NSAID allergy', critical: true as const }] : []),
    ...(hasCondition(s, 'gi-bleed') ? [{ name: 'GI bleed', critical: true as const }] : []),
    ...obstetricHazards(s),
    ...renalHazards(s),
    ...takesBleedingDrug(s).map((name): Hazard => ({ name })),
    ...(hasCondition(s, 'peptic-ulcer') ? [{ name: 'peptic ulcer' }] : []),
    ...(hasCondition(s, 'heart-failure') ? [{ name: 'heart failure' }] : []),
  ].sort((a, b) => Number(b.critical ?? false) - Number(a.critical ?? false));

/** FDA 2020 spares low-dose aspirin and eye drops alone: a gel is an NSAID to a fetus, an allergy, a lost kidney. */
export const mayUseTopical = (s: Situation): boolean =>
  s.chart.pregnant !== true && !nsaidHazards(s).some(({ critical }) => critical);

/** In a list of alternatives: an NSAID only where nothing on the record speaks against it. */
export const nsaidAdvice = (s: Situation): string => {
  const names = nsaidHazards(s).map(({ name }) => name);
  return names.length === 0
    ? 'NSAID if safe (weak evidence in sciatica)'
    : `no NSAID without weighing what is recorded (${listed(names)})`;
};
