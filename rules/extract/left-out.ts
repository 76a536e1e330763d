/**
 * What was recorded and could not be used, and by which normalisation rule. The sentence is for the person
 * who can put it right; it never carries a value, a name or any text of the chart.
 */
export type NormalisationRule = 'N1' | 'N2' | 'N4' | 'N5' | 'N6' | 'N11' | 'N12' | 'N15';

const reasons = {
  'entered-in-error': ['N1', 'It was marked as entered in error.'],
  'status-not-usable': ['N1', 'Its status says that it is not a finished or current record.'],
  'not-confirmed': ['N1', 'Its verification status says that it is not confirmed.'],
  'modifier-extension': [
    'N1',
    'It carries a modifier extension or implicit rules that this service does not know, so its meaning may differ.',
  ],
  'not-r4': ['N1', 'It is not shaped like a FHIR R4 resource; send it as FHIR R4.'],
  'invalid-date': ['N2', 'Its date is not a valid FHIR date.'],
  undated: ['N2', 'It has no date; record when it was observed.'],
  'future-dated': ['N2', 'Its date lies in the future.'],
  'onset-needed': ['N2', 'It counts only as a new symptom; record its onset.'],
  'no-value': ['N4', 'It has no value, so it says neither present nor absent.'],
  'data-absent': ['N4', 'Its value is stated to be missing.'],
  'stated-unknown': ['N4', 'Its value says that it is not known.'],
  'unknown-value': ['N5', 'Its value is not one that this finding can take.'],
  'side-conflict': [
    'N6',
    'It names two different sides; it was used without a side. Record which side it is.',
  ],
  'site-needed': [
    'N6',
    'Its code means this finding only with a body site, region or movement that it does not have.',
  ],
  'unknown-unit': ['N11', 'Its unit is missing or unknown; record it with its UCUM unit.'],
  'unit-conflict': ['N11', 'Its unit and the code of its unit say different things; record one UCUM unit.'],
  implausible: ['N11', 'Its value is not possible for this finding.'],
  'not-exact': ['N11', 'Its value is a bound or a range, not a measurement.'],
  'not-a-number': ['N11', 'Its value is not a readable number.'],
  'ranges-disagree': ['N11', 'It lies between two reference ranges, and nothing says which one holds.'],
  'text-only': ['N12', 'It says this in words only; record it as a coded value.'],
  'another-patient': ['N15', 'It belongs to another patient and was not used.'],
  'another-server': ['N15', 'It names a patient of another FHIR server and was not used.'],
  'no-subject': ['N15', 'It does not say whose it is and was not used.'],
} as const satisfies Readonly<Record<string, readonly [NormalisationRule, string]>>;

export type LeftOutCode = keyof typeof reasons;

export interface LeftOut {
  /** For instance `Observation/123`. */
  readonly ref: string;
  readonly rule: NormalisationRule;
  readonly code: LeftOutCode;
  readonly sentence: string;
}

export const leftOut = (ref: string, code: LeftOutCode): LeftOut => ({
  ref,
  rule: reasons[code][0],
  code,
  sentence: reasons[code][1],
});
