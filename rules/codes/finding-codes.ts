/**
 * The standard codes of each finding (knowledge specification 2.2–2.4). Beside them every finding is
 * recorded with its own id in the `finding` system, so an empty row means: no verified standard code exists.
 *
 * Only codes that say enough by themselves. Codes that need another value to mean something (a date, a
 * reference range, a body site that picks the finding) are in `measure-codes.ts`.
 */
import type { FindingId, Side } from '../findings/index.ts';
import type { CodeRef } from './code-system.ts';

/** A place on the body that a code needs beside it before it means the finding. */
export type Site = 'lower-limb' | 'calf' | 'knee' | 'ankle' | 'groin' | 'low-back' | 'elsewhere';

export interface FindingCode extends CodeRef {
  /**
   * `asks`: the code is a question, the value of the Observation its answer.
   * `implies`: the code says it among other things, so its denial leaves it open.
   * Otherwise the code says it itself: true, or one word of a graded finding.
   */
  readonly says: 'asks' | 'implies' | true | { readonly word: string };
  readonly side?: Side;
  /** An ICD-10-CM category whose members all count. */
  readonly family?: true;
  /** Of a family: its members say a side in a character of their own (`sideInIcd`). */
  readonly sided?: true;
  /** Without this body site the code is left out. */
  readonly at?: Site;
  /** A body site may be missing, but if there is one it must be this one. */
  readonly unlessNotAt?: Site;
}

type Rest = Partial<Omit<FindingCode, 'system' | 'code'>>;

const snomed = (code: string, rest: Rest = {}): FindingCode => ({
  system: 'snomed',
  code,
  says: true,
  ...rest,
});
const icd = (code: string, rest: Rest = {}): FindingCode => ({
  system: 'icd-10-cm',
  code,
  says: true,
  ...rest,
});
const family = (code: string, rest: Rest = {}): FindingCode => icd(code, { family: true, ...rest });
const asks = (code: string, rest: Rest = {}): FindingCode => ({
  system: 'loinc',
  code,
  says: 'asks',
  ...rest,
});

/** Sciatica is by its own word pain along the nerve in the leg (S-52). Radiculopathy may be numb or weak alone. */
const sciatica = { says: 'implies' } as const;

const onLeg = { at: 'lower-limb' } as const;
const right = { side: 'R' } as const;
const left = { side: 'L' } as const;
const localOnly: readonly FindingCode[] = [];

export const findingCodes: Readonly<Record<FindingId, readonly FindingCode[]>> = {
  'leg-pain': [
    snomed('10601006'),
    snomed('90834002', onLeg),
    snomed('78514002'),
    snomed('300954003'),
    icd('M79.604', right),
    icd('M79.605', left),
    icd('M79.606'),
    icd('M79.651', right),
    icd('M79.652', left),
    icd('M79.661', right),
    icd('M79.662', left),
    snomed('23056005', sciatica),
    snomed('307177001', sciatica),
    snomed('202794004', sciatica),
    icd('M54.30', sciatica),
    icd('M54.31', { ...sciatica, ...right }),
    icd('M54.32', { ...sciatica, ...left }),
    icd('M54.40', sciatica),
    icd('M54.41', { ...sciatica, ...right }),
    icd('M54.42', { ...sciatica, ...left }),
  ],
  'foot-pain': [snomed('47933007'), icd('M79.671', right), icd('M79.672', left)],
  'buttock-pain': [snomed('279043006')],
  'groin-pain': [snomed('49218002', { at: 'groin' })],
  // in the groin or over the outer side: only `hip-pain` leaves that open
  'hip-pain': [snomed('49218002'), icd('M25.551', right), icd('M25.552', left), icd('M25.559')],
  'hip-lateral-pain': localOnly,
  'low-back-pain': [
    snomed('279039007'),
    snomed('278862001'),
    snomed('278860009'),
    snomed('267982002'),
    snomed('161891005', { unlessNotAt: 'low-back' }),
    snomed('202794004', { says: 'implies' }),
    snomed('9121000119106'),
    icd('M54.50'),
    icd('M54.51'),
    icd('M54.59'),
    icd('M54.40', { says: 'implies' }),
    icd('M54.41', { says: 'implies' }),
    icd('M54.42', { says: 'implies' }),
  ],
  'pain-path': [asks('38204-4'), asks('38205-1')],
  // 91340-0 means any spread into the leg, not past the knee
  'pain-below-knee': localOnly,
  'pain-dominance': localOnly,
  'pain-quality': [asks('32419-4')],
  'pain-temporal': [asks('38206-9')],
  'pain-trend': localOnly,
  'pain-onset-speed': [asks('38203-6')],
  'pain-onset-days': localOnly,
  'pain-nrs': localOnly,
  'pain-aggravating': [asks('38209-3')],
  'pain-relieving': [asks('38210-1')],
  'shopping-cart': localOnly,
  numbness: [
    snomed('309537005'),
    snomed('309538000'),
    snomed('44077006', onLeg),
    icd('R20.0', { unlessNotAt: 'lower-limb' }),
  ],
  'numbness-temporal': localOnly,
  'sensory-modality-lost': localOnly,
  tingling: [
    snomed('429783005'),
    snomed('309087008'),
    snomed('62507009', { unlessNotAt: 'lower-limb' }),
    snomed('274676007', { unlessNotAt: 'lower-limb' }),
    snomed('91019004', onLeg),
    icd('R20.2', { unlessNotAt: 'lower-limb' }),
  ],
  'sensory-region': localOnly,
  'weakness-subjective': [
    snomed('102568007'),
    snomed('249945007'),
    snomed('713514005', onLeg),
    snomed('26544005', onLeg),
    icd('G83.10'),
    ...['G83.11', 'G83.13'].map((code) => icd(code, right)),
    ...['G83.12', 'G83.14'].map((code) => icd(code, left)),
    // a remainder class and a generalised weakness: of a leg where the body site says so
    icd('R29.898', onLeg),
    icd('M62.81', onLeg),
  ],
  'weakness-pattern': localOnly,
  heaviness: [snomed('161873000'), snomed('373931001', onLeg)],
  'giving-way': localOnly,
  'leg-drag': localOnly,
  'stairs-difficulty': localOnly,
  'walking-limited': [snomed('282145008'), icd('R26.2')],
  'driving-difficulty': localOnly,
  'sleep-disturbed': localOnly,
  'night-burning-feet': localOnly,
  'rest-pain': [family('I70.22', { sided: true })],
  painDETECT: localOnly,
  DN4: localOnly,
  'S-LANSS': localOnly,
  'conservative-weeks': localOnly,

  'urinary-retention': [
    snomed('267064002'),
    snomed('236648008'),
    icd('R33.0'),
    icd('R33.8'),
    icd('R33.9'),
    icd('R39.14'),
  ],
  // not stress, urge or at night: overflow, without feeling it, continuous, and what names no kind
  'urinary-incontinence': [
    ...['165232002', '397878005'].map((code) => snomed(code)),
    ...['R32', 'N39.42', 'N39.45', 'N39.490', 'N39.498'].map((code) => icd(code)),
  ],
  'bladder-sensation-altered': [snomed('102835006'), icd('R39.11')],
  'fecal-incontinence': [snomed('72042002'), snomed('271839005'), icd('R15.9')],
  'rectal-fullness-loss': localOnly,
  // 271594007 circulates as "saddle anesthesia" and is syncope; 449813001 comes with its list
  'saddle-sensory-change': localOnly,
  'sexual-dysfunction-new': [snomed('860914002')],
  'anal-tone-reduced': localOnly,
  'perianal-pinprick-reduced': localOnly,
  // 9197-5 is a urine output: a residual only where a site says so
  'pvr-ml': [asks('98856-8')],
  'ces-onset-days': localOnly,
  'progressed-to-bilateral': localOnly,
  'progressive-weakness': localOnly,
  'foot-drop': [
    snomed('6077001'),
    snomed('27253007'),
    icd('M21.371', right),
    icd('M21.372', left),
    icd('M21.379'),
  ],
  'heel-walk-unable': localOnly,
  // R50.2, R50.83 and R50.84 name a cause that is no infection
  fever: [snomed('386661006'), icd('R50.9'), icd('R50.81'), icd('R50.82')],
  'night-sweats': [snomed('42984000'), icd('R61')],
  'weight-loss-unexplained': [snomed('422868009'), snomed('448765001'), icd('R63.4')],
  'night-pain-unremitting': localOnly,
  'recent-bacteremia': [
    ...['R78.81', 'R65.20', 'R65.21'].map((code) => icd(code)),
    ...['A40', 'A41', 'T81.44'].map((code) => family(code)),
  ],
  'crp-esr-raised': localOnly,
  'crp-esr-raised-long': localOnly,
  'major-trauma': localOnly,
  'minor-trauma': localOnly,
  contusion: localOnly,
  'limb-cold': localOnly,
  'limb-pallor': localOnly,
  'acute-limb-onset': localOnly,
  'pulsatile-abdominal-mass': [snomed('2981001')],
  'abdominal-flank-pain': localOnly,
  // not I95.1: a pressure that falls on standing is no bleeding aorta
  'syncope-hypotension': [icd('I95.9'), icd('R55'), icd('R57.1'), icd('R57.9')],
  'wells-score': localOnly,
  // at every site but skin, finger, toe, hand and foot
  'temp-c': [
    '8310-5',
    '8331-1',
    '8332-9',
    '8333-7',
    '76011-6',
    '75539-7',
    '8328-7',
    '8329-5',
    '8330-3',
    '60834-9',
    '8334-5',
    '60836-4',
    '60838-0',
    '76010-8',
    '11289-6',
  ].map((code) => asks(code)),
  'sensory-level': localOnly,
  'areflexia-legs': localOnly,
  'arms-face-or-breathing-weak': localOnly,
  'weight-bearing-refused': localOnly,
  'dry-by-day': localOnly,
  // swelling of the leg that nobody measured: of the whole leg only where our own code says so
  'calf-swollen': [snomed('449614009'), family('R22.4', { sided: true })],
  'calf-swollen-3cm': localOnly,
  'leg-swollen': localOnly,
  'pitting-oedema': localOnly,
  'deep-vein-tender': localOnly,
  'collateral-veins': localOnly,
  immobilised: localOnly,
  'aortic-diameter-cm': localOnly,
  'sbp-mmhg': [asks('8480-6'), asks('8459-0'), asks('8461-6')],
  inr: ['6301-6', '34714-6', '38875-1', '46418-0'].map((code) => asks(code)),
  'crp-mg-l': localOnly,
  'esr-mm-h': localOnly,
  'wbc-g-l': [asks('6690-2'), asks('26464-8'), asks('804-5')],

  slr: localOnly,
  'crossed-slr': localOnly,
  slump: localOnly,
  'femoral-stretch': localOnly,
  'crossed-femoral-stretch': localOnly,
  'reflex-patellar': [asks('32392-3'), snomed('349006', { says: { word: 'absent' }, at: 'knee' })],
  'reflex-achilles': [asks('32389-9'), snomed('349006', { says: { word: 'absent' }, at: 'ankle' })],
  'reflex-medial-hamstring': localOnly,
  'mrc-hip-flexion': localOnly,
  'mrc-hip-adduction': localOnly,
  'mrc-knee-extension': localOnly,
  'mrc-ankle-dorsiflexion': localOnly,
  'mrc-great-toe-extension': localOnly,
  'mrc-hip-abduction': localOnly,
  'mrc-ankle-inversion': localOnly,
  'mrc-ankle-eversion': localOnly,
  'mrc-ankle-plantarflexion': localOnly,
  'mrc-knee-flexion': localOnly,
  'mrc-hip-extension': localOnly,
  'sens-anterior-thigh': localOnly,
  'sens-medial-knee': localOnly,
  'sens-medial-ankle': localOnly,
  'sens-lateral-leg': localOnly,
  'sens-dorsal-foot': localOnly,
  'sens-lateral-foot': localOnly,
  'sens-posterior-calf': [snomed('398026008', { says: { word: 'reduced' }, at: 'calf' })],
  gait: [
    asks('32433-5'),
    snomed('67141003', { says: { word: 'antalgic' } }),
    snomed('163689006', { says: { word: 'steppage' } }),
  ],
  babinski: [asks('32385-7')],
  clonus: localOnly,
  hyperreflexia: [snomed('86854008')],
  romberg: localOnly,
  centralization: localOnly,
  pulses: [asks('8909-4', left), asks('8908-6', right)],
  abi: [asks('77194-9')],
  'femoral-bruit': localOnly,
  faber: localOnly,
  'thigh-thrust': localOnly,
  'sij-distraction': localOnly,
  'sij-compression': localOnly,
  'sacral-thrust': localOnly,
  gaenslen: localOnly,
  fair: localOnly,
  'sciatic-notch-tender': localOnly,
  'extension-rotation': localOnly,
  'step-off': localOnly,
  'spinal-percussion-tender': localOnly,
  'hip-ir-painful': localOnly,
  'hip-adduction-limited': localOnly,
  'hip-groin-pain-passive': localOnly,
  'gt-tender': localOnly,
  'single-leg-stance-pain': localOnly,
  'pelvic-compression': localOnly,
  'tinel-fibular': localOnly,
  'tinel-tarsal': localOnly,
  fasciculation: localOnly,
  'dermatomal-rash': localOnly,
  'foot-ulcer': [
    ...['L97.4', 'L97.5', 'I70.26'].map((code) => family(code, { sided: true })),
    ...['I70.233', 'I70.234', 'I70.235'].map((code) => icd(code, right)),
    ...['I70.243', 'I70.244', 'I70.245'].map((code) => icd(code, left)),
    ...['E08.621', 'E09.621', 'E10.621', 'E11.621', 'E13.621'].map((code) => icd(code)),
  ],
  // a foot without feeling is a positive test: Present and Absent are ambiguous here, see value-codes.ts
  'monofilament-abnormal': [{ system: 'snomed', code: '134388005', says: 'asks' }],
  'vibration-reduced': localOnly,
  'lumbar-exam-done': localOnly,
};
