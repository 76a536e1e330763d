/**
 * Which ICD-10-CM code says more than an unspecified one (§6.36), and which codes must not stand beside
 * it (Excludes1, read from the FY2021 tabular: re-check before billing use). A structural cause is offered
 * only when it is documented: a score never codes a confirmed disease.
 */
import type { DiagnosisId } from '../engine/ids.ts';
import type { Leg } from '../engine/types.ts';
import type { ConditionId } from '../findings/index.ts';
import { located } from './located.ts';
import { hasCondition, readings, type Situation } from './situation.ts';
import { icd10, type ProblemDraft, problem, snomed } from './suggestion.ts';

/** S1 stands for L5–S1, lumbosacral; L2 to L5 alone for the lumbar region. */
const region = (s: Situation): 'lumbar' | 'lumbosacral' | undefined => {
  const roots = located(s)
    .filter(({ confidence }) => confidence !== 'discordant')
    .flatMap((one) => one.roots);
  if (roots.length === 0) return undefined;
  return roots.includes('S1') ? 'lumbosacral' : 'lumbar';
};

const radiculopathy = {
  lumbar: problem('Lumbar radiculopathy', icd10('M54.16'), snomed('128196005')),
  lumbosacral: problem('Lumbosacral radiculopathy', icd10('M54.17'), snomed('2415007')),
} as const;

const discWithRadiculopathy = {
  lumbar: problem('Lumbar disc disorder with radiculopathy', icd10('M51.16')),
  lumbosacral: problem('Lumbosacral disc disorder with radiculopathy', icd10('M51.17')),
} as const;

const sciatica = {
  left: problem('Sciatica, left side', icd10('M54.32')),
  right: problem('Sciatica, right side', icd10('M54.31')),
} as const;

const backAndSciatica = {
  left: problem('Low back pain with sciatica, left side', icd10('M54.42')),
  right: problem('Low back pain with sciatica, right side', icd10('M54.41')),
} as const;

const bySide = {
  PIRI: {
    left: problem('Lesion of sciatic nerve, left', icd10('G57.02')),
    right: problem('Lesion of sciatic nerve, right', icd10('G57.01')),
  },
  PERONEAL: {
    left: problem('Peroneal neuropathy, left', icd10('G57.32')),
    right: problem('Peroneal neuropathy, right', icd10('G57.31')),
  },
  MERALGIA: {
    left: problem('Meralgia paresthetica, left', icd10('G57.12')),
    right: problem('Meralgia paresthetica, right', icd10('G57.11')),
  },
} as const;

const backPain = (s: Situation): boolean | undefined => {
  const value = readings(s, 'low-back-pain')[0]?.value;
  return typeof value === 'boolean' ? value : undefined;
};

const forRoot = (s: Situation, side: Leg): readonly ProblemDraft[] => {
  const where = region(s);
  const documented = hasCondition(s, 'lumbar-disc-herniation');
  const both = where === undefined ? (['lumbar', 'lumbosacral'] as const) : ([where] as const);
  const sided = side === 'unspecified' ? undefined : side;
  const pain = backPain(s);
  const symptom = pain === true ? backAndSciatica : pain === false ? sciatica : undefined;
  return [
    ...(documented ? both.map((one) => discWithRadiculopathy[one]) : []),
    ...(where === undefined ? [] : [radiculopathy[where]]),
    ...(sided && symptom ? [symptom[sided]] : []),
    ...(where === undefined && !documented ? both.map((one) => radiculopathy[one]) : []),
  ];
};

const discDegeneration = (s: Situation): readonly ProblemDraft[] =>
  backPain(s) === true
    ? [
        problem('Lumbar disc degeneration with back and leg pain', icd10('M51.362')),
        problem('Lumbosacral disc degeneration with back and leg pain', icd10('M51.372')),
      ]
    : [
        problem('Lumbar disc degeneration with leg pain', icd10('M51.361')),
        problem('Lumbosacral disc degeneration with leg pain', icd10('M51.371')),
      ];

const whenDocumented = (s: Situation, condition: ConditionId, problems: readonly ProblemDraft[]) =>
  hasCondition(s, condition) ? problems : [];

export const problemsFor = (s: Situation, id: DiagnosisId, side: Leg): readonly ProblemDraft[] => {
  switch (id) {
    case 'RADIC':
      return forRoot(s, side);
    case 'LSS':
      return [
        problem('Lumbar spinal stenosis with neurogenic claudication', icd10('M48.062'), snomed('18347007')),
      ];
    case 'SPONDY':
      return whenDocumented(s, 'spondylolisthesis', [
        problem('Spondylolisthesis, lumbar', icd10('M43.16')),
        problem('Spondylolisthesis, lumbosacral', icd10('M43.17')),
      ]);
    case 'DDDREF':
      return whenDocumented(s, 'lumbar-ddd', discDegeneration(s));
    case 'FORAM':
      return whenDocumented(s, 'lumbar-spondylosis', [
        problem('Lumbar spondylosis with radiculopathy', icd10('M47.26')),
        problem('Lumbosacral spondylosis with radiculopathy', icd10('M47.27')),
      ]);
    case 'SIJ':
      return [problem('Sacroiliac pain', icd10('M53.3'))];
    case 'PIRI':
    case 'PERONEAL':
    case 'MERALGIA':
      return side === 'unspecified' ? [] : [bySide[id][side]];
    default:
      return [];
  }
};

/** Families that must not stand together, both ways. */
const EXCLUDES1: readonly (readonly [string, string])[] = [
  ['M54.1', 'M51.1'],
  ['M54.1', 'M47.2'],
  ['M54.3', 'M51.1'],
  ['M54.3', 'M47.2'],
  ['M54.4', 'M51.1'],
  ['M54.4', 'M47.2'],
  ['M54.3', 'M54.4'],
  ['M54.5', 'M51.2'],
  ['M54.5', 'M54.4'],
  ['G57.0', 'M54.3'],
];

export const excludes = (one: string, other: string): boolean =>
  EXCLUDES1.some(
    ([a, b]) => (one.startsWith(a) && other.startsWith(b)) || (one.startsWith(b) && other.startsWith(a)),
  );

export const icdCode = ({ codes }: ProblemDraft): string | undefined =>
  codes.find(({ system }) => system === 'icd-10-cm')?.code;
