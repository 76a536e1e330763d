/**
 * The intake form in plain words. A patient reads this in pain and in a waiting room: short sentences, no
 * medical terms, one thing a question.
 */
import { answerWords } from '../../findings/answer-words.ts';
import {
  type FormFinding,
  findings,
  type ItemOf,
  type SetFinding,
  type ValueOf,
} from '../../findings/index.ts';

/** The order of the form: what the pain is like first, the emergency questions second, the rest after. */
export const sections = [
  {
    id: 'path',
    title: 'Where it hurts',
    asks: [
      'leg-pain',
      'buttock-pain',
      'foot-pain',
      'low-back-pain',
      'pain-path',
      'pain-below-knee',
      'pain-dominance',
    ],
  },
  { id: 'position', title: 'Positions and movements', asks: ['pain-aggravating'] },
  {
    id: 'sensation',
    title: 'What it feels like',
    asks: ['pain-quality', 'numbness', 'tingling', 'sensory-region', 'numbness-temporal'],
  },
  {
    id: 'frequency',
    title: 'How often and since when',
    asks: ['pain-temporal', 'pain-trend', 'pain-onset-days', 'pain-onset-speed', 'pain-nrs'],
  },
  { id: 'relief', title: 'What helps', asks: ['pain-relieving', 'shopping-cart'] },
  {
    id: 'cauda-equina',
    title: 'Please answer these with care. A change here can be an emergency.',
    asks: [
      'saddle-sensory-change',
      'urinary-retention',
      'urinary-incontinence',
      'bladder-sensation-altered',
      'fecal-incontinence',
      'rectal-fullness-loss',
      'sexual-dysfunction-new',
      'progressed-to-bilateral',
      'progressive-weakness',
      'ces-onset-days',
    ],
  },
  {
    id: 'strength',
    title: 'Strength',
    asks: ['weakness-subjective', 'weakness-pattern', 'giving-way', 'leg-drag', 'heaviness'],
  },
  {
    id: 'daily-life',
    title: 'Daily life',
    asks: [
      'walking-limited',
      'stairs-difficulty',
      'driving-difficulty',
      'sleep-disturbed',
      'conservative-weeks',
    ],
  },
  {
    id: 'general',
    title: 'Your health',
    asks: [
      'fever',
      'night-sweats',
      'weight-loss-unexplained',
      'night-pain-unremitting',
      'major-trauma',
      'minor-trauma',
      'groin-pain',
      'hip-pain',
      'hip-lateral-pain',
      'weight-bearing-refused',
      'rest-pain',
      'foot-ulcer',
      'leg-swollen',
      'calf-swollen',
      'immobilised',
      'dermatomal-rash',
      'abdominal-flank-pain',
      'arms-face-or-breathing-weak',
      'night-burning-feet',
      'dry-by-day',
    ],
  },
] as const satisfies readonly { id: string; title: string; asks: readonly FormFinding[] }[];

export type IntakeFinding = (typeof sections)[number]['asks'][number];

/** The nine questions of the cauda equina section; the date of the first sign comes after them. */
export const caudaEquinaQuestions = sections[5].asks.filter((id) => id !== 'ces-onset-days');

const ofPlaces = Object.fromEntries(
  sections.flatMap(({ asks }) => asks).map((id) => [id, findings[id].form]),
) as Readonly<Record<IntakeFinding, string>>;

/** The question of each finding that the form asks. A row with a question and no place in the form does not compile here. */
export const questions: Readonly<Record<FormFinding, string>> = ofPlaces;

type Choices = {
  readonly [K in Extract<IntakeFinding, SetFinding>]: Readonly<Record<ItemOf<K> & string, string>>;
} & {
  readonly [K in Exclude<Extract<IntakeFinding, keyof ChoiceWords>, SetFinding>]: ChoiceWords[K];
};
type ChoiceWords = {
  readonly [K in
    | 'pain-dominance'
    | 'pain-temporal'
    | 'pain-trend'
    | 'pain-onset-speed'
    | 'numbness'
    | 'tingling'
    | 'numbness-temporal'
    | 'weakness-pattern']: Readonly<Record<ValueOf<K> & string, string>>;
};

/** Every word of every list, so that a new one in the vocabulary does not compile without plain words. */
export const choices: Choices = answerWords;
