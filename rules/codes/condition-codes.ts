/**
 * The codes of conditions and history (knowledge specification 2.5, 2.7). An empty row means: recorded with
 * our own code only, or worked out from several resources. A `family` is an ICD-10-CM category whose members
 * all count; the longest match decides, so an exact code overrides the family that it belongs to.
 */
import type { ConditionId, FindingId, MedicationClass, Side, Site } from '../findings/index.ts';
import type { CodeRef } from './code-system.ts';
import { isListed } from './listed.ts';

export interface ConditionCode extends CodeRef {
  readonly family?: true;
  /** Of a family: its members say a side in a character of their own (`sideInIcd`). */
  readonly sided?: true;
  /** Of a family of injuries: at these letters of the encounter, the seventh character, it does not count any more. */
  readonly over?: string;
  /** The side that a code names; of a long-standing deficit, `B` when either leg may be meant. */
  readonly side?: Side;
  readonly at?: Site;
}

const of =
  (system: CodeRef['system'], rest: Partial<ConditionCode> = {}) =>
  (...codes: readonly string[]): readonly ConditionCode[] =>
    codes.map((code) => ({ system, code, ...rest }));

const snomed = of('snomed');
const icd = of('icd-10-cm');
const family = of('icd-10-cm', { family: true });
const sided = of('icd-10-cm', { family: true, sided: true });
/** A sequela (S) is an injury of long ago. */
const injury = (over: string) => of('icd-10-cm', { family: true, sided: true, over });
/** First seen or under treatment: neither healing, well or badly, nor healed. */
const freshFracture = 'DEFGHJKMNPQRS';
const bothLegs = of('icd-10-cm', { family: true, side: 'B' });
const ncit = of('ncit');
const rxnorm = of('rxnorm');
const localOnly: readonly ConditionCode[] = [];

/** C00–C96 without C44, with the three categories that end in a letter. */
const malignant = [
  ...Array.from({ length: 97 }, (_, n) => `C${String(n).padStart(2, '0')}`),
  'C4A',
  'C7A',
  'C7B',
].filter(
  (category) => !['C27', 'C28', 'C29', 'C35', 'C36', 'C42', 'C44', 'C59', 'C87', 'C89'].includes(category),
);

/** The fifth character of G81 and sixth of I69.35 name the side: 1 and 3 right, 2 and 4 left. */
const hemiplegia: readonly ConditionCode[] = [
  ...['G81.0', 'G81.1', 'G81.9', 'I69.35'].flatMap((stem) => [
    ...of('icd-10-cm', { side: 'R' })(`${stem}1`, `${stem}3`),
    ...of('icd-10-cm', { side: 'L' })(`${stem}2`, `${stem}4`),
  ]),
  ...of('icd-10-cm', { family: true, side: 'B' })('G81', 'I69.35'),
  ...of('snomed', { side: 'B' })('50582007'),
];
const multipleSclerosis: readonly ConditionCode[] = [
  ...of('icd-10-cm', { family: true, side: 'B' })('G35'),
  ...of('snomed', { side: 'B' })('24700007'),
];
const cerebralPalsy = of('icd-10-cm', { family: true, side: 'B' })('G80');
const polio = of('icd-10-cm', { side: 'B' })('B91', 'G14');

/** Diabetic amyotrophy, which is no polyneuropathy. */
const diabeticAmyotrophy = ['E08.44', 'E09.44', 'E10.44', 'E11.44', 'E13.44'] as const;

/** Diabetes "with neurological complications"; each counts as diabetes too, since the longest family decides. */
const diabeticNeuropathy = ['E08.4', 'E09.4', 'E10.4', 'E11.4', 'E13.4'] as const;

/** "With hemorrhage", acute or chronic, alone or with perforation. */
const bleedingUlcer = ['K25', 'K26', 'K27', 'K28'].flatMap((site) =>
  ['0', '2', '4', '6'].map((kind) => `${site}.${kind}`),
);

export const conditionCodes: Readonly<Record<ConditionId, readonly ConditionCode[]>> = {
  'cancer-history': [...snomed('363346000', '266987004', '94222008'), ...family(...malignant, 'Z85')],
  'nonmelanoma-skin-only': [...family('C44'), ...icd('Z85.828')],
  osteoporosis: [
    ...snomed('64859006'),
    ...family('M80', 'M80.05', 'M80.08', 'M80.0B', 'M80.85', 'M80.88', 'M80.8B', 'M81'),
  ],
  'chronic-steroids': [...snomed('401244004'), ...icd('Z79.52')],
  ivdu: snomed('226034001', '228388006'),
  immunosuppressed: [
    ...snomed('234532001', '710159007'),
    ...icd('D84.9'),
    ...family('D84.8', 'Z79.62'),
    // ingredients, where the drug list names no product
    ...rxnorm('1256', '3002', '3008', '6851', '7145', '35302', '42316', '121191', '103'),
    ...rxnorm('191831', '214555', '327361'),
    // brands of azathioprine, ciclosporin and adalimumab, which the lists of generic products leave out
    ...rxnorm('105610', '105611', '404351', '404475', '404476', '701338'),
    ...rxnorm('241834', '835894', '835925', '835909', '835911'),
    ...rxnorm('352334', '727705', '1655728', '1872980', '1921466'),
  ],
  hiv: [...snomed('86406008'), ...icd('B20', 'Z21')],
  dialysis: icd('Z99.2'),
  endocarditis: [...snomed('56819008'), ...family('I33')],
  'recent-spinal-procedure': localOnly,
  diabetes: [
    ...snomed('73211009', '44054006', '46635009'),
    ...family('E08', 'E09', 'E10', 'E11', 'E13', ...diabeticNeuropathy, ...diabeticAmyotrophy),
  ],
  smoker: localOnly,
  obesity: snomed('414916001'),
  'alcohol-use-disorder': snomed('7200002'),
  chemotherapy: localOnly,
  'b12-deficiency': snomed('64117007'),
  pad: [
    ...snomed('399957001', '233962007', '63491006'),
    ...icd('I73.9', 'E10.51', 'E11.51'),
    // the longest family decides, so those that say gangrene or pain at rest are named too
    ...family('I70.2', 'I70.22', 'I70.26'),
  ],
  // I71.6 reaches the abdomen; I71.8 and I71.9 say no part of the aorta
  aaa: [
    ...snomed('233985008', '75878002', '14336007'),
    ...family('I71.3', 'I71.4', 'I71.5', 'I71.6', 'I71.8', 'I71.9'),
  ],
  'aaa-ruptured': family('I71.3', 'I71.5', 'I71.8'),
  // I74.1, I74.2, I74.8 and I74.9 are elsewhere; an embolism of the aorta is of both legs
  'arterial-occlusion-leg': [...bothLegs('I74.0'), ...family('I74.3', 'I74.4', 'I74.5')],
  // in pregnancy and after birth it has chapters of its own
  'dvt-current': [...sided('I82.4', 'I80.1', 'I80.2'), ...family('O22.3'), ...icd('O87.1')],
  'previous-dvt': [...sided('I82.5'), ...icd('Z86.718')],
  'major-surgery-12w': localOnly,
  oestrogen: localOnly,
  // not of the cornea, skin or bone, which ask for no immunosuppression
  transplant: family(
    ...['Z94.0', 'Z94.1', 'Z94.2', 'Z94.3', 'Z94.4', 'Z94.8', 'Z94.9'],
    ...['T86.0', 'T86.1', 'T86.2', 'T86.3', 'T86.4', 'T86.5', 'T86.81', 'T86.85', 'T86.89', 'T86.9'],
  ),
  'febrile-illness': family(
    'J09',
    'J10',
    'J11',
    'J12',
    'J13',
    'J14',
    'J15',
    'J16',
    'J17',
    'J18',
    'N10',
    'U07.1',
  ),
  // elsewhere, or after it: B02.0 to B02.6
  zoster: family('B02.7', 'B02.8', 'B02.9'),
  'diabetic-amyotrophy': family(...diabeticAmyotrophy),
  'motor-neurone-disease': family('G12.2'),
  // fractures below the knee without the toes; tendons and muscles of lower leg and foot; dislocations, not sprains
  'leg-injury-6w': injury('S')(
    ...['S82.1', 'S82.2', 'S82.3', 'S82.4', 'S82.5', 'S82.6', 'S82.8', 'S82.9'],
    ...['S86', 'S92.0', 'S92.1', 'S92.2', 'S92.3', 'S92.8', 'S92.9', 'S93.0', 'S93.3', 'S96'],
  ),
  // femur and pelvis whole; by stress, by disease or beside a prosthesis only where the characters name them
  'hip-fracture': [
    ...injury(freshFracture)('S72', 'M80.05', 'M80.85', 'M84.351', 'M84.352', 'M84.451', 'M84.452'),
    ...injury(freshFracture)('M84.551', 'M84.552', 'M84.651', 'M84.652', 'M97.0'),
    ...injury(freshFracture)('S32.3', 'S32.4', 'S32.5', 'S32.6', 'M80.0B', 'M80.8B'),
    // their last character is no side
    ...of('icd-10-cm', { family: true, over: freshFracture })(
      ...['M84.353', 'M84.359', 'M84.453', 'M84.459', 'M84.553', 'M84.559', 'M84.653', 'M84.659', 'M84.75'],
      ...['M84.350', 'M84.454', 'M84.550', 'M84.650', 'S32.8', 'S32.9'],
    ),
  ],
  'guillain-barre': icd('G61.0'),
  'anticoagulant-bleeding': icd('D68.32'),
  'cauda-equina-syndrome': [...snomed('192970008', '12454008'), ...icd('G83.4')],
  'spinal-infection': [
    ...snomed('2304001', '302935008', '203241002', '63627007'),
    ...family('M46.2', 'M46.3', 'M46.4'),
    ...icd('G06.1'),
  ],
  'vertebral-fracture': [
    ...snomed('125608002', '426646004', '308758008'),
    // M48.51 to M48.54 are of neck and chest
    ...family(
      'S32.0',
      'S32.1',
      'S32.9',
      'M48.50',
      'M48.55',
      'M48.56',
      'M48.57',
      'M48.58',
      'M80.08',
      'M80.88',
    ),
  ],
  'lumbar-ddd': [...snomed('26538006', '60937000'), ...family('M51.36', 'M51.37')],
  'lumbar-spondylosis': [
    ...snomed('239880009', '202693003'),
    ...icd('M47.816', 'M47.817', 'M47.26', 'M47.27'),
  ],
  'lumbar-disc-herniation': [
    ...snomed('202708005', '20021007', '202735001', '311211000119105'),
    ...icd('M51.16', 'M51.17', 'M51.26', 'M51.27'),
  ],
  'lumbar-stenosis': [
    ...snomed('18347007'),
    ...of('snomed', { at: 'low-back' })('76107001'),
    ...icd('M48.061', 'M48.062', 'M48.07', 'M99.23', 'M99.33', 'M99.43', 'M99.53'),
  ],
  spondylolisthesis: [
    ...snomed('274152003', '4046000', '203681002', '307138004'),
    ...icd('M43.16', 'M43.17'),
  ],
  'hip-osteonecrosis': [...icd('M87.353'), ...sided('M87.05', 'M87.15', 'M87.25', 'M87.35', 'M87.85')],
  'femoral-neuropathy': sided('G57.2'),
  'tarsal-tunnel': sided('G57.5'),
  'hip-oa': [
    ...snomed('239872002'),
    ...of('icd-10-cm', { side: 'B' })('M16.0', 'M16.2', 'M16.4', 'M16.6'),
    ...sided('M16'),
  ],
  'prior-lumbar-surgery': [...snomed('202725007', '27151001', '429164009'), ...icd('Z98.1', 'M96.1')],
  'lumbar-surgery-6w': localOnly,
  'mri-contraindicated': [
    ...snomed('441509002', '14106009', '72506001'),
    ...icd('Z95.0', 'Z95.810', 'Z96.82'),
    ...ncit('C106046', 'C106047'),
  ],
  'mri-lumbar-12mo': localOnly,
  'xr-lumbar-12mo': localOnly,
  // dialysis is the last stage of it
  ckd: [...snomed('709044004', '433144002', '431857002', '433146000'), ...family('N18'), ...icd('Z99.2')],
  'peptic-ulcer': [...snomed('13200003'), ...family('K25', 'K26', 'K27', 'K28')],
  'gi-bleed': [...snomed('74474003'), ...icd('K92.0', 'K92.1', 'K92.2', ...bleedingUlcer)],
  'heart-failure': [...snomed('84114007'), ...family('I50')],
  copd: [...snomed('13645005'), ...family('J44')],
  'sleep-apnea': [...snomed('73430006', '78275009'), ...family('G47.3')],
  'nsaid-allergy': localOnly,
  epilepsy: [...snomed('84757009', '128613002'), ...family('G40')],
  'postherpetic-neuralgia': [...snomed('2177002'), ...icd('B02.22', 'B02.23', 'B02.29')],
  'diabetic-neuropathy': [...snomed('49455004', '230572002'), ...family(...diabeticNeuropathy)],
  fibromyalgia: [...snomed('203082005'), ...icd('M79.7')],
  'spinal-cord-injury-pain': localOnly,
  'chronic-foot-drop': [
    ...of('icd-10-cm', { side: 'R' })('M21.371'),
    ...of('icd-10-cm', { side: 'L' })('M21.372'),
    ...family('M21.37'),
    ...hemiplegia,
    ...multipleSclerosis,
    ...cerebralPalsy,
    ...polio,
  ],
  // their names say, or their course lets expect, that both legs were weak before: it lowers, and never silences
  'known-bilateral-deficit': [...multipleSclerosis, ...family('G82.2', 'G82.5')],
  'known-umn-disease': [...hemiplegia, ...multipleSclerosis, ...cerebralPalsy],
  'baseline-sphincter-symptom': localOnly,
  // site value sets: an exclusion from a safety card must not rest on a code that we chose
  'active-cancer': localOnly,
  'recent-cancer': family(...malignant),
  'palliative-care': icd('Z51.5'),
  'sickle-cell': localOnly,
  'other-steroid-indication': localOnly,
  'opioid-use-disorder': [...snomed('75544000'), ...icd('F11.20')],
  'peroneal-risk': localOnly,
  postpartum: localOnly,
  'tight-belt': localOnly,
  sciatica: [
    ...snomed('128196005', '2415007', '128197001', '46578006', '23056005', '307177001'),
    ...snomed('202794004', '202735001', '311211000119105', '202693003'),
    ...icd('M54.16', 'M54.17', 'M54.18', 'M54.30', 'M54.31', 'M54.32', 'M54.40', 'M54.41', 'M54.42'),
    ...icd('M51.16', 'M51.17', 'M47.26', 'M47.27'),
  ],
  'unspecified-code': icd(
    'M54.30',
    'M54.40',
    'M54.50',
    'M54.9',
    'M54.10',
    'R20.0',
    'R20.1',
    'R20.2',
    'R20.3',
    'R20.8',
    'R20.9',
    'M79.604',
    'M79.605',
    'M79.606',
  ),
  'follow-up-booked': localOnly,
};

/** N1: these stay true of a person when the condition is inactive, resolved or in remission. */
export const historyConditions: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'cancer-history',
  'nonmelanoma-skin-only',
  'prior-lumbar-surgery',
  'previous-dvt',
]);

/**
 * Suspected is enough for these: N1 keeps what is not confirmed from counting as documented, but an MRI is how
 * it is confirmed. They lift REC-15 and are named; no red flag fires on them.
 */
export const suspectedDiseases: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'cauda-equina-syndrome',
  'spinal-infection',
  'vertebral-fracture',
]);

/** What a study may be ordered for without any other word on it (ACR 2021, variants 5–7). */
export const imagingReasons: ReadonlySet<ConditionId> = new Set<ConditionId>([
  ...suspectedDiseases,
  'cancer-history',
  'nonmelanoma-skin-only',
  'osteoporosis',
  'chronic-steroids',
  'immunosuppressed',
  'hiv',
  'ivdu',
  'dialysis',
  'endocarditis',
  'prior-lumbar-surgery',
]);

const stagesBelow30: ReadonlySet<string> = new Set(['N18.4', 'N18.5', 'N18.6']);

/** Of `ckd`, the stages that are by their definition an eGFR below 30 (KDIGO). */
export const isSevereKidneyDisease = (code: string): boolean =>
  stagesBelow30.has(code) || isListed('severe-kidney-disease', code);

/** ICD-10-CM: secondary malignant neoplasms; SNOMED CT: of bone, and from the prostate. */
const metastases: ReadonlySet<string> = new Set(['94222008', '314994000']);
const metastaticFamilies = ['C77', 'C78', 'C79', 'C7B'] as const;

/** Of a cancer on record, that it has spread. A code that is not here says nothing either way. */
export const isMetastatic = (code: string): boolean =>
  metastases.has(code) || metastaticFamilies.some((family) => code.startsWith(family));

/** ICD-10-CM and SNOMED CT: personal history of malignant neoplasm. */
export const isHistoryOfCancer = (code: string): boolean => code === '266987004' || code.startsWith('Z85');

/** N9: only when documented for at least 90 days. */
export const chronicDeficits: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'chronic-foot-drop',
  'known-umn-disease',
  'known-bilateral-deficit',
]);

/** N10: a condition of at least 90 days that is the same symptom; beside the codes of the finding itself. */
export const baselineCodes: Readonly<Partial<Record<FindingId, readonly ConditionCode[]>>> = {
  'urinary-incontinence': icd('N39.3'),
};

export const pregnancyCodes: readonly ConditionCode[] = [
  ...snomed('77386006', '91957002', '9121000119106'),
  ...icd('Z33.1'),
  ...family('Z34'),
];

/**
 * Codes of an encounter in pregnancy, which say nothing of a later day: weeks of gestation, and the chapter of
 * pregnancy without what ended it (O00 to O08), the birth (O60 to O84) and what comes after (O85 to O92). O98 to
 * O9A hold all three; Z3A stands beside them.
 */
export const pregnancyNowCodes: readonly ConditionCode[] = family(
  'Z3A',
  ...[
    'O09',
    'O10',
    'O11',
    'O12',
    'O13',
    'O14',
    'O15',
    'O16',
    'O20',
    'O21',
    'O22',
    'O22.3',
    'O23',
    'O24',
    'O25',
    'O26',
  ],
  ...[
    'O28',
    'O29',
    'O30',
    'O31',
    'O32',
    'O33',
    'O34',
    'O35',
    'O36',
    'O40',
    'O41',
    'O42',
    'O43',
    'O44',
    'O45',
  ],
  ...['O46', 'O47', 'O48'],
);

/** A status code that says a drug class is in use. */
export const drugUseCodes: Readonly<Partial<Record<MedicationClass, readonly ConditionCode[]>>> = {
  anticoagulant: icd('Z79.01'),
  antiplatelet: icd('Z79.02'),
  opioid: icd('Z79.891'),
};
