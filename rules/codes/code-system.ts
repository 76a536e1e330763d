/** The code systems that the service reads and writes, by the short names used inside `rules/`. */

/** Canonical base of our own code systems, questionnaire and extensions. */
export const BASE = 'https://radix-cds.org/fhir';

export const codeSystems = {
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  'icd-10-cm': 'http://hl7.org/fhir/sid/icd-10-cm',
  cpt: 'http://www.ama-assn.org/go/cpt',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  /** NCI Thesaurus, for Device.safety alone. */
  ncit: 'urn:oid:2.16.840.1.113883.3.26.1.1',
  /** HL7 v3 ActCode, for ASSERTION alone. */
  'act-code': 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  /** HL7 v2 table 0136: Y and N. */
  'yes-no': 'http://terminology.hl7.org/CodeSystem/v2-0136',
  /** HL7 v2 table 0532: Y, N and the ways not to know. */
  'expanded-yes-no': 'http://terminology.hl7.org/CodeSystem/v2-0532',
  /** Our findings, conditions and drug classes: the ids of `rules/findings` are the codes. */
  finding: `${BASE}/CodeSystem/lr-finding`,
  /** The words and set items of `rules/findings`. */
  value: `${BASE}/CodeSystem/lr-value`,
} as const;

export type CodeSystem = keyof typeof codeSystems;

/** A code, its system by short name. */
export interface CodeRef {
  readonly system: CodeSystem;
  readonly code: string;
}

/** mCODE 4.0.0; the URL and its value codes were verified against hl7.fhir.us.mcode. */
export const LATERALITY = 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality-qualifier';
