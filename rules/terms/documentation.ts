/**
 * What should be on record before a leg symptom is judged: the five descriptors of the history (S-56),
 * the parts of the examination, and the nine cauda equina questions. Descriptors and examination are
 * inside a leg's scope.
 */
import { all, any, type Criterion, has, not, recorded, term } from '../engine/criterion.ts';
import type { FindingId } from '../findings/index.ts';
import { reflexesRecorded, sensationRecorded, strengthRecorded, tensionRecorded } from './deficit.ts';

/** Established either way: a whole list that names no position has answered too. */
const answered = (of: Criterion): Criterion => any(of, not(of));

const position = any(
  has(
    'pain-aggravating',
    'sitting',
    'flexion',
    'standing',
    'walking',
    'stairs',
    'extension',
    'twisting',
    'lying',
    'lying-on-side',
    'sit-to-stand',
  ),
  has(
    'pain-relieving',
    'sitting',
    'leaning-forward',
    'flexion',
    'lying',
    'standing-still',
    'walking',
    'extension',
    'changing-position',
  ),
);

export interface Documentation {
  /** A finding's id, or the name of a part that several findings can fill. */
  readonly id: string;
  readonly recorded: Criterion;
}

/** S-56a to S-56e. */
export const descriptors: readonly Documentation[] = [
  { id: 'pain-path', recorded: recorded('pain-path') },
  { id: 'body-position', recorded: answered(position) },
  { id: 'pain-quality', recorded: recorded('pain-quality') },
  { id: 'pain-temporal', recorded: any(recorded('pain-temporal'), recorded('pain-trend')) },
  { id: 'pain-aggravating', recorded: recorded('pain-aggravating') },
  { id: 'pain-relieving', recorded: recorded('pain-relieving') },
];

export const descriptorsComplete = term(
  'path, body position, sensation, frequency, better and worse recorded',
  all(...(descriptors.map(({ recorded }) => recorded) as [Criterion, ...Criterion[]])),
);

export const examinationParts: readonly Documentation[] = [
  { id: 'tension-test', recorded: tensionRecorded },
  { id: 'strength', recorded: strengthRecorded },
  { id: 'reflexes', recorded: reflexesRecorded },
  { id: 'sensation', recorded: sensationRecorded },
];

/** What the patient can be asked. */
export const caudaEquinaSymptoms = [
  'saddle-sensory-change',
  'urinary-retention',
  'urinary-incontinence',
  'bladder-sensation-altered',
  'fecal-incontinence',
  'rectal-fullness-loss',
  'sexual-dysfunction-new',
] as const satisfies readonly FindingId[];

/** The nine questions of the pathway; a post-void residual is a measurement, not a question. */
export const caudaEquinaQuestions = [
  ...caudaEquinaSymptoms,
  'anal-tone-reduced',
  'perianal-pinprick-reduced',
] as const satisfies readonly FindingId[];
