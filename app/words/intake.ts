/**
 * What the intake face says to a patient, in each language whole. The questions and answers in English are those of
 * the published form (`rules/publish/intake`), so that the page and the form on paper cannot differ.
 */
import type { FindingId } from '../../rules/findings/index.ts';
import type { IntakeFinding } from '../../rules/publish/intake/wording.ts';
import type { PlaceList } from '../intake/pages.ts';

/** Why a question is asked: one sentence a reason, several questions may share it. */
export type Reason =
  | 'place'
  | 'nerve'
  | 'narrowing'
  | 'course'
  | 'cauda-equina'
  | 'weakness'
  | 'infection'
  | 'cancer'
  | 'fracture'
  | 'circulation'
  | 'clot'
  | 'hip'
  | 'rash'
  | 'other-nerves'
  | 'belly'
  | 'care'
  | 'child';

export interface IntakeWords {
  readonly title: string;
  /** Shown on every page of a translation that nobody with a licence has read. */
  readonly unreviewed: string;
  readonly intro: string;
  readonly start: string;
  readonly kept: string;
  readonly startAgain: string;
  readonly question: (n: number) => string;
  readonly left: (n: number) => string;
  readonly next: string;
  readonly back: string;
  readonly why: string;
  readonly choose: string;
  readonly leftSide: string;
  readonly rightSide: string;
  readonly both: string;
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  readonly notSure: string;
  readonly leftLeg: string;
  readonly rightLeg: string;
  readonly middle: string;
  readonly lists: Readonly<Record<PlaceList, string>>;
  readonly places: Readonly<Partial<Record<IntakeFinding, string>>>;
  readonly questions: Readonly<Record<IntakeFinding, string>>;
  readonly answers: Readonly<Partial<Record<FindingId, Readonly<Record<string, string>>>>>;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly danger: {
    readonly now: { readonly title: string; readonly text: readonly string[] };
    readonly today: { readonly title: string; readonly text: readonly string[] };
    readonly understood: string;
  };
  readonly done: {
    readonly title: string;
    readonly text: string;
    readonly more: (n: number) => string;
    readonly answerMore: string;
    readonly send: string;
    readonly sending: string;
  };
  readonly stop: {
    readonly button: string;
    readonly title: string;
    readonly text: (n: number) => string;
    readonly goOn: string;
    readonly sendAsItIs: string;
  };
  readonly sent: { readonly title: string; readonly text: string; readonly clear: string };
}

const reasonsOf: Readonly<Record<IntakeFinding, Reason>> = {
  'leg-pain': 'place',
  'buttock-pain': 'place',
  'foot-pain': 'place',
  'low-back-pain': 'place',
  'pain-path': 'nerve',
  'pain-below-knee': 'nerve',
  'pain-dominance': 'nerve',
  'pain-aggravating': 'narrowing',
  'pain-quality': 'nerve',
  numbness: 'nerve',
  tingling: 'nerve',
  'sensory-region': 'nerve',
  'numbness-temporal': 'nerve',
  'pain-temporal': 'course',
  'pain-trend': 'course',
  'pain-onset-days': 'course',
  'pain-onset-speed': 'course',
  'pain-nrs': 'course',
  'pain-relieving': 'narrowing',
  'shopping-cart': 'narrowing',
  'saddle-sensory-change': 'cauda-equina',
  'urinary-retention': 'cauda-equina',
  'urinary-incontinence': 'cauda-equina',
  'bladder-sensation-altered': 'cauda-equina',
  'fecal-incontinence': 'cauda-equina',
  'rectal-fullness-loss': 'cauda-equina',
  'sexual-dysfunction-new': 'cauda-equina',
  'progressed-to-bilateral': 'cauda-equina',
  'progressive-weakness': 'weakness',
  'ces-onset-days': 'cauda-equina',
  'weakness-subjective': 'weakness',
  'weakness-pattern': 'weakness',
  'giving-way': 'weakness',
  'leg-drag': 'weakness',
  heaviness: 'narrowing',
  'walking-limited': 'care',
  'stairs-difficulty': 'care',
  'driving-difficulty': 'care',
  'sleep-disturbed': 'care',
  'conservative-weeks': 'care',
  fever: 'infection',
  'night-sweats': 'infection',
  'weight-loss-unexplained': 'cancer',
  'night-pain-unremitting': 'cancer',
  'major-trauma': 'fracture',
  'minor-trauma': 'fracture',
  'groin-pain': 'hip',
  'hip-pain': 'hip',
  'hip-lateral-pain': 'hip',
  'weight-bearing-refused': 'hip',
  'rest-pain': 'circulation',
  'foot-ulcer': 'circulation',
  'leg-swollen': 'clot',
  'calf-swollen': 'clot',
  immobilised: 'clot',
  'dermatomal-rash': 'rash',
  'abdominal-flank-pain': 'belly',
  'arms-face-or-breathing-weak': 'other-nerves',
  'night-burning-feet': 'other-nerves',
  'dry-by-day': 'child',
};

export const reasonOf = (id: IntakeFinding): Reason => reasonsOf[id];
