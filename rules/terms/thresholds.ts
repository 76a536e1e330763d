/**
 * Every clinical number of the rules, once: with its unit, what it means, and its source. Rules, engine, cards
 * and rule book read it here. A number without a study is `expert` ([E] in the knowledge specification).
 *
 * What may not enter: a weight of a scored table (its row has it), a look-back window (its finding has it).
 */
import type { CitationId } from '../citations.ts';

export interface Threshold {
  readonly value: number;
  /** UCUM, as the finding's own; `1` for a grade, a ratio or a count. */
  readonly unit: string;
  /** What is true at and beyond it, in a clinician's words. */
  readonly means: string;
  readonly source: CitationId;
}

export const threshold = (
  value: number,
  unit: string,
  means: string,
  source: CitationId = 'expert',
): Threshold => ({ value, unit, means, source });

/** As a ratio is written: `0.90`. */
export const hundredths = ({ value }: Threshold): string => value.toFixed(2);

// Strength, MRC grade

export const fullStrength = threshold(5, '1', 'MRC grade of full strength; less is weakness');
export const severeWeakness = threshold(3, '1', 'MRC grade at or below which a movement is severely weak');
export const profoundWeakness = threshold(
  2,
  '1',
  'MRC grade at or below which weakness by itself is an emergency',
);

// Danger signs

export const highResidual = threshold(
  200,
  'mL',
  'post-void residual that raises the likelihood of cauda equina syndrome; less does not exclude it',
  'girft-2023',
);
export const caudaEquinaDays = threshold(
  14,
  'd',
  'days since onset up to which cauda equina symptoms, pain in both legs or weakness of both legs are acute',
);
export const feverFrom = threshold(38, 'Cel', 'temperature of a fever');
export const dvtLikely = threshold(
  2,
  '{score}',
  'two-level Wells score from which deep vein thrombosis is likely',
  'wells-2003',
);
export const aneurysmAge = threshold(
  60,
  'a',
  'age from which collapse with back or flank pain is an aneurysm first',
);
export const aneurysmPainDays = threshold(
  14,
  'd',
  'days since onset up to which back pain with a known aneurysm is new',
);
export const weightLossAge = threshold(50, 'a', 'age from which unexplained weight loss raises malignancy');
export const fragileAge = threshold(70, 'a', 'age from which a low-energy injury can break a vertebra');

// The differential

export const herniationAgeFrom = threshold(18, 'a', 'youngest age at which a herniated disc is usual');
export const herniationAgeTo = threshold(50, 'a', 'oldest age at which a herniated disc is usual');
export const herniationAgeOver = threshold(65, 'a', 'age from which a herniated disc is less usual');
export const foraminalAge = threshold(50, 'a', 'age from which foraminal stenosis is usual');
export const foraminalAgeUnder = threshold(40, 'a', 'age under which foraminal stenosis is unusual');
export const facetAge = threshold(50, 'a', 'age from which facet joint pain is usual');
export const stenosisAge = threshold(65, 'a', 'age from which central stenosis is more likely', 'suri-2010');
export const stenosisAgeUnder = threshold(
  60,
  'a',
  'age under which central stenosis is less likely',
  'suri-2010',
);
export const hipArthritisAge = threshold(
  60,
  'a',
  'age from which osteoarthritis of the hip is more likely, and under which it is less likely',
  'metcalfe-2019',
);
export const abiAbnormal = threshold(
  0.9,
  '1',
  'ankle-brachial index at or below which it is abnormal',
  'acc-aha-pad-2024',
);
export const abiNormalFrom = threshold(
  1,
  '1',
  'ankle-brachial index from which it is normal',
  'acc-aha-pad-2024',
);
export const abiNormalTo = threshold(
  1.4,
  '1',
  'ankle-brachial index up to which it is normal; above, the vessels cannot be compressed',
  'acc-aha-pad-2024',
);
export const dn4Positive = threshold(4, '{score}', 'DN4 total of a positive screen', 'neuropathic-screens');
export const painDetectPositive = threshold(
  19,
  '{score}',
  'painDETECT total of a positive screen',
  'neuropathic-screens',
);
export const slanssPositive = threshold(
  12,
  '{score}',
  'S-LANSS total of a positive screen',
  'neuropathic-screens',
);
export const sacroiliacDone = threshold(
  4,
  '1',
  'sacroiliac provocation tests that must be recorded before their number counts',
  'laslett-2005',
);
export const sacroiliacPositive = threshold(
  3,
  '1',
  'positive sacroiliac provocation tests that make sacroiliac pain likely',
  'laslett-2005',
);

// What a scored table concludes, in half-decibans

export const likelyPoints = threshold(6, '1', 'total from which a supported diagnosis is likely');
export const possiblePoints = threshold(2, '1', 'total from which a supported diagnosis is possible');
export const clearlyNegativePoints = threshold(
  -4,
  '1',
  'total at which “less likely” no longer waits for the required examination',
);
export const strongItemPoints = threshold(
  3,
  '1',
  'points with which one item that is not soft supports a diagnosis alone',
);
export const supportingClusters = threshold(
  2,
  '1',
  'positive clusters that are not soft which together support a diagnosis',
);

// What the nerve root table concludes, in points

export const rootNamedPoints = threshold(3, '1', 'points from which a root is named');
export const rootLevelPoints = threshold(4, '1', 'points from which a root counts as a level of its own');
export const rootHighPoints = threshold(6, '1', 'points of a root named with high confidence');
export const rootLead = threshold(2, '1', 'lead over the next root that lets one root stand alone');
export const rootClearLead = threshold(3, '1', 'lead over the next root of high confidence');
export const rootHighModalities = threshold(
  2,
  '1',
  'kinds of findings that speak for a root of high confidence',
);
export const rootsApart = threshold(2, '1', 'levels between two strong roots that one root cannot explain');
export const rootsNamedTogether = threshold(3, '1', 'most roots that are named together');
export const normalFloor = threshold(-2, '1', 'most that normal findings can take from one root');

// What a series of examinations shows

export const progressionDays = threshold(30, 'd', 'days within which a fall in strength is progression');
export const spreadDays = threshold(
  90,
  'd',
  'days within which symptoms that reach the other leg have spread',
);
export const briskReflexGrades = threshold(
  2,
  '1',
  'grades above the other side that make an increased reflex pathological',
);
