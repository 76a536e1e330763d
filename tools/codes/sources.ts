/** The public files that the code lists are harvested from: address, commit, path, and the licence of each. */

interface Repository {
  /** On github.com. */
  readonly name: string;
  readonly commit: string;
  readonly licence: string;
}

const UMLS =
  'CC0-1.0; value sets of the NLM Value Set Authority Center, SNOMED CT by the licence of whoever runs this';
const MIT = 'MIT; SNOMED CT by the licence of whoever runs this';

const repositories = {
  qicore: {
    name: 'cqframework/ecqm-content-qicore-2025',
    commit: 'db5a7e143304b19b70cbf6a89e5ebeab9e40df61',
    licence: UMLS,
  },
  cms: {
    name: 'cqframework/ecqm-content-cms-2025',
    commit: 'd80fd0ae5cae13780a0132c10192e2613cebb559',
    licence: UMLS,
  },
  symptoms: {
    name: 'opensafely/long-covid-symptoms',
    commit: 'b1a38bc33acdc5609e8378571d239ccbc1fec511',
    licence: MIT,
  },
  deaths: {
    name: 'opensafely/deaths-at-home-covid19',
    commit: 'b0cf90c1b75d5ae0f933c02f5b4e464767f02d35',
    licence: MIT,
  },
  rheumatology: {
    name: 'opensafely/inflammatory_rheum',
    commit: '44415518f18ba3b8b7190cb47647af6e44c41a0d',
    licence: MIT,
  },
  neurology: {
    name: 'opensafely/post-covid-neurodegenerative',
    commit: 'a9b5bce4285a766621554910f6e9af5c41be7645',
    licence: MIT,
  },
} as const satisfies Readonly<Record<string, Repository>>;

export interface ListSource extends Repository {
  readonly path: string;
  /** The name of the list, and its own version where it has one. */
  readonly title: string;
}

const valueSet = (at: 'qicore' | 'cms', oid: string, title: string): ListSource => ({
  ...repositories[at],
  path: `input/vocabulary/valueset/external/valueset-2.16.840.1.${oid}.json`,
  title: `${title}, 2.16.840.1.${oid}`,
});

const list = (at: Exclude<keyof typeof repositories, 'qicore' | 'cms'>, file: string): ListSource => ({
  ...repositories[at],
  path: `codelists/${file}.csv`,
  title: file,
});

const descendants = (of: string): ListSource => list('symptoms', `user-kate-mansfield-${of}-all-descendants`);
const nhs = (at: 'deaths' | 'rheumatology', name: string): ListSource =>
  list(at, `nhsd-primary-care-domain-refsets-${name}`);

/** An id stays what it is: the harvested rows name their sources by it. */
export const sources = {
  v1: valueSet('qicore', '113883.3.526.2.1079', 'Cancer 20250131'),
  v2: valueSet('qicore', '113883.3.464.1003.1194', 'Malignant Neoplasms 20220927'),
  v3: valueSet('qicore', '113883.3.526.2.532', 'Pregnancy 20250128'),
  v4: valueSet('qicore', '113883.3.600.1.1626', 'Pregnancy Obstetric or Maternal Diagnoses 20220217'),
  v5: valueSet('qicore', '113883.3.526.2.25', 'Heart Failure 20230210'),
  v6: valueSet('cms', '113883.3.464.1003.103.12.1001', 'Diabetes'),
  v7: valueSet('qicore', '113762.1.4.1248.362', 'Immunocompromised Conditions 20250312'),
  v8: valueSet('qicore', '113883.3.464.1003.120.11.1005', 'HIV 1 20240207'),
  v9: valueSet('qicore', '113883.3.464.1003.120.12.1003', 'HIV 20240106'),
  v10: valueSet('qicore', '113883.3.464.1003.109.11.1024', 'Kidney Transplant 20210220'),
  v11: valueSet('qicore', '113762.1.4.1178.32', 'Heart Transplant 20220218'),
  v12: valueSet('cms', '113883.3.666.5.336', 'Bone Marrow Transplant'),
  v13: valueSet('cms', '113883.3.464.1003.113.12.1038', 'Osteoporosis Without Current Fracture'),
  v14: valueSet('cms', '113883.3.464.1003.113.12.1050', 'Osteoporosis With Current Fracture'),
  v15: valueSet('cms', '113762.1.4.1047.21', 'Atherosclerosis and Peripheral Arterial Disease'),
  v16: valueSet('cms', '113883.3.117.1.7.1.279', 'Venous Thromboembolism'),
  v17: valueSet('qicore', '113883.3.464.1003.110.11.1105', 'Varicella Zoster 20250110'),
  v18: valueSet('qicore', '113762.1.4.1248.371', 'Urinary Retention 20250312'),
  v19: valueSet('qicore', '113883.3.464.1003.109.11.1028', 'Dialysis Services 20170504'),
  v20: valueSet('cms', '113883.3.464.1003.114.12.1012', 'Neurologic impairment'),
  v21: valueSet('qicore', '113883.3.526.2.590', 'End Stage Renal Disease'),
  v22: valueSet('qicore', '113883.3.526.2.1037', 'Chronic Kidney Disease, Stage 5'),
  v23: valueSet('qicore', '113762.1.4.1178.56', 'Heart Transplant Complications'),
  r1: valueSet('cms', '113883.3.464.1003.1058', 'Potentially Harmful Estrogens for Older Adults 20240123'),
  r2: valueSet('cms', '113883.3.464.1003.196.12.1080', 'Contraceptive Medications 20170504'),
  r3: valueSet('qicore', '113762.1.4.1248.364', 'Immunosuppressive Drugs for Urology Care 20250312'),
  r4: valueSet('cms', '113762.1.4.1151.60', 'Chemotherapy Agents for Advanced Cancer 20240208'),
  v24: valueSet('qicore', '113883.3.464.1003.1230', 'Lower Body Fractures Excluding Ankle and Foot 20250128'),
  d1: descendants('disorder-of-cardiovascular-system'),
  d2: descendants('disorder-of-nervous-system'),
  d3: descendants('traumatic-andor-non-traumatic-injury'),
  d4: descendants('disorder-of-the-genitourinary-system'),
  d5: descendants('disorder-of-musculoskeletal-system'),
  d6: descendants('infectious-disease'),
  d7: descendants('central-nervous-system-finding'),
  s1: list('symptoms', 'opensafely-symptoms-pain'),
  s2: list('symptoms', 'opensafely-symptoms-peripheral-neuropathy'),
  s3: list('symptoms', 'opensafely-symptoms-fever'),
  s4: list('symptoms', 'opensafely-symptoms-weight-loss-and-reduced-appetite'),
  s5: list('symptoms', 'opensafely-symptoms-mobility-impairment'),
  n1: nhs('deaths', 'c19can_cod'),
  n2: nhs('deaths', 'ckd_cod'),
  n3: nhs('rheumatology', 'osteo_cod'),
  n4: nhs('deaths', 'pad_cod'),
  b1: list('neurology', 'bristol-multiple-sclerosis-snomed-ct-v13'),
  b2: list('neurology', 'bristol-motor-neurone-disease-snomed-ct-v13'),
} as const satisfies Readonly<Record<string, ListSource>>;

export type SourceId = keyof typeof sources;
