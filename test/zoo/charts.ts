/** Charts and those who write them, one habit each. A new one is a new row; `from` says where it was seen. */

import type { Resource } from '../../functions/fhir/resource.ts';
import { codeSystems } from '../../rules/codes/index.ts';
import { INTAKE } from '../../rules/extract/questionnaire-response.ts';
import type { ChartHabit } from './habits.ts';
import { concept, today, UCUM } from './red-flags.ts';

const { finding: OURS, value: WORDS, snomed: SNOMED, loinc: LOINC, 'icd-10-cm': ICD } = codeSystems;

interface WrittenCoding {
  readonly system?: string;
  readonly code: string;
}
const codingOf = (one: Resource): WrittenCoding | undefined =>
  (one['code'] as { coding?: readonly WrittenCoding[] } | undefined)?.coding?.[0];

type Write = ChartHabit['write'];

/** Whatever it is. */
const each =
  (change: (one: Resource) => object): Write =>
  (one) => ({ ...one, ...change(one) });

const ofType =
  (type: string, write: Write): Write =>
  (one) =>
    one.resourceType === type ? write(one) : undefined;
const observed = (change: (one: Resource) => object): Write => ofType('Observation', each(change));
const diagnosed = (change: (one: Resource) => object): Write => ofType('Condition', each(change));
const filledIn = (change: (one: Resource) => object): Write => ofType('QuestionnaireResponse', each(change));

/** The code system, as somebody else writes it. */
const spelled =
  (system: string, as: string | undefined): Write =>
  (one) => {
    const coding = codingOf(one);
    return coding?.system === system
      ? { ...one, code: { coding: [as === undefined ? { code: coding.code } : { ...coding, system: as }] } }
      : undefined;
  };

/** A code of one system, as somebody else writes it. */
const coded =
  (system: string, as: (code: string) => string): Write =>
  (one) => {
    const coding = codingOf(one);
    return coding?.system === system
      ? { ...one, code: { coding: [{ ...coding, code: as(coding.code) }] } }
      : undefined;
  };

/** A yes. */
const answered =
  (change: object): Write =>
  (one) =>
    one['valueBoolean'] === true ? { ...one, valueBoolean: undefined, ...change } : undefined;

interface WrittenQuantity {
  readonly value: number;
  readonly unit: string;
}
const quantityOf = (one: Resource) => one['valueQuantity'] as WrittenQuantity | undefined;

/** A measured value, whatever its unit. */
const measured =
  (change: (quantity: WrittenQuantity, one: Resource) => object | undefined): Write =>
  (one) => {
    const quantity = quantityOf(one);
    const changed = quantity && change(quantity, one);
    return changed && { ...one, valueQuantity: undefined, ...changed };
  };

/** A measured value in one unit. */
const measuredIn = (unit: string, change: (quantity: WrittenQuantity) => object): Write =>
  measured((quantity) => (quantity.unit === unit ? change(quantity) : undefined));
const ucum = (value: number, unit: string, over: object = {}) => ({
  valueQuantity: { value, unit, system: UCUM, code: unit, ...over },
});

const onTheLeft = concept(SNOMED, '7771000');
const sided =
  (change: (one: Resource) => object): Write =>
  (one) =>
    one['bodySite'] === undefined ? undefined : { ...one, ...change(one) };

const restOf = (one: Resource, ...keys: readonly string[]) =>
  Object.fromEntries(Object.entries(one).filter(([key]) => !keys.includes(key))) as unknown as Resource;

const panel = concept('https://hospital.example/panels', 'leg-exam');
const statedBy = (one: Resource) =>
  Object.fromEntries(Object.entries(one).filter(([key]) => key === 'code' || key.startsWith('value')));

const OID = 'urn:oid:2.16.840.1.113883.6.';

const spellings: readonly ChartHabit[] = [
  {
    name: 'has nothing unusual',
    from: 'docs/integrate.md, Findings',
    owes: 'read',
    write: (one) => one,
  },
  {
    name: 'names SNOMED CT by its OID',
    from: 'hl7.org/fhir/R4/snomedct.html, and payloads of Epic',
    owes: 'read',
    write: spelled(SNOMED, `${OID}96`),
  },
  {
    name: 'names the US edition of SNOMED CT',
    from: 'hl7.org/fhir/R4/snomedct.html, editions',
    owes: 'read',
    write: spelled(SNOMED, 'http://snomed.info/sct/731000124108'),
  },
  {
    name: 'names an edition and version of SNOMED CT',
    from: 'hl7.org/fhir/R4/snomedct.html, versions',
    owes: 'read',
    write: spelled(SNOMED, 'http://snomed.info/sct/900000000000207008/version/20240901'),
  },
  {
    name: 'names SNOMED CT with https',
    from: 'HL7/fhir, system URIs with https',
    owes: 'read',
    write: spelled(SNOMED, 'https://snomed.info/sct'),
  },
  {
    name: 'names SNOMED CT with a slash at the end',
    from: 'HL7/fhir, system URIs with a slash',
    owes: 'read',
    write: spelled(SNOMED, 'http://snomed.info/sct/'),
  },
  {
    name: 'names LOINC by its OID',
    from: 'hl7.org/fhir/R4/loinc.html',
    owes: 'read',
    write: spelled(LOINC, `${OID}1`),
  },
  {
    name: 'names LOINC with https',
    from: 'HL7/fhir, system URIs with https',
    owes: 'read',
    write: spelled(LOINC, 'https://loinc.org'),
  },
  {
    name: 'names LOINC with a slash at the end',
    from: 'HL7/fhir, system URIs with a slash',
    owes: 'read',
    write: spelled(LOINC, 'http://loinc.org/'),
  },
  {
    name: 'names ICD-10-CM by its OID',
    from: 'hl7.org/fhir/R4/icd.html',
    owes: 'read',
    write: spelled(ICD, `${OID}90`),
  },
  {
    name: 'names ICD-10-CM with a slash at the end',
    from: 'HL7/fhir, system URIs with a slash',
    owes: 'read',
    write: spelled(ICD, `${ICD}/`),
  },
  {
    name: 'uses ICD-10 of WHO',
    from: 'hl7.org/fhir/R4/icd.html',
    owes: 'read',
    write: spelled(ICD, 'http://hl7.org/fhir/sid/icd-10'),
  },
  {
    name: 'uses ICD-10 of WHO by its OID',
    from: 'hl7.org/fhir/R4/icd.html',
    owes: 'read',
    write: spelled(ICD, `${OID}3`),
  },
  {
    name: 'uses ICD-10-GM',
    from: 'fhir.de, CodeSystem bfarm/icd-10-gm',
    owes: 'read',
    write: spelled(ICD, 'http://fhir.de/CodeSystem/bfarm/icd-10-gm'),
  },
  {
    name: 'writes our system with http',
    from: 'hl7.org/fhir/R4/datatypes.html#Coding, system is compared exactly',
    owes: 'told',
    write: spelled(OURS, OURS.replace('https:', 'http:')),
  },
  {
    name: 'writes our system with a slash at the end',
    from: 'hl7.org/fhir/R4/datatypes.html#Coding, system is compared exactly',
    owes: 'told',
    write: spelled(OURS, `${OURS}/`),
  },
  {
    name: 'writes our system in capitals',
    from: 'hl7.org/fhir/R4/datatypes.html#Coding, system is compared exactly',
    owes: 'told',
    write: spelled(OURS, OURS.replace('radix-cds', 'Radix-CDS')),
  },
  {
    name: 'misspells our system',
    from: 'hl7.org/fhir/R4/datatypes.html#Coding, system is compared exactly',
    owes: 'told',
    write: spelled(OURS, OURS.replace('lr-finding', 'lr-findings')),
  },
  {
    name: 'leaves our system out',
    from: 'hl7.org/fhir/R4/datatypes.html#Coding, system missing',
    owes: 'told',
    write: spelled(OURS, undefined),
  },
  {
    name: 'misspells our code',
    from: 'codes typed by hand into the tables of an interface',
    owes: 'told',
    write: coded(OURS, (code) => code.replace(/.$/, '')),
  },
  {
    name: 'writes our code in capitals',
    from: 'codes typed by hand into the tables of an interface',
    owes: 'told',
    write: coded(OURS, (code) => code.replace(/(^|-)./g, (first) => first.toUpperCase())),
  },
  {
    name: 'writes our code with underscores',
    from: 'codes typed by hand into the tables of an interface',
    owes: 'told',
    write: coded(OURS, (code) => (code.includes('-') ? code.replaceAll('-', '_') : `${code}_`)),
  },
  {
    name: 'puts a code of the site before ours',
    from: 'hl7.org/fhir/R4/datatypes.html#CodeableConcept, several codings',
    owes: 'read',
    write: (one) => {
      const coding = codingOf(one);
      return (
        coding && {
          ...one,
          code: { coding: [{ system: 'urn:oid:1.2.840.114350.1.13.0', code: '4711' }, coding] },
        }
      );
    },
  },
  {
    name: 'displays its codes in another language',
    from: 'hl7.org/fhir/R4/languages.html',
    owes: 'read',
    write: (one) => {
      const coding = codingOf(one);
      return (
        coding && {
          ...one,
          language: 'de-CH',
          code: { coding: [{ ...coding, display: 'Anzeige auf Deutsch' }], text: 'Text auf Deutsch' },
        }
      );
    },
  },
  {
    name: 'writes the version of its code system',
    from: 'hl7.org/fhir/R4/datatypes.html#Coding',
    owes: 'read',
    write: (one) => {
      const coding = codingOf(one);
      return coding && { ...one, code: { coding: [{ ...coding, version: '2026-09', userSelected: true }] } };
    },
  },
];

const values: readonly ChartHabit[] = [
  {
    name: 'says Present (SNOMED CT)',
    from: 'hl7.org/fhir/R4/observation.html#notes, qualifier values',
    owes: 'read',
    write: answered({ valueCodeableConcept: concept(SNOMED, '52101004') }),
  },
  {
    name: 'says Positive (SNOMED CT)',
    from: 'hl7.org/fhir/R4/observation.html#notes, qualifier values',
    owes: 'read',
    write: answered({ valueCodeableConcept: concept(SNOMED, '10828004') }),
  },
  {
    name: 'says Yes (SNOMED CT by its OID)',
    from: 'hl7.org/fhir/R4/snomedct.html',
    owes: 'read',
    write: answered({ valueCodeableConcept: concept(`${OID}96`, '373066001') }),
  },
  {
    name: 'says Yes (LOINC answer)',
    from: 'loinc.org/LL361-7',
    owes: 'read',
    write: answered({ valueCodeableConcept: concept(LOINC, 'LA33-6') }),
  },
  {
    name: 'says Present (LOINC answer)',
    from: 'loinc.org, LA9633-4',
    owes: 'told',
    write: answered({ valueCodeableConcept: concept(LOINC, 'LA9633-4') }),
  },
  {
    name: 'says Y (HL7 v2 table 0136)',
    from: 'terminology.hl7.org, v2-0136',
    owes: 'read',
    write: answered({ valueCodeableConcept: concept('http://terminology.hl7.org/CodeSystem/v2-0136', 'Y') }),
  },
  {
    name: 'says yes in a coding without a system',
    from: 'hl7.org/fhir/R4/datatypes.html#Coding, system missing',
    owes: 'told',
    write: answered({ valueCodeableConcept: { coding: [{ code: 'yes' }] } }),
  },
  {
    name: 'says yes in the text of a concept',
    from: 'hl7.org/fhir/R4/datatypes.html#CodeableConcept, text alone',
    owes: 'told',
    write: answered({ valueCodeableConcept: { text: 'Ja' } }),
  },
  {
    name: 'says yes in a code of the site',
    from: 'hl7.org/fhir/R4/observation.html, value of a local system',
    owes: 'told',
    write: answered({ valueCodeableConcept: concept('https://hospital.example/answers', '1') }),
  },
  {
    name: 'says yes as a string',
    from: 'hl7.org/fhir/R4/observation.html, valueString',
    owes: 'told',
    write: answered({ valueString: 'yes' }),
  },
  {
    name: 'says yes in a sentence',
    from: 'hl7.org/fhir/R4/observation.html, valueString',
    owes: 'told',
    write: answered({ valueString: 'since this morning, patchy' }),
  },
  {
    name: 'says yes as the integer 1',
    from: 'hl7.org/fhir/R4/observation.html, valueInteger',
    owes: 'told',
    write: answered({ valueInteger: 1 }),
  },
  {
    name: 'says yes as a quantity of 1',
    from: 'hl7.org/fhir/R4/observation.html, valueQuantity',
    owes: 'told',
    write: answered(ucum(1, '1')),
  },
  {
    name: 'says true as a string',
    from: 'JSON written by templates',
    owes: 'told',
    write: answered({ valueBoolean: 'true' }),
  },
  {
    name: 'says yes by its interpretation alone',
    from: 'hl7.org/fhir/R4/valueset-observation-interpretation.html',
    owes: 'told',
    write: answered({
      interpretation: [concept('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'POS')],
    }),
  },
  {
    name: 'says yes by being there, without a value',
    from: 'hl7.org/fhir/R4/observation.html#notes, presence',
    owes: 'told',
    write: answered({}),
  },
  {
    name: 'says yes in a component that has no code of its own',
    from: 'hl7.org/fhir/R4/observation.html#obsgrouping',
    owes: 'told',
    write: answered({ component: [{ code: { text: 'value' }, valueBoolean: true }] }),
  },
  {
    name: 'says no',
    from: 'docs/integrate.md, Findings',
    owes: 'nothing',
    write: answered({ valueBoolean: false }),
  },
  {
    name: 'says Absent (SNOMED CT)',
    from: 'hl7.org/fhir/R4/observation.html#notes, qualifier values',
    owes: 'nothing',
    write: answered({ valueCodeableConcept: concept(SNOMED, '2667000') }),
  },
  {
    name: 'says No (LOINC answer)',
    from: 'loinc.org/LL361-7',
    owes: 'nothing',
    write: answered({ valueCodeableConcept: concept(LOINC, 'LA32-8') }),
  },
  {
    name: 'says N (HL7 v2 table 0136)',
    from: 'terminology.hl7.org, v2-0136',
    owes: 'nothing',
    write: answered({ valueCodeableConcept: concept('http://terminology.hl7.org/CodeSystem/v2-0136', 'N') }),
  },
];

const numbers: readonly ChartHabit[] = [
  {
    name: 'measures litres',
    from: 'ucum.org, L',
    owes: 'read',
    write: measuredIn('mL', ({ value }) => ucum(value / 1000, 'L')),
  },
  {
    name: 'measures cubic centimetres',
    from: 'ucum.org, cm3',
    owes: 'read',
    write: measuredIn('mL', ({ value }) => ucum(value, 'cm3')),
  },
  {
    name: 'measures degrees Fahrenheit',
    from: 'ucum.org, [degF]',
    owes: 'read',
    write: measuredIn('Cel', () => ucum(102, '[degF]')),
  },
  {
    name: 'prints its unit and leaves the code out',
    from: 'hl7.org/fhir/R4/datatypes.html#Quantity, human unit',
    owes: 'read',
    write: measuredIn('Cel', ({ value }) => ({ valueQuantity: { value, unit: '°C' } })),
  },
  {
    name: 'measures CRP in mg/dL',
    from: 'ucum.org, mg/dL; loinc.org/1988-5',
    owes: 'read',
    write: measuredIn('mg/L', ({ value }) => ucum(value / 10, 'mg/dL')),
  },
  {
    name: 'gives the reference range in words',
    from: 'hl7.org/fhir/R4/observation.html, referenceRange.text',
    owes: 'read',
    write: measuredIn('mg/L', ({ value }) => ({
      ...ucum(value, 'mg/L'),
      referenceRange: [{ text: '< 5.0' }],
    })),
  },
  {
    name: 'flags a raised result by its interpretation',
    from: 'hl7.org/fhir/R4/valueset-observation-interpretation.html',
    owes: 'read',
    write: measuredIn('mg/L', ({ value }) => ({
      ...ucum(value, 'mg/L'),
      interpretation: [concept('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'HH')],
    })),
  },
  {
    name: 'gives no unit',
    from: 'hl7.org/fhir/R4/datatypes.html#Quantity, unit missing',
    owes: 'told',
    write: measured(({ value, unit }) => (unit === '1' ? undefined : { valueQuantity: { value } })),
  },
  {
    name: 'gives a unit that contradicts its code',
    from: 'unit and code filled from two columns of a laboratory system',
    owes: 'told',
    write: measuredIn('mL', () => ucum(0.3, 'mL', { unit: 'L' })),
  },
  {
    name: 'says Fahrenheit and codes Celsius',
    from: 'unit and code filled from two columns of a laboratory system',
    owes: 'told',
    write: measuredIn('Cel', () => ucum(102, 'Cel', { unit: 'degF' })),
  },
  {
    name: 'gives a unit of a system of its own',
    from: 'hl7.org/fhir/R4/datatypes.html#Quantity, system',
    owes: 'told',
    write: measured(({ value, unit }) => ({
      valueQuantity: { value, unit, system: 'https://hospital.example/units', code: unit },
    })),
  },
  {
    name: 'gives a unit that nobody knows',
    from: 'ucum.org, arbitrary units',
    owes: 'told',
    write: measured(({ value }) => ucum(value, '[arb]')),
  },
  {
    name: 'measures what no body can have',
    from: 'values entered in another unit than the field has',
    owes: 'told',
    write: measured(({ value, unit }) => ucum(value * 1000, unit)),
  },
  {
    name: 'writes its number as a string',
    from: 'JSON written by templates',
    owes: 'told',
    write: measured(({ value, unit }) => ucum(value, unit, { value: String(value) })),
  },
  {
    name: 'writes its result in words',
    from: 'hl7.org/fhir/R4/observation.html, valueString',
    owes: 'told',
    write: measured(({ value, unit }) => ({ valueString: `${value} ${unit}` })),
  },
  {
    name: 'writes an integer without a unit',
    from: 'hl7.org/fhir/R4/observation.html, valueInteger',
    owes: 'told',
    write: measured(({ value, unit }) => (unit === '1' ? undefined : { valueInteger: Math.round(value) })),
  },
  {
    name: 'gives a range',
    from: 'hl7.org/fhir/R4/observation.html, valueRange',
    owes: 'told',
    write: measured(({ value, unit }) => ({
      valueRange: {
        low: { value: value * 0.9, unit, code: unit },
        high: { value: value * 1.1, unit, code: unit },
      },
    })),
  },
  {
    name: 'gives a lower bound',
    from: 'hl7.org/fhir/R4/datatypes.html#Quantity, comparator',
    owes: 'read',
    write: measuredIn('mL', () => ucum(400, 'mL', { comparator: '>' })),
  },
  {
    name: 'says why there is no value',
    from: 'hl7.org/fhir/R4/valueset-data-absent-reason.html',
    owes: 'nothing',
    write: observed((one) => ({
      ...Object.fromEntries(
        Object.keys(one)
          .filter((key) => key.startsWith('value'))
          .map((key) => [key, undefined]),
      ),
      dataAbsentReason: concept('http://terminology.hl7.org/CodeSystem/data-absent-reason', 'not-performed'),
    })),
  },
];

const sides: readonly ChartHabit[] = [
  {
    name: 'names the side alone as body site',
    from: 'mCODE, laterality as a site of its own',
    owes: 'read',
    write: sided(() => ({ bodySite: onTheLeft })),
  },
  {
    name: 'names a body site that has its side',
    from: 'SNOMED CT 32153003, left lower limb',
    owes: 'read',
    write: sided(() => ({ bodySite: concept(SNOMED, '32153003') })),
  },
  {
    name: 'names its side in a component',
    from: 'hl7.org/fhir/R4/observation.html#obsgrouping',
    owes: 'read',
    write: sided(() => ({
      bodySite: undefined,
      component: [{ code: concept(WORDS, 'side'), valueCodeableConcept: onTheLeft }],
    })),
  },
  {
    name: 'names its side in a BodyStructure',
    from: 'hl7.org/fhir/R4/extension-bodysite.html',
    owes: 'read',
    write: sided(() => ({
      bodySite: undefined,
      contained: [
        {
          resourceType: 'BodyStructure',
          id: 'leg',
          location: concept(SNOMED, '61685007'),
          locationQualifier: [onTheLeft],
          patient: { reference: 'Patient/p1' },
        },
      ],
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/bodySite', valueReference: { reference: '#leg' } },
      ],
    })),
  },
  {
    name: 'names its site in words',
    from: 'hl7.org/fhir/R4/datatypes.html#CodeableConcept, text alone',
    owes: 'told',
    write: sided(() => ({ bodySite: { text: 'linkes Bein' } })),
  },
  {
    name: 'names no side',
    from: 'hl7.org/fhir/R4/observation.html, bodySite',
    owes: 'told',
    write: sided(() => ({ bodySite: undefined })),
  },
  {
    name: 'names two sides that contradict',
    from: 'rules/extract N6',
    owes: 'told',
    write: sided(() => ({
      component: [{ code: concept(WORDS, 'side'), valueCodeableConcept: concept(SNOMED, '24028007') }],
    })),
  },
];

const places: readonly ChartHabit[] = [
  {
    name: 'puts its findings into components',
    from: 'hl7.org/fhir/R4/observation.html#obsgrouping',
    owes: 'read',
    write: ofType('Observation', (one) => ({
      ...(restOf(one, ...Object.keys(statedBy(one)), 'code') as Resource),
      code: panel,
      component: [statedBy(one)],
    })),
  },
  {
    name: 'keeps the members of a panel inside of it',
    from: 'hl7.org/fhir/R4/observation.html#obsgrouping, contained',
    owes: 'read',
    write: ofType('Observation', (one) => ({
      ...(restOf(one, ...Object.keys(statedBy(one)), 'bodySite') as Resource),
      code: panel,
      contained: [{ ...one, id: 'member' }],
      hasMember: [{ reference: '#member' }],
    })),
  },
  {
    name: 'keeps the members of a panel beside it',
    from: 'hl7.org/fhir/R4/observation.html#obsgrouping, hasMember',
    owes: 'read',
    write: ofType('Observation', (one) => [
      {
        ...(restOf(one, ...Object.keys(statedBy(one)), 'bodySite') as Resource),
        id: 'panel',
        code: panel,
        hasMember: [{ reference: `Observation/${one['id'] as string}` }],
      },
      one,
    ]),
  },
  {
    name: 'marks its resources as restricted',
    from: 'hl7.org/fhir/R4/security-labels.html',
    owes: 'read',
    write: each(() => ({
      meta: {
        lastUpdated: today,
        security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
        tag: [{ system: 'https://hospital.example', code: 'x' }],
      },
    })),
  },
  {
    name: 'has extensions that nobody knows',
    from: 'hl7.org/fhir/R4/extensibility.html',
    owes: 'read',
    write: each((one) => ({
      extension: [
        ...((one['extension'] as object[] | undefined) ?? []),
        { url: 'https://hospital.example/x', valueString: 'x' },
      ],
    })),
  },
  {
    name: 'has modifier extensions that nobody knows',
    from: 'hl7.org/fhir/R4/extensibility.html#modifierExtension',
    owes: 'told',
    write: each(() => ({
      modifierExtension: [{ url: 'https://hospital.example/not', valueBoolean: false }],
    })),
  },
  {
    name: 'follows implicit rules',
    from: 'hl7.org/fhir/R4/resource-definitions.html#Resource.implicitRules',
    owes: 'told',
    write: each(() => ({ implicitRules: 'https://hospital.example/rules' })),
  },
];

const dated = (change: object): Write =>
  ofType('Observation', (one) => ({ ...restOf(one, 'effectiveDateTime'), ...change }) as Resource);

const states: readonly ChartHabit[] = [
  ...['amended', 'corrected', 'preliminary'].map(
    (status): ChartHabit => ({
      name: `has results that are ${status}`,
      from: 'hl7.org/fhir/R4/valueset-observation-status.html',
      owes: 'read',
      write: observed(() => ({ status })),
    }),
  ),
  ...['registered', 'unknown', 'Final', undefined].map(
    (status): ChartHabit => ({
      name: `has results with the status ${status ?? 'left out'}`,
      from: 'hl7.org/fhir/R4/valueset-observation-status.html',
      owes: 'told',
      write: observed(() => ({ status })),
    }),
  ),
  ...['entered-in-error', 'cancelled'].map(
    (status): ChartHabit => ({
      name: `has results that are ${status}`,
      from: 'hl7.org/fhir/R4/valueset-observation-status.html',
      owes: 'nothing',
      write: observed(() => ({ status })),
    }),
  ),
  {
    name: 'dates to the month',
    from: 'hl7.org/fhir/R4/datatypes.html#dateTime',
    owes: 'read',
    write: dated({ effectiveDateTime: '2026-11' }),
  },
  {
    name: 'dates to the year',
    from: 'hl7.org/fhir/R4/datatypes.html#dateTime',
    owes: 'read',
    write: dated({ effectiveDateTime: '2026' }),
  },
  {
    name: 'dates to the instant',
    from: 'hl7.org/fhir/R4/observation.html, effectiveInstant',
    owes: 'read',
    write: dated({ effectiveInstant: '2026-11-22T08:15:30.123+01:00' }),
  },
  {
    name: 'dates in a zone that is ahead',
    from: 'hl7.org/fhir/R4/datatypes.html#dateTime, zones',
    owes: 'read',
    write: dated({ effectiveDateTime: '2026-11-23' }),
  },
  {
    name: 'dates by a period that goes on',
    from: 'hl7.org/fhir/R4/observation.html, effectivePeriod',
    owes: 'read',
    write: dated({ effectivePeriod: { start: '2026-11-21T20:00:00Z' } }),
  },
  {
    name: 'dates by when it was issued',
    from: 'hl7.org/fhir/R4/observation.html, issued',
    owes: 'read',
    write: dated({ issued: today }),
  },
  {
    name: 'has no date',
    from: 'hl7.org/fhir/R4/observation.html, effective[x] optional',
    owes: 'told',
    write: dated({}),
  },
  {
    name: 'dates by a timing',
    from: 'hl7.org/fhir/R4/observation.html, effectiveTiming',
    owes: 'told',
    write: dated({ effectiveTiming: { event: [today] } }),
  },
  {
    name: 'dates as people write',
    from: 'dates of a country in FHIR fields',
    owes: 'told',
    write: dated({ effectiveDateTime: '22.11.2026' }),
  },
  {
    name: 'dates with a time and no zone',
    from: 'hl7.org/fhir/R4/datatypes.html#dateTime, zone required',
    owes: 'told',
    write: dated({ effectiveDateTime: '2026-11-22T09:00:00' }),
  },
  {
    name: 'has problems without a clinical status',
    from: 'hl7.org/fhir/R4/condition.html, con-3',
    owes: 'read',
    write: diagnosed(() => ({ clinicalStatus: undefined })),
  },
  {
    name: 'has problems without a verification status',
    from: 'hl7.org/fhir/R4/condition.html, verificationStatus',
    owes: 'read',
    write: diagnosed(() => ({ verificationStatus: undefined })),
  },
  {
    name: 'has problems that came back',
    from: 'hl7.org/fhir/R4/valueset-condition-clinical.html',
    owes: 'read',
    write: diagnosed(() => ({
      clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'recurrence'),
    })),
  },
  {
    name: 'has problems that are suspected',
    from: 'hl7.org/fhir/R4/valueset-condition-ver-status.html',
    owes: 'read',
    write: diagnosed(() => ({
      verificationStatus: concept(
        'http://terminology.hl7.org/CodeSystem/condition-ver-status',
        'provisional',
      ),
    })),
  },
  {
    name: 'has problems with words beside the code',
    from: 'hl7.org/fhir/R4/condition.html, note',
    owes: 'read',
    write: diagnosed((one) => ({
      code: { ...(one['code'] as object), text: 'Zustand, siehe Notiz' },
      note: [{ text: 'siehe Brief' }],
    })),
  },
  {
    name: 'has problems as STU3 wrote them',
    from: 'hl7.org/fhir/STU3/condition.html, clinicalStatus as a code',
    owes: 'told',
    write: diagnosed(() => ({ clinicalStatus: 'active', verificationStatus: 'confirmed' })),
  },
  {
    name: 'has problems without a date',
    from: 'hl7.org/fhir/R4/condition.html, onset and recordedDate optional',
    owes: 'told',
    write: diagnosed(() => ({ recordedDate: undefined, onsetDateTime: undefined })),
  },
  {
    name: 'has problems that are refuted',
    from: 'hl7.org/fhir/R4/valueset-condition-ver-status.html',
    owes: 'nothing',
    write: diagnosed(() => ({
      verificationStatus: concept('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'refuted'),
    })),
  },
  {
    name: 'has problems that are entered in error',
    from: 'hl7.org/fhir/R4/valueset-condition-ver-status.html',
    owes: 'nothing',
    write: diagnosed(() => ({
      clinicalStatus: undefined,
      verificationStatus: concept(
        'http://terminology.hl7.org/CodeSystem/condition-ver-status',
        'entered-in-error',
      ),
    })),
  },
];

const references: readonly ChartHabit[] = [
  {
    name: 'names the patient with its base',
    from: 'hl7.org/fhir/R4/references.html#literal',
    owes: 'read',
    write: each(() => ({ subject: { reference: 'https://fhir.test/r4/Patient/p1' } })),
  },
  {
    name: 'names the patient by an identifier alone',
    from: 'hl7.org/fhir/R4/references.html#logical',
    owes: 'told',
    fails: 'call',
    write: each(() => ({ subject: { identifier: { system: 'https://hospital.example/mrn', value: '1' } } })),
  },
  {
    name: 'names the patient by words alone',
    from: 'hl7.org/fhir/R4/references.html, display',
    owes: 'told',
    fails: 'call',
    write: each(() => ({ subject: { display: 'patient' } })),
  },
  {
    name: 'names the patient by a uuid of a Bundle that was left behind',
    from: 'hl7.org/fhir/R4/bundle.html#references',
    owes: 'told',
    fails: 'call',
    write: each(() => ({ subject: { reference: 'urn:uuid:0d3c4f6e-1111-4222-8333-444455556666' } })),
  },
  {
    name: 'names a contained patient',
    from: 'hl7.org/fhir/R4/references.html#contained',
    owes: 'told',
    fails: 'call',
    write: each((one) => ({
      contained: [
        ...((one['contained'] as object[] | undefined) ?? []),
        { resourceType: 'Patient', id: 'me' },
      ],
      subject: { reference: '#me' },
    })),
  },
  {
    name: 'names the patient of another server',
    from: 'hl7.org/fhir/R4/references.html#literal, absolute',
    owes: 'told',
    fails: 'call',
    write: each(() => ({ subject: { reference: 'https://other.test/fhir/Patient/p1' } })),
  },
];

const ids: readonly ChartHabit[] = [
  ...(
    [
      ['an object', { toString: null }],
      ['a number', 4711],
      ['a path', '../../admin'],
      ['600 characters long', 'x'.repeat(600)],
      ['missing', undefined],
      ['a word of every object', '__proto__'],
      ['a list', ['a', 'b']],
    ] as const
  ).map(
    ([what, id]): ChartHabit => ({
      name: `has ids of which one is ${what}`,
      from: 'docs/conformance.md R-074',
      owes: 'read',
      write: each(() => ({ id })),
    }),
  ),
  {
    name: 'has two resources of one id, of which the first says no',
    from: 'two versions of one resource in one Bundle',
    owes: 'read',
    write: (one) => (one['valueBoolean'] === true ? [{ ...one, valueBoolean: false }, one] : undefined),
  },
];

interface WrittenItem {
  readonly linkId: string;
  readonly answer: readonly object[];
}
const itemOf = (one: Resource) => (one['item'] as readonly WrittenItem[])[0] as WrittenItem;
const answeredBy = (...answer: readonly object[]): Write =>
  filledIn((one) => ({ item: [{ ...itemOf(one), answer }] }));

const forms: readonly ChartHabit[] = [
  {
    name: 'names the version of the form',
    from: 'hl7.org/fhir/R4/references.html#canonical',
    owes: 'read',
    write: filledIn((one) => ({ questionnaire: `${String(one['questionnaire'])}|1.0.0` })),
  },
  {
    name: 'has the form under the address of the hospital',
    from: 'hl7.org/fhir/R4/questionnaire.html, url of the site that hosts it',
    owes: 'read',
    write: (one) =>
      one['questionnaire'] === INTAKE
        ? { ...one, questionnaire: 'https://hospital.example/fhir/Questionnaire/leg-symptom-intake' }
        : undefined,
  },
  {
    name: 'does not say which form it is',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html, questionnaire optional',
    owes: 'read',
    write: filledIn(() => ({ questionnaire: undefined })),
  },
  {
    name: 'nests its items in groups',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html#link',
    owes: 'read',
    write: filledIn((one) => ({
      item: [{ linkId: 'section-bladder', item: [{ linkId: 'g', item: one['item'] }] }],
    })),
  },
  {
    name: 'nests its items in answers',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html#link',
    owes: 'read',
    write: filledIn((one) => ({
      item: [{ linkId: 'gate', answer: [{ valueBoolean: true, item: one['item'] }] }],
    })),
  },
  {
    name: 'answers by a boolean',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html, valueBoolean',
    owes: 'read',
    write: answeredBy({ valueBoolean: true }),
  },
  {
    name: 'answers by a string',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html, valueString',
    owes: 'read',
    write: answeredBy({ valueString: 'Yes' }),
  },
  {
    name: 'answers by a coding without a system',
    from: 'hl7.org/fhir/R4/datatypes.html#Coding, system missing',
    owes: 'read',
    write: answeredBy({ valueCoding: { code: 'yes', display: 'Yes' } }),
  },
  {
    name: 'answers by a code of HL7',
    from: 'terminology.hl7.org, v2-0136',
    owes: 'read',
    write: answeredBy({
      valueCoding: { system: 'http://terminology.hl7.org/CodeSystem/v2-0136', code: 'Y', display: 'Yes' },
    }),
  },
  {
    name: 'answers in a sentence',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html, valueString',
    owes: 'told',
    write: answeredBy({ valueString: 'a bit, since yesterday' }),
  },
  {
    name: 'answers by a number',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html, valueInteger',
    owes: 'told',
    write: answeredBy({ valueInteger: 1 }),
  },
  {
    name: 'answers by a display in another language',
    from: 'hl7.org/fhir/R4/languages.html',
    owes: 'told',
    write: answeredBy({
      valueCoding: { system: 'https://hospital.example/answers', code: 'J', display: 'Ja' },
    }),
  },
  {
    name: 'has a form in progress',
    from: 'hl7.org/fhir/R4/valueset-questionnaire-answers-status.html',
    owes: 'read',
    write: filledIn(() => ({ status: 'in-progress' })),
  },
  {
    name: 'has a form that was stopped',
    from: 'hl7.org/fhir/R4/valueset-questionnaire-answers-status.html',
    owes: 'told',
    write: filledIn(() => ({ status: 'stopped' })),
  },
  {
    name: 'has a form without a date',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html, authored optional',
    owes: 'told',
    write: filledIn(() => ({ authored: undefined })),
  },
  {
    name: 'misspells a question of our form',
    from: 'forms typed again by hand',
    owes: 'told',
    write: filledIn((one) => ({ item: [{ ...itemOf(one), linkId: 'saddle-sensory-chnage' }] })),
  },
  {
    name: 'has a form that was entered in error',
    from: 'hl7.org/fhir/R4/valueset-questionnaire-answers-status.html',
    owes: 'nothing',
    write: filledIn(() => ({ status: 'entered-in-error' })),
  },
  {
    name: 'has a question that nobody answered',
    from: 'hl7.org/fhir/R4/questionnaireresponse.html, answer optional',
    owes: 'nothing',
    write: filledIn((one) => ({ item: [{ linkId: itemOf(one).linkId }] })),
  },
  {
    name: 'answers no',
    from: 'docs/integrate.md, Findings',
    owes: 'nothing',
    write: answeredBy({ valueCoding: { system: WORDS, code: 'no', display: 'No' } }),
  },
];

export const charts: readonly ChartHabit[] = [
  ...spellings,
  ...values,
  ...numbers,
  ...sides,
  ...places,
  ...states,
  ...references,
  ...ids,
  ...forms,
];
