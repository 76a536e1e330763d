/**
 * What each harvested list of SNOMED CT or RxNorm codes (`lists/`, `snomed-lists.ts`) stands for. A code that is in a
 * table of its own (`condition-codes.ts` …) keeps what that says and adds what its lists say besides.
 */
import type { ConditionId, FindingId } from '../findings/index.ts';
import type { Deed } from './order-codes.ts';

export interface ListMeaning {
  readonly conditions?: readonly ConditionId[];
  readonly findings?: readonly FindingId[];
  /** `implied`: the codes say it among other things, so their denial leaves it open. */
  readonly implied?: readonly FindingId[];
  readonly deeds?: readonly Deed[];
  readonly pregnancy?: true;
  /** SNOMED CT where nothing is said. */
  readonly system?: 'rxnorm';
  /** Of a long-standing deficit that names no side: either leg may be meant. */
  readonly side?: 'B';
}

const is = (...conditions: readonly ConditionId[]): ListMeaning => ({ conditions });
const says = (...findings: readonly FindingId[]): ListMeaning => ({ findings });

/** One leg, or either where none is named (N9). */
const oldDeficit: ListMeaning = { conditions: ['chronic-foot-drop', 'known-umn-disease'], side: 'B' };

export const listMeanings = {
  malignancy: is('cancer-history', 'recent-cancer'),
  'skin-cancer': is('nonmelanoma-skin-only'),
  pregnancy: { pregnancy: true },
  'heart-failure': is('heart-failure'),
  'kidney-disease': is('ckd'),
  'severe-kidney-disease': is('ckd'),
  'on-dialysis': is('dialysis', 'ckd'),
  dialysis: { deeds: ['dialysis'] },
  diabetes: is('diabetes'),
  'diabetic-neuropathy': is('diabetic-neuropathy', 'diabetes'),
  'diabetic-amyotrophy': is('diabetic-amyotrophy', 'diabetes'),
  immunosuppression: is('immunosuppressed'),
  hiv: is('hiv'),
  transplant: { conditions: ['transplant'], deeds: ['transplant'] },
  osteoporosis: is('osteoporosis'),
  'peripheral-arterial-disease': is('pad'),
  aneurysm: is('aaa'),
  'ruptured-aneurysm': is('aaa-ruptured', 'aaa'),
  'leg-artery-occlusion': is('arterial-occlusion-leg'),
  'deep-vein-thrombosis': is('dvt-current'),
  'previous-deep-vein-thrombosis': is('previous-dvt'),
  'spinal-infection': is('spinal-infection'),
  endocarditis: is('endocarditis'),
  bacteraemia: says('recent-bacteremia'),
  'multiple-sclerosis': {
    conditions: ['chronic-foot-drop', 'known-umn-disease', 'known-bilateral-deficit'],
    side: 'B',
  },
  hemiplegia: oldDeficit,
  // their names say that both legs are weak: it lowers, and never silences
  paraplegia: is('known-bilateral-deficit'),
  'cerebral-palsy': oldDeficit,
  'motor-neurone-disease': is('motor-neurone-disease'),
  'guillain-barre': is('guillain-barre'),
  zoster: is('zoster'),
  'leg-injury': is('leg-injury-6w'),
  'hip-fracture': is('hip-fracture'),
  'cauda-equina': is('cauda-equina-syndrome'),
  'vertebral-fracture': is('vertebral-fracture'),
  'lumbar-disc-herniation': is('lumbar-disc-herniation'),
  'lumbar-stenosis': is('lumbar-stenosis'),
  spondylolisthesis: is('spondylolisthesis'),
  'hip-osteoarthritis': is('hip-oa'),
  'hip-osteonecrosis': is('hip-osteonecrosis'),
  'femoral-neuropathy': is('femoral-neuropathy'),
  'tarsal-tunnel': is('tarsal-tunnel'),
  sciatica: { conditions: ['sciatica'], implied: ['leg-pain'] },
  'lumbar-radiculopathy': is('sciatica'),
  'leg-pain': says('leg-pain'),
  'cold-painful-leg': says('leg-pain', 'limb-cold'),
  'low-back-pain': says('low-back-pain'),
  'leg-numbness': says('numbness'),
  'leg-paraesthesia': says('tingling'),
  'leg-paresis': says('weakness-subjective'),
  'saddle-numbness': says('saddle-sensory-change'),
  'urinary-retention': says('urinary-retention'),
  fever: says('fever'),
  'weight-loss': says('weight-loss-unexplained'),
  'oestrogen-drugs': { ...is('oestrogen'), system: 'rxnorm' },
  'chemotherapy-drugs': { ...is('chemotherapy', 'immunosuppressed'), system: 'rxnorm' },
  'immunosuppressant-drugs': { ...is('immunosuppressed'), system: 'rxnorm' },
} as const satisfies Readonly<Record<string, ListMeaning>>;

export type ListName = keyof typeof listMeanings;
