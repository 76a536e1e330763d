/**
 * The background of a chart: what every visit leaves behind, whatever the story. Vital signs, laboratory
 * panels, screening scores and flowsheet rows that no rule reads, scattered by a generator seeded with the
 * patient's id: the same story gives the same chart.
 */
import type { Observation } from 'fhir/r4';
import { UCUM } from '../../app/encoding/encode-finding.ts';
import { loinc, snomed } from './codes.ts';
import type { Code, LabResult, Story } from './story.ts';

export interface BackgroundEntry {
  readonly daysAgo: number;
  readonly time: string;
  readonly resource: Omit<Observation, 'status'>;
}

/** mulberry32: 32 bits of state, plenty for a synthetic pulse. */
export const seeded = (seed: string): (() => number) => {
  let state = [...seed].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619),
    2166136261,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const category = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
];
const concept = (code: Code) => ({ coding: [code], text: code.display });
const quantity = (value: number, unit: string) => ({ value, unit, system: UCUM, code: unit });

const measured = (kind: string, code: Code, value: number, unit: string): Omit<Observation, 'status'> => ({
  resourceType: 'Observation',
  category: category(kind),
  code: concept(code),
  valueQuantity: quantity(value, unit),
});

const flowsheet = (code: string, display: string, text: string): Omit<Observation, 'status'> => ({
  resourceType: 'Observation',
  category: category('survey'),
  code: concept({ system: 'https://st-elsewhere.example.org/flowsheet', code, display }),
  valueString: text,
});

const smokingStatus = {
  never: snomed('266919005', 'Never smoked tobacco'),
  former: snomed('8517006', 'Ex-smoker'),
  current: snomed('449868002', 'Smokes tobacco daily'),
} as const;

/** Adult reference ranges; the value falls inside, near `usual`. */
const panel: readonly (readonly [Code, low: number, high: number, unit: string, decimals: number])[] = [
  [loinc('2951-2', 'Sodium [Moles/volume] in Serum or Plasma'), 135, 145, 'mmol/L', 0],
  [loinc('2823-3', 'Potassium [Moles/volume] in Serum or Plasma'), 3.5, 5.1, 'mmol/L', 1],
  [loinc('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma'), 0.6, 1.2, 'mg/dL', 2],
  [loinc('3094-0', 'Urea nitrogen [Mass/volume] in Serum or Plasma'), 7, 20, 'mg/dL', 0],
  [loinc('2345-7', 'Glucose [Mass/volume] in Serum or Plasma'), 70, 99, 'mg/dL', 0],
  [
    loinc('1742-6', 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma'),
    7,
    45,
    'U/L',
    0,
  ],
  [loinc('718-7', 'Hemoglobin [Mass/volume] in Blood'), 12, 16, 'g/dL', 1],
  [loinc('6690-2', 'Leukocytes [#/volume] in Blood by Automated count'), 4, 10.5, '10*3/uL', 1],
  [loinc('777-3', 'Platelets [#/volume] in Blood by Automated count'), 150, 400, '10*3/uL', 0],
  [loinc('2093-3', 'Cholesterol [Mass/volume] in Serum or Plasma'), 120, 199, 'mg/dL', 0],
];

export const labObservation = ({ code, value, unit, low, high }: LabResult): Omit<Observation, 'status'> => {
  const flag = high !== undefined && value > high ? 'H' : low !== undefined && value < low ? 'L' : undefined;
  return {
    ...measured('laboratory', code, value, unit),
    ...((low !== undefined || high !== undefined) && {
      referenceRange: [
        {
          ...(low !== undefined && { low: quantity(low, unit) }),
          ...(high !== undefined && { high: quantity(high, unit) }),
        },
      ],
    }),
    ...(flag && {
      interpretation: [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: flag },
          ],
        },
      ],
    }),
  };
};

type Chance = () => number;
const around = (chance: Chance, middle: number, spread: number, decimals = 0) =>
  Number((middle + (chance() * 2 - 1) * spread).toFixed(decimals));

const vitalSigns = (story: Story, chance: Chance, today: boolean): Omit<Observation, 'status'>[] => {
  const { systolic, kilograms, centimetres } = story.usual;
  const weight = around(chance, kilograms, 1.5, 1);
  const celsius = today && story.temperature !== undefined ? story.temperature : around(chance, 36.7, 0.3, 1);
  const vital = (code: Code, value: number, unit: string) => measured('vital-signs', code, value, unit);
  return [
    {
      resourceType: 'Observation',
      category: category('vital-signs'),
      code: concept(loinc('85354-9', 'Blood pressure panel with all children optional')),
      component: [
        {
          code: concept(loinc('8480-6', 'Systolic blood pressure')),
          valueQuantity: quantity(around(chance, systolic, 8), 'mm[Hg]'),
        },
        {
          code: concept(loinc('8462-4', 'Diastolic blood pressure')),
          valueQuantity: quantity(around(chance, systolic * 0.6, 5), 'mm[Hg]'),
        },
      ],
    },
    vital(loinc('8867-4', 'Heart rate'), around(chance, celsius >= 38 ? 104 : 74, 8), '/min'),
    vital(loinc('9279-1', 'Respiratory rate'), around(chance, celsius >= 38 ? 20 : 15, 2), '/min'),
    vital(
      loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
      around(chance, 97.5, 1.5),
      '%',
    ),
    vital(loinc('8310-5', 'Body temperature'), celsius, 'Cel'),
    vital(loinc('29463-7', 'Body weight'), weight, 'kg'),
    vital(loinc('8302-2', 'Body height'), centimetres, 'cm'),
    vital(
      loinc('39156-5', 'Body mass index (BMI) [Ratio]'),
      Number((weight / (centimetres / 100) ** 2).toFixed(1)),
      'kg/m2',
    ),
  ];
};

const screening = (story: Story, chance: Chance): Omit<Observation, 'status'>[] => [
  measured(
    'survey',
    loinc('55758-7', 'Patient Health Questionnaire 2 item (PHQ-2) total score [Reported]'),
    Math.floor(chance() * 3),
    '{score}',
  ),
  measured(
    'survey',
    loinc('70274-6', 'Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]'),
    Math.floor(chance() * 6),
    '{score}',
  ),
  measured(
    'survey',
    loinc('59460-6', 'Fall risk total [Morse Fall Scale]'),
    5 * Math.floor(chance() * 6),
    '{score}',
  ),
  {
    resourceType: 'Observation',
    category: category('social-history'),
    code: concept(loinc('72166-2', 'Tobacco smoking status')),
    valueCodeableConcept: concept(smokingStatus[story.smoking]),
  },
];

const nursing = (reason: string): Omit<Observation, 'status'>[] => [
  flowsheet('RN-ARRIVAL', 'Arrival', 'Walked in, accompanied. Identity band checked.'),
  flowsheet('RN-REASON', 'Reason for visit, in the words of the patient', reason),
  flowsheet('RN-PREF-LANG', 'Preferred language', 'English'),
];

const minutes = (start: number) => {
  let now = start;
  return () => {
    now += 1;
    return `${String(Math.floor(now / 60)).padStart(2, '0')}:${String(now % 60).padStart(2, '0')}`;
  };
};

/** Everything the chart holds besides the story. Two laboratory panels, vital signs at each visit. */
export const background = (story: Story): BackgroundEntry[] => {
  const chance = seeded(story.id);
  const visits = [0, ...story.visit.earlier];
  const charted = visits.flatMap((daysAgo, index) => {
    const clock = minutes(8 * 60 + 20);
    const entries = [
      ...vitalSigns(story, chance, index === 0),
      ...(index % 2 === 0 ? screening(story, chance) : []),
      ...(index === 0 ? nursing(story.visit.reason) : []),
    ];
    return entries.map((resource) => ({ daysAgo, time: clock(), resource }));
  });
  const panelDays = [story.visit.earlier[0] ?? 60, story.visit.earlier.at(-1) ?? 240];
  const laboratory = panelDays.flatMap((daysAgo) => {
    const clock = minutes(7 * 60 + 30);
    return panel.map(([code, low, high, unit, decimals]) => {
      const own = story.usual.laboratory?.[code.code];
      const value =
        own === undefined
          ? around(chance, (low + high) / 2, (high - low) / 3, decimals)
          : around(chance, own, own / 20, decimals);
      return { daysAgo, time: clock(), resource: labObservation({ code, value, unit, low, high }) };
    });
  });
  return [...charted, ...laboratory];
};
