/**
 * Every recommendation, in the order in which cards that are not critical are shown (§6): what is
 * dangerous, then what is being ordered, then what to examine and ask, then what it is, then what to do.
 */

import { caudaEquina } from './cauda-equina.ts';
import { conservativeCare, followUp, lumbarStenosis, patientEducation } from './conservative-care.ts';
import { dataQuality } from './data-quality.ts';
import { rankedDifferential } from './differential.ts';
import { nsaidSafety, sedationRisk } from './drug-safety.ts';
import { examineLowBack, targetedExamination } from './examination.ts';
import { missingHistory } from './history.ts';
import { chooseModality, duplicateImaging, imagingNotYet } from './imaging.ts';
import { spinalInfection } from './infection.ts';
import { spinalMalignancy, vertebralFracture } from './malignancy.ts';
import { nerveRoot } from './nerve-root.ts';
import { specificCode } from './problem-list.ts';
import type { Recommendation, RecommendationId } from './recommendation.ts';
import { electrodiagnosis, epiduralSteroid, surgicalReferral } from './referral.ts';
import { benzodiazepine, gabapentinoid, opioid, oralSteroid } from './sciatica-drugs.ts';
import { scopeModified } from './scope.ts';
import { ankleBrachialIndex, vascularEmergency, veinThrombosis } from './vascular.ts';
import { severeWeakness, upperMotorNeurone } from './weakness.ts';
import { polyneuropathy, slipRadiographs } from './work-up.ts';

export const recommendations: readonly Recommendation[] = [
  caudaEquina,
  vascularEmergency,
  severeWeakness,
  spinalInfection,
  upperMotorNeurone,
  spinalMalignancy,
  vertebralFracture,
  veinThrombosis,
  dataQuality,
  nsaidSafety,
  sedationRisk,
  imagingNotYet,
  chooseModality,
  duplicateImaging,
  gabapentinoid,
  opioid,
  benzodiazepine,
  oralSteroid,
  epiduralSteroid,
  examineLowBack,
  missingHistory,
  lumbarStenosis,
  ankleBrachialIndex,
  nerveRoot,
  rankedDifferential,
  surgicalReferral,
  electrodiagnosis,
  slipRadiographs,
  targetedExamination,
  polyneuropathy,
  specificCode,
  conservativeCare,
  followUp,
  patientEducation,
  scopeModified,
];

export const recommendationOf = (id: RecommendationId): Recommendation | undefined =>
  recommendations.find((one) => one.id === id);
