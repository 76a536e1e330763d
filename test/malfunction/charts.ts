/**
 * Charts of synthetic visits: what five clinicians of a client record of patients with back and leg pain, each in a
 * way of their own. Deterministic in the seed. Prevalences are made up; what matters is that they differ.
 */
import { encodeFinding } from '../../app/encoding/encode-finding.ts';
import { INTAKE } from '../../rules/extract/questionnaire-response.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { condition, observation } from '../support/requests.ts';

export type Random = () => number;
export type ChartResource = { readonly resourceType: string; readonly id: string } & Readonly<
  Record<string, unknown>
>;

export const CLINICIANS = 5;

/** The afternoon on which every chart is looked at; when a call came is drawn later. */
export const VISIT = '2026-11-22T15:00:00Z';
const RECORDED = '2026-11-22T14:30:00Z';

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const VALUES = 'https://radix-cds.org/fhir/CodeSystem/lr-value';

/** How often a clinician records it, and what. */
type ChartingHabit = readonly [
  id: FindingId,
  often: number,
  value: (random: Random) => boolean | number | string,
];

const yes = (share: number) => (random: Random) => random() < share;
const from = (low: number, high: number) => (random: Random) => low + Math.floor(random() * (high - low + 1));

/** Of the leg that hurts. */
const sided: readonly ChartingHabit[] = [
  ['leg-pain', 0.8, yes(0.9)],
  ['buttock-pain', 0.35, yes(0.6)],
  ['slr', 0.55, yes(0.45)],
  ['crossed-slr', 0.2, yes(0.15)],
  ['foot-drop', 0.25, yes(0.06)],
  ['mrc-ankle-dorsiflexion', 0.5, from(3, 5)],
  ['mrc-great-toe-extension', 0.4, from(3, 5)],
  ['mrc-ankle-plantarflexion', 0.45, from(4, 5)],
  ['mrc-knee-extension', 0.4, from(4, 5)],
  ['limb-cold', 0.12, yes(0.04)],
];

const unsided: readonly ChartingHabit[] = [
  ['low-back-pain', 0.75, yes(0.85)],
  ['saddle-sensory-change', 0.4, yes(0.03)],
  ['urinary-retention', 0.3, yes(0.03)],
  ['fecal-incontinence', 0.25, yes(0.02)],
  ['fever', 0.3, yes(0.06)],
  ['night-sweats', 0.18, yes(0.08)],
  ['weight-loss-unexplained', 0.22, yes(0.06)],
  ['pain-nrs', 0.6, from(1, 10)],
  ['pain-onset-days', 0.55, from(1, 120)],
];

const conditions: readonly (readonly [code: string, often: number])[] = [
  ['M54.16', 0.55],
  ['Z85.3', 0.09],
  ['M81.0', 0.12],
  ['E11.9', 0.18],
  ['I73.9', 0.07],
  ['F17.210', 0.2],
];

const drugs: readonly (readonly [code: string, often: number])[] = [
  ['5640', 0.35],
  ['25480', 0.2],
  ['1364430', 0.14],
  ['11289', 0.06],
  ['8640', 0.08],
  ['10689', 0.15],
];

const asked: readonly (readonly [linkId: FindingId, yes: number])[] = [
  ['fever', 0.05],
  ['night-sweats', 0.07],
  ['saddle-sensory-change', 0.03],
  ['urinary-retention', 0.03],
  ['weight-loss-unexplained', 0.05],
];

const measured = (id: string, code: string, value: number, unit: string, over: object = {}): ChartResource =>
  observation(id, {
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' },
        ],
      },
    ],
    code: { coding: [{ system: LOINC, code }] },
    valueBoolean: undefined,
    valueQuantity: { value, unit, system: UCUM, code: unit },
    effectiveDateTime: RECORDED,
    ...over,
  });

const vital = (id: string, code: string, value: number, unit: string): ChartResource =>
  measured(id, code, value, unit, {
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
        ],
      },
    ],
  });

const laboratory = (random: Random): ChartResource[] => [
  ...(random() < 0.3
    ? [
        measured('crp', '1988-5', Math.round(random() * random() * 60), 'mg/L', {
          referenceRange: [{ high: { value: 5, unit: 'mg/L', system: UCUM, code: 'mg/L' } }],
        }),
      ]
    : []),
  ...(random() < 0.15
    ? [
        measured('esr', '30341-2', Math.round(random() * 50), 'mm/h', {
          referenceRange: [{ high: { value: 20, unit: 'mm/h', system: UCUM, code: 'mm/h' } }],
        }),
      ]
    : []),
  ...(random() < 0.35
    ? [measured('egfr', '98979-8', 40 + Math.round(random() * 60), 'mL/min/{1.73_m2}')]
    : []),
  ...(random() < 0.45 ? [vital('temp', '8310-5', Math.round((36.2 + random() * 2) * 10) / 10, 'Cel')] : []),
];

const charted = (random: Random, care: number): ChartResource[] => {
  const side = random() < 0.5 ? 'left' : 'right';
  const one = (habits: readonly ChartingHabit[], leg?: 'left' | 'right') =>
    habits
      .filter(([, often]) => random() < often * care)
      .map(
        ([id, , value]): ChartResource => ({
          ...encodeFinding({ id, value: value(random), category: 'exam', ...(leg && { side: leg }) }),
          id: `obs-${id}`,
          status: 'final',
          subject: { reference: 'Patient/p1' },
          effectiveDateTime: RECORDED,
        }),
      );
  return [...one(sided, side), ...one(unsided)];
};

const problems = (random: Random): ChartResource[] =>
  conditions
    .filter(([, often]) => random() < often)
    .map(([code]) => ({
      ...condition(`c-${code}`, { code: { coding: [{ system: ICD, code }] }, onsetDateTime: '2026-11-01' }),
    }));

const prescriptions = (random: Random): ChartResource[] =>
  drugs
    .filter(([, often]) => random() < often)
    .map(([code]) => ({
      resourceType: 'MedicationRequest',
      id: `m-${code}`,
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      authoredOn: '2026-11-10',
      medicationCodeableConcept: { coding: [{ system: RXNORM, code }] },
    }));

const form = (random: Random): ChartResource => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q1',
  questionnaire: INTAKE,
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  authored: RECORDED,
  item: asked.map(([linkId, share]) => ({
    linkId,
    answer: [{ valueCoding: { system: VALUES, code: random() < share ? 'yes' : 'no' } }],
  })),
});

export interface SimulatedVisit {
  readonly clinician: number;
  readonly chart: readonly ChartResource[];
  /** An order is signed in it. */
  readonly orders: boolean;
}

/** @param form share of the visits before which the patient answered the intake form */
export const visit = (random: Random, number: number, formShare: number): SimulatedVisit => {
  const clinician = number % CLINICIANS;
  const care = 0.75 + (0.5 * clinician) / (CLINICIANS - 1);
  const year = 1940 + Math.floor(random() * 60);
  return {
    clinician,
    orders: random() < 0.35,
    chart: [
      {
        resourceType: 'Patient',
        id: 'p1',
        birthDate: `${year}-02-03`,
        gender: random() < 0.5 ? 'female' : 'male',
      },
      ...charted(random, care),
      ...laboratory(random),
      ...problems(random),
      ...prescriptions(random),
      ...(random() < formShare ? [form(random)] : []),
    ],
  };
};
