/**
 * The next most informative finding as a card names it: a question to the patient, or a test to do. The tables
 * name their rows by what counts ("pelvic compression test positive"), which would suggest the answer.
 */

import { tables } from '../differential/index.ts';
import { screenRow } from '../differential/radic.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import { findingsOf, nodesOf } from '../engine/walk.ts';
import type { FindingId } from '../findings/index.ts';
import { monofilamentGrams, stanceSeconds } from '../terms/thresholds.ts';
import type { Ask } from './contribution.ts';
import type { Situation } from './situation.ts';
import { inWords, type Said } from './wording/say.ts';

/** The words for each row of a table and each part of the examination that can be asked for. */
export const wordings: Readonly<Record<string, string>> = {
  'myotome strength L2-S1': 'leg strength by root (L2–S1)',
  'cauda equina questions': 'the open cauda equina questions',
  'key-point sensation': 'sensation at the key points of the roots',
  'five sacroiliac provocation tests': 'all five sacroiliac provocation tests',
  [screenRow]: 'neuropathic screen (DN4, painDETECT or S-LANSS)',
  'wide-based gait': 'gait (wide-based?)',
  'abnormal Romberg': 'Romberg test',
  'skin of affected leg cool': 'skin temperature of the leg',
  'palpable/visible step-off': 'palpation for a lumbar step-off',
  'tender over greater sciatic notch': 'palpation over the greater sciatic notch',
  'greater trochanter tender': 'palpation of the greater trochanter',
  [`${stanceSeconds.value}-s single-leg stance reproduces`]: `${stanceSeconds.value}-second single-leg stance`,
  'groin pain on passive abduction/adduction': 'passive hip abduction and adduction',
  'decreased passive hip adduction': 'passive hip adduction',
  'hip internal rotation limited/painful': 'hip internal rotation',
  'ankle dorsiflexion weak / foot drop': 'ankle dorsiflexion strength',
  'Tinel at fibular neck': 'Tinel test at the fibular neck',
  [`${monofilamentGrams.value}-g monofilament abnormal bilaterally`]: `${monofilamentGrams.value}-g monofilament on both feet`,
  'vibration reduced bilaterally': 'vibration sense on both feet',
  'pelvic compression test positive': 'pelvic compression test',
  'shooting/electric/lancinating/searing quality': 'what the pain feels like',
  'shooting/electric quality': 'what the pain feels like',
  'burning quality': 'what the pain feels like',
  'dull/aching/poorly localised': 'what the pain feels like',
  'aching quality': 'what the pain feels like',
  'groin/hip/upper-thigh ache, above knee': 'where the pain is',
  'symptoms confined to lateral thigh': 'where the symptoms are',
  'leg pain worse than back pain': 'is the leg or the back worse',
  'back pain worse than leg pain': 'is the leg or the back worse',
  'numbness or tingling in the limb': 'is there numbness or tingling',
  'sensory symptom or loss': 'is there numbness or tingling',
  'bilateral distal (stocking) sensory symptoms': 'are both feet numb or tingling',
  'unilateral buttock pain eased by walking/stretching/gentle movement':
    'does walking or stretching ease the buttock pain',
  'buttock pain': 'is there buttock pain, and on which side',
  'groin pain': 'is there groin pain',
  'lateral hip pain': 'is there pain at the side of the hip',
  'gradual onset': 'did it begin suddenly or gradually',
  'worse sitting': 'is it worse sitting',
  'worse sitting/flexion': 'is it worse sitting or bending forward',
  'worse standing/walking/extension': 'is it worse standing, walking or bending back',
  'standing/walking aggravates': 'is it worse standing or walking',
  'extension aggravates': 'is it worse bending back',
  'twisting aggravates': 'is it worse twisting',
  'worse sit-to-stand': 'is it worse rising from sitting',
  'worse lying on side': 'is it worse lying on that side',
  'relieved sitting/leaning forward': 'does sitting or leaning forward ease it',
  'relief sitting/flexion': 'does sitting or bending forward ease it',
  'calf pain relieved by standing still': 'does standing still ease the calf pain',
  'burning, electric or stabbing pain': 'what the pain feels like',
  'giving way / catching': 'does the leg give way or the back catch',
};

const wordsOf = ({ nextBest }: Situation): string | undefined =>
  nextBest && (wordings[nextBest.finding] ?? nextBest.finding);

/** In a stable form, as evidence. */
export const nextBasis = (s: Situation): string => `next:${wordsOf(s) ?? ''}`;

/** As a thing to ask: of the findings that would answer it nothing is known, else it would not be next. */
export const nextSaid = (s: Situation): Said | undefined => {
  const words = wordsOf(s);
  return words === undefined ? undefined : inWords(words);
};

/** The open cauda equina questions come first: a red flag depends on them, and not only the order of the causes. */
export const isDangerNext = ({ nextBest }: Situation): boolean => nextBest?.for.startsWith('RF-') ?? false;

/** The findings that the row of a table reads: they tell whether another line asks for the same. */
const recordsOf = ({ nextBest }: Situation): readonly FindingId[] => {
  if (nextBest === undefined || !Object.hasOwn(tables, nextBest.for)) return [];
  const { items } = tables[nextBest.for as DiagnosisId];
  const row = items.find(({ item, ask }) => item === nextBest.finding || ask === nextBest.finding);
  return row === undefined ? [] : [...new Set(nodesOf(row.when).flatMap(findingsOf))];
};

/** The leg card asks the cauda equina questions by their number. */
export const nextAsk = (s: Situation): readonly Ask[] => {
  const said = nextSaid(s);
  return said === undefined || isDangerNext(s) ? [] : [{ said, records: recordsOf(s) }];
};
