/**
 * The intake form in plain words. A patient reads this in pain and in a waiting room: short sentences, no
 * medical terms, one thing a question.
 */
import { answerWords } from '../../findings/answer-words.ts';
import type { FindingId, ItemOf, SetFinding, ValueOf } from '../../findings/index.ts';
import { bedDays, dryMonths, painScaleMost } from '../../terms/thresholds.ts';

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
] as const satisfies readonly { id: string; title: string; asks: readonly FindingId[] }[];

export type IntakeFinding = (typeof sections)[number]['asks'][number];

/** The nine questions of the cauda equina section; the date of the first sign comes after them. */
export const caudaEquinaQuestions = sections[5].asks.filter((id) => id !== 'ces-onset-days');

export const questions: Readonly<Record<IntakeFinding, string>> = {
  'leg-pain': 'Do you have pain in your leg?',
  'buttock-pain': 'Do you have pain in your buttock?',
  'foot-pain': 'Do you have pain in your foot?',
  'low-back-pain': 'Does your low back hurt now?',
  'pain-path': 'Where do you feel the pain? Mark all the places.',
  'pain-below-knee': 'Does the pain go below your knee?',
  'pain-dominance': 'Which is worse, the pain in your leg or the pain in your back?',
  'pain-aggravating': 'What brings the pain on or makes it worse? Mark all that do.',
  'pain-quality': 'What does it feel like? Mark all that fit.',
  numbness: 'Is your leg or foot numb? How bad is it?',
  tingling: 'Does your leg or foot tingle, like pins and needles? How bad is it?',
  'sensory-region': 'Where is it numb, or where does it tingle? Mark all the places.',
  'numbness-temporal': 'How long does the numb feeling last?',
  'pain-temporal': 'Is the pain there all the time?',
  'pain-trend': 'In the last few weeks, has it got better or worse?',
  'pain-onset-days': 'On what day did this pain start?',
  'pain-onset-speed': 'How did it start?',
  'pain-nrs': `How bad was the leg pain at its worst in the last day? 0 is no pain, ${painScaleMost.value} is the worst you can think of.`,
  'pain-relieving': 'What makes it better? Mark all that help.',
  'shopping-cart': 'Does it help to lean on a shopping cart or a walker?',
  'saddle-sensory-change':
    'Do you feel numb, or have pins and needles, between your legs? Or around your private parts or your back passage?',
  'urinary-retention': 'Is it newly hard to start to pee, or to empty your bladder?',
  'urinary-incontinence': 'Have you newly started to leak pee?',
  'bladder-sensation-altered': 'Has the feeling changed when you need to pee, or while you pee?',
  'fecal-incontinence': 'Have you newly lost control of your bowels?',
  'rectal-fullness-loss': 'Can you no longer feel when your bowel is full, or when you pass a stool?',
  'sexual-dysfunction-new': 'Have you newly lost feeling during sex? Or is it newly hard to get an erection?',
  'progressed-to-bilateral': 'Did it start in one leg and is it now in both legs?',
  'progressive-weakness': 'Is your leg or foot getting weaker?',
  'ces-onset-days': 'If you said yes to any of these: on what day did the first one start?',
  'weakness-subjective': 'Does your leg, ankle or foot feel weak?',
  'weakness-pattern': 'Is it weak all the time, or does it come and go?',
  'giving-way': 'Does your leg give way under you?',
  'leg-drag': 'Does your leg or foot drag when you walk?',
  heaviness: 'Does your leg feel heavy?',
  'walking-limited': 'Does it limit how far you can walk?',
  'stairs-difficulty': 'Are stairs hard for you?',
  'driving-difficulty': 'Is it hard for you to drive?',
  'sleep-disturbed': 'Does it keep you from sleep?',
  'conservative-weeks': 'For how many weeks have you had exercises, therapy or pain pills for this?',
  fever: 'Have you had a fever?',
  'night-sweats': 'Do you wake up wet with sweat at night?',
  'weight-loss-unexplained': 'Have you lost weight without trying to?',
  'night-pain-unremitting': 'Do you have pain at night that nothing helps?',
  'major-trauma': 'Did you have a bad fall or a car crash just before this?',
  'minor-trauma': 'Did you have a small fall or bump just before this?',
  'groin-pain': 'Do you have pain in your groin?',
  'hip-pain': 'Do you have pain deep in your hip joint?',
  'weight-bearing-refused': 'Is it too painful to stand on that leg?',
  'rest-pain': 'Does your foot hurt when you lie still, and less when you hang the leg down?',
  'foot-ulcer': 'Do you have an open sore or a black spot on your foot?',
  'leg-swollen': 'Is your whole leg swollen?',
  'calf-swollen': 'Is your calf swollen?',
  immobilised: `Have you been in bed for ${bedDays.value} days or more, or is your leg in a cast?`,
  'dermatomal-rash': 'Do you have a rash with blisters on your leg or buttock?',
  'abdominal-flank-pain': 'Do you have pain in your belly or in your side?',
  'arms-face-or-breathing-weak': 'Are your arms or your face weak, or is it hard to swallow or to breathe?',
  'dry-by-day': `For a child: was your child dry by day for at least ${dryMonths.value} months before this?`,
  'hip-lateral-pain': 'Do you have pain on the outer side of your hip?',
  'night-burning-feet': 'Do your feet burn at night?',
};

type Choices = {
  readonly [K in Extract<IntakeFinding, SetFinding>]: Readonly<Record<ItemOf<K> & string, string>>;
} & {
  readonly [K in Exclude<Extract<IntakeFinding, keyof Words>, SetFinding>]: Words[K];
};
type Words = {
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
