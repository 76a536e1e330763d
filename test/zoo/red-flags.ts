/** What is hidden behind the habits: one red flag of each kind of data, plainly encoded; and charts of another topic. */

import type { Resource } from '../../functions/fhir/resource.ts';
import { codeSystems, LATERALITY } from '../../rules/codes/index.ts';
import { INTAKE } from '../../rules/extract/questionnaire-response.ts';
import { observation } from '../support/requests.ts';
import type { WrittenRedFlag } from './habits.ts';

const {
  finding: OURS,
  value: WORDS,
  snomed: SNOMED,
  loinc: LOINC,
  'icd-10-cm': ICD,
  rxnorm: RXNORM,
} = codeSystems;
export const UCUM = 'http://unitsofmeasure.org';
export const today = '2026-11-22T09:00:00Z';

export const concept = (system: string, code: string) => ({ coding: [{ system, code }] });

/** The side as docs/integrate.md asks for it. */
export const onTheLeft = {
  bodySite: {
    ...concept(SNOMED, '61685007'),
    extension: [{ url: LATERALITY, valueCodeableConcept: concept(SNOMED, '7771000') }],
  },
} as const;

const seen = (id: string, over: object): Resource => observation(id, over);
const ours = (code: string, over: object = {}) => seen(`z-${code}`, { code: concept(OURS, code), ...over });
const quantity = (value: number, code: string) => ({
  valueBoolean: undefined,
  valueQuantity: { value, unit: code, system: UCUM, code },
});

const problem = (id: string, code: object, over: object = {}): Resource => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
  verificationStatus: concept('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'confirmed'),
  code,
  subject: { reference: 'Patient/p1' },
  recordedDate: today,
  ...over,
});

const prescription = (id: string, drug: object): Resource => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: drug,
  subject: { reference: 'Patient/p1' },
  authoredOn: today,
});

const backPain = ours('low-back-pain');
const legPain = ours('leg-pain', onTheLeft);

export const redFlags: readonly WrittenRedFlag[] = [
  {
    name: 'saddle numbness',
    id: 'RF-CES',
    says: /cauda equina/i,
    key: 'observations',
    hidden: ours('saddle-sensory-change'),
    beside: [],
    about: ['saddle-sensory-change'],
  },
  {
    name: 'a foot drop',
    id: 'RF-MOTOR',
    says: /foot drop/i,
    key: 'observations',
    hidden: seen('z-foot-drop', { code: concept(SNOMED, '6077001'), ...onTheLeft }),
    beside: [],
    about: ['foot-drop'],
  },
  {
    name: 'a post-void residual of 450 mL',
    id: 'RF-CES',
    says: /cauda equina/i,
    key: 'observations',
    hidden: seen('z-residual', { code: concept(LOINC, '98856-8'), ...quantity(450, 'mL') }),
    beside: [legPain],
    about: ['pvr-ml'],
  },
  {
    name: '38.9 °C with back pain',
    id: 'RF-INFECTION',
    says: /infection/i,
    key: 'observations',
    hidden: seen('z-temperature', { code: concept(LOINC, '8310-5'), ...quantity(38.9, 'Cel') }),
    beside: [backPain],
    about: ['temp-c'],
  },
  {
    name: 'a CRP of 120 mg/L with back pain',
    id: 'RF-INFECTION',
    says: /infection/i,
    key: 'observations',
    hidden: seen('z-crp', { code: concept(LOINC, '1988-5'), ...quantity(120, 'mg/L') }),
    beside: [backPain],
    about: ['crp-mg-l', 'crp-esr-raised'],
  },
  {
    name: 'an ankle-brachial index of 0.3 with leg pain',
    id: 'RF-ALI',
    says: /isch(a?)emia|vascular/i,
    key: 'observations',
    hidden: seen('z-abi', { code: concept(LOINC, '77194-9'), ...quantity(0.3, '1'), ...onTheLeft }),
    beside: [legPain],
    about: ['abi'],
  },
  {
    name: 'absent pulses in a cold leg',
    id: 'RF-ALI',
    says: /isch(a?)emia|vascular/i,
    key: 'observations',
    hidden: ours('pulses', {
      valueBoolean: undefined,
      valueCodeableConcept: concept(WORDS, 'absent'),
      ...onTheLeft,
    }),
    beside: [ours('limb-cold', onTheLeft)],
    about: ['pulses'],
  },
  {
    name: 'a new retention of urine on the problem list, with leg pain',
    id: 'RF-CES',
    says: /cauda equina/i,
    key: 'conditions',
    hidden: problem('z-retention', concept(ICD, 'R33.9'), { onsetDateTime: today }),
    beside: [legPain],
    about: ['urinary-retention'],
  },
  {
    name: 'a foot drop on the problem list',
    id: 'RF-MOTOR',
    says: /foot drop/i,
    key: 'conditions',
    hidden: problem('z-problem', concept(SNOMED, '6077001')),
    beside: [legPain],
    about: ['foot-drop'],
  },
  {
    name: 'warfarin with a new weakness of hip flexion',
    id: 'RF-BLEEDING',
    says: /bleed|haematoma/i,
    key: 'medications',
    hidden: prescription('z-warfarin', concept(RXNORM, '11289')),
    beside: [ours('mrc-hip-flexion', { ...quantity(3, '{score}'), ...onTheLeft })],
    about: [],
  },
  {
    name: 'a yes to saddle numbness in the intake form',
    id: 'RF-CES',
    says: /cauda equina/i,
    key: 'questionnaires',
    hidden: {
      resourceType: 'QuestionnaireResponse',
      id: 'z-intake',
      status: 'completed',
      questionnaire: INTAKE,
      subject: { reference: 'Patient/p1' },
      authored: today,
      item: [
        {
          linkId: 'saddle-sensory-change',
          answer: [{ valueCoding: { system: WORDS, code: 'yes', display: 'Yes' } }],
        },
      ],
    },
    beside: [legPain],
    about: ['saddle-sensory-change'],
  },
];

/**
 * Charts that have nothing to do with a leg or a back: each habit is tried on them too, and none may make a card.
 * The codes are of other topics, so this service has no meaning for them.
 */
export const otherTopics: readonly Resource[] = [
  seen('z-weight', { code: concept(LOINC, '29463-7'), ...quantity(81, 'kg') }),
  seen('z-snoring', { code: concept(SNOMED, '72863001') }),
  seen('z-eye', { code: concept(SNOMED, '246636008'), valueBoolean: true }),
  prescription('z-amoxicillin', concept(RXNORM, '308182')),
  problem('z-asthma', concept(ICD, 'J45.909')),
  {
    resourceType: 'QuestionnaireResponse',
    id: 'z-sleep',
    status: 'completed',
    questionnaire: 'https://hospital.example/Questionnaire/sleep',
    subject: { reference: 'Patient/p1' },
    authored: today,
    item: [{ linkId: 'snoring', answer: [{ valueBoolean: true }] }],
  },
];
