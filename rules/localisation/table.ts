/**
 * Which finding points to which lumbar root, and how strongly (§4.2). All weights are consensus [E],
 * ordered by the evidence: motor over reflex over sensation over pain. Rows are those of the
 * specification's table, columns L2 to S1.
 */
import { all, type Criterion, grade, has, is, present, recorded, unlessKnown } from '../engine/criterion.ts';
import type { Evidence, Some } from '../engine/rule.ts';
import type { Root } from '../engine/types.ts';
import type { FindingId } from '../findings/index.ts';
import { reflexLost, sensationLost } from '../terms/deficit.ts';
import { footDrop, transientNumbness } from '../terms/leg.ts';
import { fullStrength, severeWeakness } from '../terms/thresholds.ts';

export const ROOTS = ['L2', 'L3', 'L4', 'L5', 'S1'] as const satisfies readonly Root[];

/** Motor adds up; inside every other modality the strongest item counts, not the sum. */
export type Modality = 'motor' | 'reflex' | 'sensory' | 'pain' | 'paraesthesia' | 'tension';

export const CAPS: Readonly<Record<Modality, number>> = {
  motor: 6,
  reflex: 3,
  sensory: 2,
  pain: 1,
  paraesthesia: 1,
  tension: 1,
};

/** Points by root; a root that is not named has none. */
type Weights = Readonly<Partial<Record<Root, number>>>;

export interface LocalisingSign {
  readonly modality: Modality;
  readonly sign: string;
  readonly finding: FindingId;
  readonly when: Criterion;
  readonly weights: Weights;
  /** The root that gains one more point when this holds as well. */
  readonly severe?: { readonly when: Criterion; readonly root: Root };
}

/** A normal principal movement or reflex speaks against its root. */
export interface NormalSign {
  readonly sign: string;
  readonly finding: FindingId;
  readonly when: Criterion;
  readonly root: Root;
}

type Movement = Extract<FindingId, `mrc-${string}`>;
type Reflex = Extract<FindingId, `reflex-${string}`>;
type TensionTest = Extract<
  FindingId,
  'slr' | 'crossed-slr' | 'slump' | 'femoral-stretch' | 'crossed-femoral-stretch'
>;
type KeyPoint = Extract<FindingId, `sens-${string}`>;

const movements: readonly (readonly [Movement, Weights, principal: Root])[] = [
  ['mrc-hip-flexion', { L2: 3, L3: 1 }, 'L2'],
  ['mrc-hip-adduction', { L2: 1, L3: 2, L4: 1 }, 'L3'],
  ['mrc-knee-extension', { L3: 3, L4: 2 }, 'L3'],
  ['mrc-ankle-dorsiflexion', { L4: 2, L5: 3 }, 'L5'],
  ['mrc-great-toe-extension', { L5: 3 }, 'L5'],
  ['mrc-hip-abduction', { L5: 3 }, 'L5'],
  ['mrc-ankle-inversion', { L4: 1, L5: 2 }, 'L5'],
  ['mrc-ankle-eversion', { L5: 1, S1: 2 }, 'S1'],
  ['mrc-ankle-plantarflexion', { S1: 3 }, 'S1'],
  ['mrc-knee-flexion', { L5: 1, S1: 2 }, 'S1'],
  ['mrc-hip-extension', { S1: 2 }, 'S1'],
];

const reflexes: readonly (readonly [Reflex, Weights, principal: Root])[] = [
  ['reflex-patellar', { L3: 2, L4: 3 }, 'L4'],
  ['reflex-achilles', { S1: 3 }, 'S1'],
  ['reflex-medial-hamstring', { L5: 2 }, 'L5'],
];

const keyPoints: readonly (readonly [KeyPoint, Weights])[] = [
  ['sens-anterior-thigh', { L2: 2, L3: 1 }],
  ['sens-medial-knee', { L3: 2 }],
  ['sens-medial-ankle', { L4: 2 }],
  ['sens-lateral-leg', { L5: 1 }],
  ['sens-dorsal-foot', { L5: 2 }],
  ['sens-lateral-foot', { S1: 2 }],
  ['sens-posterior-calf', { S1: 1 }],
];

const regions = [
  ['groin', { L2: 1 }],
  ['anterior-thigh', { L2: 1, L3: 1 }],
  ['medial-knee', { L3: 1 }],
  ['medial-leg', { L4: 1 }],
  ['medial-ankle', { L4: 1 }],
  ['lateral-thigh', { L5: 1 }],
  ['lateral-leg', { L5: 1 }],
  ['dorsal-foot', { L5: 1 }],
  ['great-toe', { L5: 1 }],
  ['posterior-thigh', { S1: 1 }],
  ['posterior-calf', { S1: 1 }],
  ['heel', { S1: 1 }],
  ['lateral-foot', { S1: 1 }],
  ['sole', { S1: 1 }],
] as const;

const tension: readonly (readonly [TensionTest, Weights])[] = [
  ['femoral-stretch', { L2: 1, L3: 1, L4: 1 }],
  ['crossed-femoral-stretch', { L2: 1, L3: 1, L4: 1 }],
  ['slr', { L5: 1, S1: 1 }],
  ['crossed-slr', { L5: 1, S1: 1 }],
  ['slump', { L5: 1, S1: 1 }],
];

const motorRow = ([finding, weights, root]: (typeof movements)[number]): LocalisingSign => ({
  modality: 'motor',
  sign: `${finding} <${fullStrength.value}`,
  finding,
  when: grade(finding, '<', fullStrength),
  weights,
  severe: { when: grade(finding, '<=', severeWeakness), root },
});

/** A foot drop or failed heel walk stands for dorsiflexion 3 when no grade was recorded. */
const footDropRow: LocalisingSign = {
  modality: 'motor',
  sign: 'foot drop or cannot heel-walk, no grade recorded',
  finding: 'foot-drop',
  when: all(unlessKnown(recorded('mrc-ankle-dorsiflexion')), footDrop),
  weights: { L4: 2, L5: 3 },
  severe: { when: footDrop, root: 'L5' },
};

const regionRows = (modality: 'pain' | 'paraesthesia'): LocalisingSign[] => {
  const finding = modality === 'pain' ? 'pain-path' : 'sensory-region';
  return regions.map(([region, weights]) => ({
    modality,
    sign: region,
    finding,
    when:
      modality === 'pain' ? has(finding, region) : all(has(finding, region), unlessKnown(transientNumbness)),
    weights,
  }));
};

export const signs: readonly LocalisingSign[] = [
  ...movements.map(motorRow),
  footDropRow,
  ...reflexes.map(
    ([finding, weights]): LocalisingSign => ({
      modality: 'reflex',
      sign: `${finding} reduced/absent, unilateral`,
      finding,
      when: reflexLost(finding),
      weights,
    }),
  ),
  ...keyPoints.map(
    ([finding, weights]): LocalisingSign => ({
      modality: 'sensory',
      sign: `${finding} reduced/absent, unilateral`,
      finding,
      when: sensationLost(finding),
      weights,
    }),
  ),
  ...regionRows('pain'),
  ...regionRows('paraesthesia'),
  ...tension.map(
    ([finding, weights]): LocalisingSign => ({
      modality: 'tension',
      sign: finding,
      finding,
      when: present(finding),
      weights,
    }),
  ),
];

export const normalSigns: readonly NormalSign[] = [
  ...movements.map(
    ([finding, , root]): NormalSign => ({
      sign: `${finding} ${fullStrength.value}`,
      finding,
      when: grade(finding, '>=', fullStrength),
      root,
    }),
  ),
  ...reflexes.map(
    ([finding, , root]): NormalSign => ({
      sign: `${finding} normal`,
      finding,
      when: is(finding, 'normal'),
      root,
    }),
  ),
];

export interface RootTable {
  readonly signs: readonly LocalisingSign[];
  readonly normalSigns: readonly NormalSign[];
  readonly caps: Readonly<Record<Modality, number>>;
}

export const rootTable: RootTable = { signs, normalSigns, caps: CAPS };

export const evidence: Some<Evidence> = [
  {
    cite: 'suri-2011',
    says: 'Femoral stretch, crossed femoral stretch, medial-ankle sensation and the knee jerk: LR+ 5 or more for the mid-lumbar roots; Achilles reflex LR+ 7.1 (95% CI 0.96–53) for the low lumbar. Best single tests: anterior-thigh sensation L2, femoral stretch L3, knee jerk, medial-ankle sensation and crossed femoral stretch L4, hip abduction L5, Achilles reflex S1 (n = 54).',
    strength: 'diagnostic study',
  },
  {
    cite: 'iversen-2013',
    says: 'Overall clinical judgement of the root was modestly accurate: LR+ L4 6.28, L5 1.74, S1 1.29. Hence words, not percentages, and small capped weights.',
    strength: 'diagnostic study',
  },
  {
    cite: 'murphy-2009',
    says: 'About 64% of lumbar root pain is not dermatomal; S1 is the partial exception (sensitivity 0.65, specificity 0.80). A pain path carries at most one point.',
    strength: 'diagnostic study',
  },
  {
    cite: 'isncsci',
    says: 'Key points: L2 front of the thigh, L3 inner side of the knee, L4 inner malleolus, L5 dorsum of the foot at the third toe, S1 outer side of the heel, S2 hollow of the knee, S3 sit bone. Front, outer side and hollow of the knee, inner thigh and shin name no root here.',
    strength: 'guideline',
  },
  {
    cite: 'albert-2019',
    says: 'Clinicians could not tell L5 from S1 by pain drawing.',
    strength: 'diagnostic study',
  },
];
