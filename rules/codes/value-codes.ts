/**
 * Codes that stand as a value, a body site, a side or a route. Our own words need no row: their code is
 * the word (`lr-value`), checked against the finding that they are said of.
 *
 * A code that is not here says nothing that can be used; that is not the same as Equivocal and Unknown,
 * which say that somebody looked and cannot tell.
 */
import type { FindingId, Side, Site } from '../findings/index.ts';
import type { CodeRef } from './code-system.ts';

const snomed = (code: string): CodeRef => ({ system: 'snomed', code });
const loinc = (code: string): CodeRef => ({ system: 'loinc', code });
const yesNo = (code: string): CodeRef => ({ system: 'yes-no', code });
const expandedYesNo = (code: string): CodeRef => ({ system: 'expanded-yes-no', code });

export interface ValueCode extends CodeRef {
  /** The plain answer. `detected` marks Present and Absent, which say nothing of a test's result. */
  readonly answer?: boolean;
  readonly detected?: true;
  readonly degree?: 'slight' | 'moderate' | 'severe';
  /** The word it is for a graded finding, or the item for a set. */
  readonly words?: Readonly<Partial<Record<FindingId, string>>>;
  /** Value of pregnancy status. */
  readonly pregnant?: boolean;
  /** Result of a culture. */
  readonly growth?: boolean;
  /** Value of smoking status. */
  readonly smokes?: true;
  /** Asked or looked for, and not known (N4). */
  readonly notKnown?: true;
}

/** No commensals of the skin: one of those alone is mostly a contaminated bottle. */
const pathogens = [
  ...['3092008', '112283007', '9861002', '40886007', '56415008', '90272000', '78065002', '91288006'],
  ...['80166006', '43492007'],
];

const currentSmoker = ['449868002', '428041000124106', '77176002', '428061000124105', '428071000124103'];

export const valueCodes: readonly ValueCode[] = [
  { ...snomed('52101004'), answer: true, detected: true },
  { ...snomed('2667000'), answer: false, detected: true, words: { pulses: 'absent' } },
  { ...snomed('10828004'), answer: true },
  { ...snomed('260385009'), answer: false },
  { ...loinc('LA33-6'), answer: true },
  { ...loinc('LA32-8'), answer: false },
  { ...loinc('LA9633-4'), answer: true, detected: true },
  { ...loinc('LA9634-2'), answer: false, detected: true, words: { pulses: 'absent' } },
  { ...loinc('LA6576-8'), answer: true },
  { ...loinc('LA6577-6'), answer: false },
  { ...snomed('373066001'), answer: true },
  { ...snomed('373067005'), answer: false },
  { ...yesNo('Y'), answer: true },
  { ...yesNo('N'), answer: false },
  { ...expandedYesNo('Y'), answer: true },
  { ...expandedYesNo('N'), answer: false },

  { ...snomed('42425007'), notKnown: true },
  { ...snomed('261665006'), notKnown: true },
  ...['ASKU', 'NA', 'NASK', 'NAV', 'NI', 'NP', 'UNK'].map(
    (code): ValueCode => ({ ...expandedYesNo(code), notKnown: true }),
  ),

  { ...snomed('255604002'), degree: 'slight' },
  { ...snomed('6736007'), degree: 'moderate' },
  { ...snomed('24484000'), degree: 'severe' },

  { ...snomed('36349006'), words: { 'pain-quality': 'burning' } },
  { ...snomed('90673000'), words: { 'pain-quality': 'burning' } },
  { ...snomed('27635008'), words: { 'pain-quality': 'aching' } },
  { ...snomed('29695002'), words: { 'pain-quality': 'throbbing' } },
  { ...snomed('55145008'), words: { 'pain-quality': 'stabbing' } },
  { ...snomed('786837007'), words: { 'pain-quality': 'tingling' } },
  { ...snomed('162506004'), words: { 'pain-quality': 'pins-needles' } },
  { ...snomed('7087005'), words: { 'pain-temporal': 'intermittent' } },
  { ...snomed('67141003'), words: { gait: 'antalgic' } },
  { ...snomed('163689006'), words: { gait: 'steppage' } },
  { ...snomed('349006'), words: { 'reflex-patellar': 'absent', 'reflex-achilles': 'absent' } },

  ...['260373001', ...pathogens].map((code): ValueCode => ({ ...snomed(code), growth: true })),
  ...['260415000', '264868006'].map((code): ValueCode => ({ ...snomed(code), growth: false })),

  { ...snomed('77386006'), pregnant: true },
  { ...snomed('60001007'), pregnant: false },
  ...currentSmoker.map((code): ValueCode => ({ ...snomed(code), smokes: true })),
];

/** Structures of one leg, or of both; each stands as a side and as a site. */
const structures = (left: string, right: string, sites: readonly Site[], both: readonly string[] = []) => [
  { ...snomed(left), side: 'L', sites } as const,
  { ...snomed(right), side: 'R', sites } as const,
  ...both.map((code) => ({ ...snomed(code), side: 'B', sites }) as const),
];

const leg: readonly Site[] = ['lower-limb'];

const sidedStructures = [
  ...structures('32153003', '62175007', leg, ['4180000']),
  ...structures('61396006', '11207009', leg, ['57172001']),
  ...structures('82169009', '6757004', ['lower-limb', 'knee'], ['36701003']),
  ...structures('48979004', '32696007', leg, ['40927001']),
  ...structures('213384005', '213289002', leg),
  ...structures('722115008', '722116009', ['lower-limb', 'calf']),
  ...structures('723590004', '723591000', leg),
  ...structures('51636004', '6685009', ['lower-limb', 'ankle'], ['69948000']),
  ...structures('22335008', '7769000', leg, ['8580001']),
  ...structures('239919000', '239830003', leg),
  ...structures('113270003', '69833005', leg),
  ...structures('25885001', '57832007', leg),
  ...structures('214912001', '214811007', leg),
  ...structures('792817008', '792816004', leg),
  ...structures('85119005', '37117007', ['groin']),
  ...structures('287679003', '287579007', ['elsewhere'], ['304909008']),
];

export const sideCodes: readonly (CodeRef & { readonly side: Side })[] = [
  { ...snomed('7771000'), side: 'L' },
  { ...snomed('24028007'), side: 'R' },
  { ...snomed('51440002'), side: 'B' },
  ...sidedStructures,
];

export const siteCodes: readonly (CodeRef & { readonly sites: readonly Site[] })[] = [
  { ...snomed('61685007'), sites: ['lower-limb'] },
  { ...snomed('68367000'), sites: ['lower-limb'] },
  { ...snomed('30021000'), sites: ['lower-limb'] },
  { ...snomed('56459004'), sites: ['lower-limb'] },
  { ...snomed('53840002'), sites: ['lower-limb', 'calf'] },
  { ...snomed('72696002'), sites: ['lower-limb', 'knee'] },
  { ...snomed('344001'), sites: ['lower-limb', 'ankle'] },
  { ...snomed('26893007'), sites: ['groin'] },
  { ...snomed('52612000'), sites: ['low-back'] },
  { ...snomed('46862004'), sites: ['elsewhere'] },
  { ...snomed('29836001'), sites: ['elsewhere'] },
  { ...snomed('39723000'), sites: ['elsewhere'] },
  { ...snomed('37822005'), sites: ['low-back'] },
  ...sidedStructures,
];

/**
 * `local` drugs act where they are put: not systemic NSAIDs. A steroid counts as oral only without a route
 * or with the oral one.
 */
export const routeCodes: readonly (CodeRef & { readonly route: 'oral' | 'local' })[] = [
  { ...snomed('26643006'), route: 'oral' },
  { ...snomed('6064005'), route: 'local' },
  { ...snomed('54485002'), route: 'local' },
  { ...snomed('446105004'), route: 'local' },
  { ...snomed('10547007'), route: 'local' },
  { ...snomed('45890007'), route: 'local' },
];
