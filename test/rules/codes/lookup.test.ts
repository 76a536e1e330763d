import { describe, expect, test } from 'vitest';
import { type CodeSystem, codeSystems, meaningOf } from '../../../rules/codes/index.ts';
import { conditions, findingIds } from '../../../rules/findings/index.ts';

const look = (system: CodeSystem, code: string) => meaningOf(codeSystems[system], code);
const conditionsOf = (code: string, system: CodeSystem = 'icd-10-cm') =>
  look(system, code)
    ?.conditions.map(({ id }) => id)
    .sort();

describe('conditions by ICD-10-CM', () => {
  test.each([
    ['M54.31', ['sciatica']],
    ['M54.30', ['sciatica', 'unspecified-code']],
    ['C50.911', ['cancer-history']],
    ['C00.0', ['cancer-history']],
    ['C96.9', ['cancer-history']],
    ['C4A.9', ['cancer-history']],
    ['C44.90', ['nonmelanoma-skin-only']],
    ['Z85.3', ['cancer-history']],
    ['Z85.828', ['nonmelanoma-skin-only']],
    ['I70.213', ['pad']],
    ['I70.245', ['pad']],
    ['E11.9', ['diabetes']],
    ['E11.42', ['diabetes', 'diabetic-neuropathy']],
    ['E11.51', ['diabetes', 'pad']],
    ['M51.36', ['lumbar-ddd']],
    ['M51.362', ['lumbar-ddd']],
    ['M51.16', ['lumbar-disc-herniation', 'sciatica']],
    ['I71.43', ['aaa']],
    ['G35.B0', ['chronic-foot-drop', 'known-umn-disease']],
    ['G81.91', ['chronic-foot-drop', 'known-umn-disease']],
    ['M21.372', ['chronic-foot-drop']],
    ['B91', ['chronic-foot-drop']],
    ['M80.08XA', ['osteoporosis']],
    ['Z79.621', ['immunosuppressed']],
  ])('%s is %j', (code, ids) => {
    expect(conditionsOf(code)).toEqual(ids);
  });

  test.each(['C97', 'D05.10', 'I71.2', 'I70.1', 'E78.5', 'Z86.000', 'M51.35', 'G36.0', 'M54', 'M54.1', 'E1'])(
    '%s is none of ours',
    (code) => {
      expect(look('icd-10-cm', code)).toBeUndefined();
    },
  );

  test.each([
    ['G81.91', 'R'],
    ['G81.04', 'L'],
    ['I69.352', 'L'],
    ['I69.359', 'B'],
    ['G35.D', 'B'],
    ['M21.371', 'R'],
    ['M21.379', undefined],
  ])('a long-standing deficit coded %s is on side %s', (code, side) => {
    const deficit = look('icd-10-cm', code)?.conditions.find(({ id }) => id === 'chronic-foot-drop');
    expect(deficit?.side).toBe(side);
  });
});

describe('findings', () => {
  test.each(findingIds)('%s is read by its own code', (id) => {
    expect(look('finding', id)).toMatchObject({ local: true, findings: [{ id, says: 'asks' }] });
  });

  test.each(Object.keys(conditions))('%s is read by its own code', (id) => {
    expect(look('finding', id)).toMatchObject({ local: true, conditions: [{ id }] });
  });

  test('an absent tendon reflex is the knee or the ankle jerk, by its site', () => {
    expect(look('snomed', '349006')?.findings).toEqual([
      { id: 'reflex-patellar', says: { word: 'absent' }, at: 'knee' },
      { id: 'reflex-achilles', says: { word: 'absent' }, at: 'ankle' },
    ]);
  });
});

describe('drugs by RxNorm', () => {
  test.each([
    ['7258', ['naproxen'], 'an ingredient'],
    ['198014', ['naproxen'], 'a product'],
    ['313782', undefined, 'a product that is in no class'],
    ['243670', ['aspirin'], 'low-dose aspirin'],
    ['198471', ['high-dose aspirin'], 'aspirin 500 mg'],
    ['858778', ['hydrocodone', 'ibuprofen'], 'a combination'],
  ])('%s is %j: %s', (code, ingredients, _why) => {
    expect(look('rxnorm', code)?.ingredients).toEqual(ingredients);
  });
});

describe('a hostile code or system', () => {
  test.each([
    ['constructor', 'constructor'],
    ['http://loinc.org', '__proto__'],
    ['http://loinc.org', 'toString'],
    ['http://snomed.info/sct', 'hasOwnProperty'],
    ['http://hl7.org/fhir/sid/icd-10-cm', `C50${'9'.repeat(100_000)}`],
    ['', ''],
    ['http://hl7.org/fhir/sid/icd-10-cm', '__proto__'],
  ])('%s|%.20s is unknown or a plain member of a family, and throws nothing', (system, code) => {
    expect(meaningOf(system, code)?.findings ?? []).toEqual([]);
  });
});
