/** A code system by any of its names is the same code system. */
import { describe, expect, test } from 'vitest';
import { codeSystems, meaningOf } from '../../../rules/codes/index.ts';

const same = (spelling: string, system: keyof typeof codeSystems, code: string) => {
  expect(meaningOf(codeSystems[system], code)).toBeDefined();
  expect(meaningOf(spelling, code)).toBe(meaningOf(codeSystems[system], code));
};

describe('SNOMED CT', () => {
  test.each([
    'urn:oid:2.16.840.1.113883.6.96',
    '2.16.840.1.113883.6.96',
    'URN:OID:2.16.840.1.113883.6.96',
    'https://snomed.info/sct',
    'http://snomed.info/sct/',
    'HTTP://SNOMED.INFO/SCT',
    'http://snomed.info/sct/731000124108',
    'http://snomed.info/sct/731000124108/version/20250901',
    'http://snomed.info/sct/900000000000207008/version/20240201',
    'http://snomed.info/sct|http://snomed.info/sct/731000124108',
    ' http://snomed.info/sct ',
  ])('is %s', (spelling) => same(spelling, 'snomed', '6077001'));

  test.each(['http://snomed.info/id', 'http://snomed.info/sctx', 'http://snomed.info/sct/edition', ''])(
    'is not %s',
    (spelling) => expect(meaningOf(spelling, '6077001')).toBeUndefined(),
  );
});

describe('the other systems', () => {
  test.each([
    ['loinc', '1988-5', 'urn:oid:2.16.840.1.113883.6.1'],
    ['loinc', '1988-5', 'https://loinc.org/'],
    ['loinc', '1988-5', 'http://www.loinc.org'],
    ['icd-10-cm', 'G83.4', 'urn:oid:2.16.840.1.113883.6.90'],
    ['icd-10-cm', 'G83.4', 'https://hl7.org/fhir/sid/icd-10-cm'],
    ['rxnorm', '5640', 'urn:oid:2.16.840.1.113883.6.88'],
    ['rxnorm', '5640', 'https://www.nlm.nih.gov/research/umls/rxnorm/'],
    ['cpt', '72148', '2.16.840.1.113883.6.12'],
  ] as const)('%s %s is found by %s', (system, code, spelling) => same(spelling, system, code));

  test('of ours have one spelling alone', () => {
    expect(meaningOf(codeSystems.finding, 'foot-drop')).toBeDefined();
    expect(meaningOf(codeSystems.finding.replace('https', 'http'), 'foot-drop')).toBeUndefined();
    expect(meaningOf(`${codeSystems.finding}/`, 'foot-drop')).toBeUndefined();
  });
});

describe('ICD-10 of the WHO and of countries', () => {
  const editions = [
    'http://hl7.org/fhir/sid/icd-10',
    'urn:oid:2.16.840.1.113883.6.3',
    'http://hl7.org/fhir/sid/icd-10-am',
    'http://hl7.org/fhir/sid/icd-10-gm',
    'http://fhir.de/CodeSystem/bfarm/icd-10-gm',
  ];
  test.each(editions)('%s is read by the four characters that all editions share', (edition) => {
    expect(meaningOf(edition, 'G83.4')?.conditions[0]?.id).toBe('cauda-equina-syndrome');
    expect(meaningOf(edition, 'C61')?.conditions[0]?.id).toBe('cancer-history');
  });

  test.each([
    ['R33', 'urinary-retention'],
    ['R15', 'fecal-incontinence'],
    ['R32', 'urinary-incontinence'],
    ['M54.3', 'leg-pain'],
    ['M54.4', 'leg-pain'],
    ['R50.9', 'fever'],
  ])('%s is %s', (code, finding) => {
    expect(meaningOf(editions[0] ?? '', code)?.findings.map(({ id }) => id)).toContain(finding);
  });

  test('a fifth character is the site in chapter M', () => {
    expect(meaningOf(editions[3] ?? '', 'M54.16')?.conditions[0]?.id).toBe('sciatica');
    expect(meaningOf(editions[3] ?? '', 'M54.12')).toBeUndefined();
  });

  test('a fifth character of another chapter is not read as that of ICD-10-CM', () => {
    // N18.4 is one thing; I70.22 is claudication in Germany and rest pain in the United States
    expect(meaningOf(editions[4] ?? '', 'I70.22')?.findings).toEqual([]);
    expect(meaningOf(editions[4] ?? '', 'I70.22')?.conditions.map(({ id }) => id)).toEqual(['pad']);
  });

  test('marks of dual coding are no part of the code', () => {
    expect(meaningOf(editions[0] ?? '', 'E11.4†')?.conditions.map(({ id }) => id)).toContain('diabetes');
  });

  test('the procedures of ICD-10-PCS are another system', () => {
    expect(meaningOf('http://hl7.org/fhir/sid/icd-10-pcs', 'G83.4')).toBeUndefined();
  });
});

test('ever new spellings are all answered', () => {
  for (let n = 0; n < 2_000; n++) expect(meaningOf(`https://example.org/${n}`, '6077001')).toBeUndefined();
  same('urn:oid:2.16.840.1.113883.6.96', 'snomed', '6077001');
});
