/**
 * Every recommendation, in the order that decides between equals: which danger stands first, which of two acts a
 * leg card begins with, which button comes before another.
 */

import type { Recommendation, RecommendationId } from './recommendation.ts';
import { ankleBrachialIndex } from './recommendations/ankle-brachial-index.ts';
import { benzodiazepine } from './recommendations/benzodiazepine.ts';
import { possibleBleeding } from './recommendations/bleeding.ts';
import { caudaEquina } from './recommendations/cauda-equina.ts';
import { conservativeCare } from './recommendations/conservative-care.ts';
import { dataQuality } from './recommendations/data-quality.ts';
import { veinThrombosis } from './recommendations/deep-vein-thrombosis.ts';
import { rankedDifferential } from './recommendations/differential.ts';
import { duplicateImaging } from './recommendations/duplicate-imaging.ts';
import { electrodiagnosis } from './recommendations/electrodiagnosis.ts';
import { epiduralSteroid } from './recommendations/epidural-steroid.ts';
import { examineLowBack } from './recommendations/examine-low-back.ts';
import { followUp } from './recommendations/follow-up.ts';
import { vertebralFracture } from './recommendations/fracture.ts';
import { gabapentinoid } from './recommendations/gabapentinoid.ts';
import { missingHistory } from './recommendations/history.ts';
import { chooseModality } from './recommendations/imaging-modality.ts';
import { imagingNotYet } from './recommendations/imaging-not-yet.ts';
import { spinalInfection } from './recommendations/infection.ts';
import { lumbarStenosis } from './recommendations/lumbar-stenosis.ts';
import { spinalMalignancy } from './recommendations/malignancy.ts';
import { severeWeakness } from './recommendations/motor-deficit.ts';
import { nerveRoot } from './recommendations/nerve-root.ts';
import { nsaidSafety } from './recommendations/nsaid-safety.ts';
import { opioid } from './recommendations/opioid.ts';
import { oralSteroid } from './recommendations/oral-steroid.ts';
import { patientEducation } from './recommendations/patient-education.ts';
import { polyneuropathy } from './recommendations/polyneuropathy.ts';
import { scopeModified } from './recommendations/population.ts';
import { specificCode } from './recommendations/problem-list.ts';
import { sedationRisk } from './recommendations/sedation-risk.ts';
import { septicJoint } from './recommendations/septic-joint.ts';
import { slipRadiographs } from './recommendations/slip-radiographs.ts';
import { surgicalReferral } from './recommendations/surgical-referral.ts';
import { targetedExamination } from './recommendations/targeted-examination.ts';
import { upperMotorNeurone } from './recommendations/upper-motor-neurone.ts';
import { vascularEmergency } from './recommendations/vascular-emergency.ts';

export const recommendations: readonly Recommendation[] = [
  caudaEquina,
  vascularEmergency,
  possibleBleeding,
  // the cord before the roots: its scan shows both
  upperMotorNeurone,
  severeWeakness,
  spinalInfection,
  septicJoint,
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
  surgicalReferral,
  lumbarStenosis,
  ankleBrachialIndex,
  nerveRoot,
  rankedDifferential,
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
