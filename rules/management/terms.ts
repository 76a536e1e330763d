/** Notions that several recommendations share, beside those of `rules/terms`. */
import {
  age,
  all,
  any,
  bothLegs,
  condition,
  dx,
  each,
  flag,
  grade,
  is,
  orders,
  present,
  recorded,
  term,
  unlessKnown,
  urgency,
} from '../engine/criterion.ts';
import type { RedFlagId } from '../engine/ids.ts';
import type { BooleanFinding, ConditionId } from '../findings/index.ts';
import { hipAlone } from '../red-flags/fracture.ts';
import { someCaudaEquinaFeature } from '../red-flags/terms.ts';
import { reflexes } from '../terms/deficit.ts';
import { backPain, movements, pain, someLegSymptoms } from '../terms/leg.ts';
import { adulthood, careWeeks, feverFrom, fragileAge, severePain, spelledOut } from '../terms/thresholds.ts';

/** Unknown age is treated as adult, and said (§2.5). */
export const child = term(`under ${adulthood.value}`, age('<', adulthood));
export const emergent = term('an emergency is on record', urgency('emergent'));

/** Routine advice is not shown: an emergency comes first, and adult rules are not for children. */
export const routineOff = any(emergent, child);

/**
 * Lumbar roots make no brisk reflexes: where nothing but weakness speaks for the cauda equina, the cord is the
 * place, and its MRI shows the lumbar canal as well.
 */
export const cordNotCauda = term(
  'upper motor neurone signs with weakness of both legs, no cauda equina feature',
  all(
    flag('RF-UMN'),
    any(flag('RF-CES'), flag('RF-CES-EARLY')),
    unlessKnown(any(someCaudaEquinaFeature, present('progressed-to-bilateral'), bothLegs(pain))),
    unlessKnown(condition('cauda-equina-syndrome')),
  ),
);

export const relevant = term(
  'a leg or back symptom, or a red flag',
  any(someLegSymptoms, backPain, urgency('soon')),
);

/** The leg in scope was examined. */
export const examined = term(
  'tension test, strength and reflex recorded',
  all(
    any(recorded('slr'), recorded('slump')),
    any(...each(movements, recorded)),
    any(...each(reflexes, recorded)),
  ),
);

export const sacroiliacTests = [
  'thigh-thrust',
  'sij-distraction',
  'sij-compression',
  'sacral-thrust',
  'gaenslen',
] as const satisfies readonly BooleanFinding[];

/** Nerve-root pain as context of a drug: found, or on the problem list or the order's reason. */
export const rootPain = term('nerve-root pain', any(dx('RADIC'), condition('sciatica')));

export const lumbarImaging = ['MRI-L-WO', 'MRI-L-WWO', 'CT-L', 'XR-L', 'CT-MYELO'] as const;
export const lumbarMri = ['MRI-L-WO', 'MRI-L-WWO'] as const;

export const ordersImaging = orders(...lumbarImaging);

export const sixWeeks = term(
  `${spelledOut(careWeeks)} weeks of care without improvement`,
  all(grade('conservative-weeks', '>=', careWeeks), is('pain-trend', 'stable', 'worsening')),
);

/** ACR variant 5. */
export const worseAfterSurgery = term(
  'new or worse after lumbar surgery',
  any(
    all(condition('prior-lumbar-surgery'), is('pain-trend', 'new', 'worsening')),
    // so soon after an operation symptoms count as new unless somebody recorded that they are not
    all(condition('lumbar-surgery-6w'), unlessKnown(is('pain-trend', 'improving', 'stable'))),
  ),
);

/** ACR variant 6. */
export const fractureRisk = term(
  `low-energy trauma, osteoporosis, age ${fragileAge.value} or over, or long-term steroids`,
  any(
    present('minor-trauma'),
    condition('osteoporosis'),
    age('>=', fragileAge),
    condition('chronic-steroids'),
  ),
);

export const spinalDiseases = [
  'cauda-equina-syndrome',
  'spinal-infection',
  'vertebral-fracture',
] as const satisfies readonly ConditionId[];

/** Diagnosed or suspected: an order for it needs no further reason. */
export const documentedDisease = term(
  'cauda equina syndrome, spinal infection or vertebral fracture on record',
  any(...each(spinalDiseases, condition)),
);

export const infectionRisks = [
  'immunosuppressed',
  'hiv',
  'ivdu',
  'dialysis',
  'endocarditis',
  'recent-spinal-procedure',
] as const satisfies readonly ConditionId[];

/**
 * ACR variant 7: suspicion of cancer or infection, or immunosuppression. An order of lumbar imaging is the
 * complaint by itself: that nobody coded a pain today makes no such study inappropriate.
 */
export const cancerOrInfectionRisk = term(
  'cancer, or a risk of spinal infection',
  any(
    condition('cancer-history'),
    condition('active-cancer'),
    ...each(infectionRisks, condition),
    present('recent-bacteremia'),
  ),
);

/** What a study of the lumbar spine looks for. It shows no aneurysm, ischaemic leg or thrombosis. */
export const spinalFlags = [
  'RF-CES',
  'RF-CES-EARLY',
  'RF-MOTOR',
  'RF-UMN',
  'RF-INFECTION',
  'RF-MALIGNANCY',
  'RF-FRACTURE',
] as const satisfies readonly RedFlagId[];

/** A foot that drops from the fibular nerve is soon: no reason to image the spine. Nor is a hip. */
const raised = (id: (typeof spinalFlags)[number]) =>
  id === 'RF-FRACTURE'
    ? all(flag(id), unlessKnown(hipAlone))
    : flag(id, id === 'RF-MOTOR' ? 'urgent' : 'soon');
const spinalFlag = term('a red flag of the spine', any(...each(spinalFlags, raised)));

export const vascularEmergencies = ['RF-AAA', 'RF-ALI'] as const satisfies readonly RedFlagId[];

const vascularEmergency = any(...each(vascularEmergencies, (id) => flag(id)));

/** Short of a red flag only because nobody coded a pain beside it; ACR variants 4 and 7. */
export const caudaEquinaSign = someCaudaEquinaFeature;
export const infectionOrCancerSign = term(
  'fever, raised CRP or ESR, or unexplained weight loss',
  any(
    present('fever'),
    grade('temp-c', '>=', feverFrom),
    present('crp-esr-raised'),
    present('weight-loss-unexplained'),
  ),
);

/** A vascular emergency alone does not support the order: it must not wait for an image of the lumbar spine. */
export const imagingIndicated = term(
  'imaging indicated',
  any(
    spinalFlag,
    all(
      unlessKnown(vascularEmergency),
      any(
        sixWeeks,
        worseAfterSurgery,
        all(fractureRisk, unlessKnown(hipAlone)),
        documentedDisease,
        cancerOrInfectionRisk,
        caudaEquinaSign,
        infectionOrCancerSign,
      ),
    ),
  ),
);

export const vascularOrVenous = any(flag('RF-DVT'), vascularEmergency);

export const severe = term(
  'severe or disabling',
  any(grade('pain-nrs', '>=', severePain), present('walking-limited')),
);

/** What a review and information for the patient are about. */
export const rootOrStenosis = any(dx('RADIC'), dx('LSS'));
