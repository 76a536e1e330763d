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
    ['C50.911', ['cancer-history', 'recent-cancer']],
    ['C00.0', ['cancer-history', 'recent-cancer']],
    ['C96.9', ['cancer-history', 'recent-cancer']],
    ['C4A.9', ['cancer-history', 'recent-cancer']],
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
    ['G35.B0', ['chronic-foot-drop', 'known-bilateral-deficit', 'known-umn-disease']],
    ['G81.91', ['chronic-foot-drop', 'known-umn-disease']],
    ['M21.372', ['chronic-foot-drop']],
    ['B91', ['chronic-foot-drop']],
    ['M80.08XA', ['osteoporosis', 'vertebral-fracture']],
    ['M80.051A', ['hip-fracture', 'osteoporosis']],
    ['M80.051D', ['osteoporosis']],
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

describe('ICD-10-CM categories of the corrected red flags', () => {
  test.each([
    ['I74.3', ['arterial-occlusion-leg']],
    ['I74.09', ['arterial-occlusion-leg']],
    ['I82.401', ['dvt-current']],
    ['O22.31', ['dvt-current']],
    ['O87.1', ['dvt-current']],
    ['I80.12', ['dvt-current']],
    ['I82.512', ['previous-dvt']],
    ['Z86.718', ['previous-dvt']],
    ['I71.33', ['aaa', 'aaa-ruptured']],
    ['I71.52', ['aaa', 'aaa-ruptured']],
    ['I71.8', ['aaa', 'aaa-ruptured']],
    ['I71.43', ['aaa']],
    ['Z94.81', ['transplant']],
    ['T86.11', ['transplant']],
    ['B02.9', ['zoster']],
    ['E11.44', ['diabetes', 'diabetic-amyotrophy']],
    ['E11.43', ['diabetes', 'diabetic-neuropathy']],
    ['G12.21', ['motor-neurone-disease']],
    ['G61.0', ['guillain-barre']],
    ['D68.32', ['anticoagulant-bleeding']],
    ['S82.201A', ['leg-injury-6w']],
    ['S86.011D', ['leg-injury-6w']],
    ['S72.001A', ['hip-fracture']],
    ['S72.142C', ['hip-fracture']],
    ['S72.0', ['hip-fracture']],
    ['M84.359A', ['hip-fracture']],
    ['M97.01XA', ['hip-fracture']],
    ['S32.402A', ['hip-fracture']],
    ['S32.9XXA', ['hip-fracture', 'vertebral-fracture']],
    ['M80.0B1A', ['hip-fracture', 'osteoporosis']],
    ['M84.350A', ['hip-fracture']],
    ['M48.56XA', ['vertebral-fracture']],
    ['S32.119A', ['vertebral-fracture']],
    ['I70.221', ['pad']],
    ['J11.1', ['febrile-illness']],
  ])('%s is %j', (code, ids) => {
    expect(conditionsOf(code)).toEqual(ids);
  });

  test.each([
    'I74.11',
    'I74.2',
    'I74.8',
    'I74.9',
    'I82.601',
    'B02.0',
    'B02.39',
    'O03.9',
    'O80',
    'O90.6',
    'M84.471A',
    'M46.1',
    'M53.3',
    'I95.1',
    'Z94.7',
    'T86.840',
    'S82.001A',
    'S92.401A',
    'S93.401A',
    'S82.201S',
    'S72.001D',
    'S72.002G',
    'S72.141P',
    'S72.001S',
    'S79.011A',
    'M84.30XA',
    'M84.351K',
    'S32.402D',
    'M97.02XD',
    'M48.52XA',
  ])('%s is none of ours', (code) => {
    expect(look('icd-10-cm', code)).toBeUndefined();
  });

  test.each([
    ['I82.411', 'dvt-current', 'R'],
    ['I82.402', 'dvt-current', 'L'],
    ['I82.493', 'dvt-current', 'B'],
    ['I82.409', 'dvt-current', undefined],
    ['I74.01', 'arterial-occlusion-leg', 'B'],
    ['I74.3', 'arterial-occlusion-leg', undefined],
    ['S82.51XA', 'leg-injury-6w', 'R'],
    ['S82.55XA', 'leg-injury-6w', 'L'],
    ['S82.53XA', 'leg-injury-6w', undefined],
    ['S93.04XA', 'leg-injury-6w', 'R'],
    ['S72.92XA', 'hip-fracture', 'L'],
    ['S72.034A', 'hip-fracture', 'R'],
    ['S72.036A', 'hip-fracture', undefined],
    ['S32.402A', 'hip-fracture', 'L'],
    ['S32.614A', 'hip-fracture', 'R'],
    ['S32.811A', 'hip-fracture', undefined],
    ['M80.0B2A', 'hip-fracture', 'L'],
    ['S72.01', 'hip-fracture', undefined],
    ['M84.353A', 'hip-fracture', undefined],
    ['M84.752A', 'hip-fracture', undefined],
    ['M16.12', 'hip-oa', 'L'],
    ['M16.0', 'hip-oa', 'B'],
  ])('%s has %s on side %s', (code, id, side) => {
    expect(look('icd-10-cm', code)?.conditions.find((one) => one.id === id)?.side).toBe(side);
  });

  test.each([
    ['L97.411', 'foot-ulcer', 'R'],
    ['L97.524', 'foot-ulcer', 'L'],
    ['I70.222', 'rest-pain', 'L'],
    ['E11.621', 'foot-ulcer', undefined],
    ['R57.1', 'syncope-hypotension', undefined],
    ['A41.9', 'recent-bacteremia', undefined],
  ])('%s says %s on side %s', (code, id, side) => {
    expect(look('icd-10-cm', code)?.findings.find((one) => one.id === id)?.side).toBe(side);
  });
});

describe('conditions by SNOMED CT, by their lists', () => {
  test.each([
    ['254837009', ['cancer-history', 'recent-cancer'], 'malignant neoplasm of breast'],
    ['314994000', ['cancer-history', 'recent-cancer'], 'metastasis from a tumour of the prostate'],
    ['109989006', ['cancer-history', 'immunosuppressed', 'recent-cancer'], 'multiple myeloma'],
    ['93761005', ['cancer-history', 'recent-cancer'], 'primary malignant neoplasm of colon'],
    ['254701007', ['nonmelanoma-skin-only'], 'basal cell carcinoma of skin'],
    ['42343007', ['heart-failure'], 'congestive heart failure'],
    ['46177005', ['ckd'], 'end-stage renal disease'],
    ['236435004', ['ckd', 'dialysis'], 'end-stage renal failure on dialysis'],
    ['368581000119106', ['diabetes', 'diabetic-neuropathy'], 'neuropathy of type 2 diabetes'],
    ['39058009', ['diabetes', 'diabetic-amyotrophy'], 'lumbosacral radiculoplexus neuropathy of diabetes'],
    ['111880001', ['hiv'], 'acute HIV infection'],
    ['70536003', ['transplant'], 'transplant of kidney'],
    ['102447009', ['osteoporosis'], 'postmenopausal osteoporosis'],
    ['203450003', ['osteoporosis', 'vertebral-fracture'], 'osteoporotic fracture of a lumbar vertebra'],
    ['840580004', ['pad'], 'peripheral arterial disease'],
    ['425771001', ['aaa'], 'enlarging aortic aneurysm'],
    ['73067008', ['aaa', 'aaa-ruptured'], 'ruptured aortic aneurysm'],
    ['735574006', ['arterial-occlusion-leg'], 'acute occlusion of an artery of the leg'],
    ['132281000119108', ['dvt-current'], 'acute deep vein thrombosis'],
    ['132141000119106', ['previous-dvt'], 'chronic deep vein thrombosis of the leg'],
    ['202752002', ['spinal-infection'], 'lumbar discitis'],
    ['301183007', ['endocarditis'], 'bacterial endocarditis'],
    [
      '426373005',
      ['chronic-foot-drop', 'known-bilateral-deficit', 'known-umn-disease'],
      'relapsing multiple sclerosis',
    ],
    ['86044005', ['motor-neurone-disease'], 'amyotrophic lateral sclerosis'],
    ['40956001', ['guillain-barre'], 'Guillain-Barré syndrome'],
    ['4740000', ['zoster'], 'herpes zoster'],
    ['16114001', ['leg-injury-6w'], 'fracture of the ankle'],
    ['5913000', ['hip-fracture'], 'fracture of the neck of the femur'],
    ['16846261000119106', ['cauda-equina-syndrome'], 'compression of the cauda equina'],
    ['15633361000119103', ['sciatica'], 'bilateral sciatica'],
  ])('%s is %j: %s', (code, ids, _name) => {
    expect(conditionsOf(code, 'snomed')).toEqual(ids);
  });

  test.each([
    ['93163002', 'lipoma'],
    ['38907003', 'chickenpox'],
    ['87513003', 'herpes zoster of the eye'],
    ['240470005', 'herpes zoster of the chest'],
    ['681221000119108', 'history of herpes zoster'],
    ['189336000', 'carcinoma in situ of the breast'],
    ['94765005', 'a bone tumour of uncertain behaviour'],
    ['79586000', 'tubal pregnancy'],
    ['132601000119103', 'a code with a wrong check digit'],
    ['135001000119100', 'thrombosis of the jugular vein'],
    ['16012711000119107', 'cholesterol emboli of both legs'],
    ['123597005', 'healed endocarditis'],
    ['236650000', 'chronic retention of urine'],
    ['313307000', 'an epileptic seizure'],
  ])('%s is none of ours: %s', (code, _name) => {
    expect(look('snomed', code)).toBeUndefined();
  });

  test.each([
    ['278285008', 'chronic-foot-drop', 'L'],
    ['50582007', 'chronic-foot-drop', 'B'],
    ['15711241000119106', 'dvt-current', 'R'],
    ['444325005', 'dvt-current', 'B'],
    ['16012511000119101', 'arterial-occlusion-leg', 'L'],
    ['10924281000119107', 'leg-injury-6w', 'R'],
    ['10932641000119108', 'hip-fracture', 'L'],
    ['323291000119108', 'hip-oa', 'L'],
  ])('%s has %s on side %s', (code, id, side) => {
    expect(look('snomed', code)?.conditions.find((one) => one.id === id)?.side).toBe(side);
  });

  test('a pregnancy is one by any of its names', () => {
    expect(look('snomed', '72892002')?.pregnancy).toBe('lasting');
    expect(look('snomed', '77386006')?.pregnancy).toBe('lasting');
  });

  test('dialysis and transplant count as procedures too', () => {
    expect(look('snomed', '302497006')?.deeds).toEqual(['dialysis']);
    expect(look('snomed', '32413006')?.deeds).toEqual(['transplant']);
  });
});

describe('findings by SNOMED CT, by their lists', () => {
  test.each([
    ['287048003', [['leg-pain', 'R']]],
    [
      '771545003',
      [
        ['leg-pain', undefined],
        ['limb-cold', undefined],
      ],
    ],
    ['449813001', [['saddle-sensory-change', undefined]]],
    ['15634841000119109', [['tingling', 'L']]],
    ['236652008', [['urinary-retention', undefined]]],
    ['426000000', [['fever', undefined]]],
    ['448417001', [['recent-bacteremia', undefined]]],
    ['91302008', [['recent-bacteremia', undefined]]],
    ['5758002', [['recent-bacteremia', undefined]]],
    ['309257005', [['weight-loss-unexplained', undefined]]],
    ['723162005', [['weakness-subjective', undefined]]],
    ['1119215001', [['low-back-pain', undefined]]],
  ])('%s says %j', (code, said) => {
    expect(look('snomed', code)?.findings.map(({ id, side }) => [id, side])).toEqual(said);
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
    expect(look('snomed', '349006')?.findings).toMatchObject([
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
