/** Which of the nine cauda equina questions nobody has answered, and which of the areas they are about. */
import type { FindingId } from '../findings/index.ts';
import { caudaEquinaQuestions } from '../terms/documentation.ts';
import type { Ask } from './contribution.ts';
import { readings, type Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

export const unansweredCesQuestions = (s: Situation): readonly FindingId[] =>
  caudaEquinaQuestions.filter((id) => readings(s, id).length === 0);

/** As a first line asks for them, each by the question that stands for it. */
const areas = [
  { by: 'saddle-sensory-change', said: say('ask.saddle') },
  { by: 'urinary-retention', said: say('ask.bladder') },
  { by: 'fecal-incontinence', said: say('ask.bowel') },
] as const satisfies readonly { readonly by: FindingId; readonly said: Said }[];

/** Saddle, bladder and bowel, without what is answered. */
export const openAreas = (s: Situation): readonly Said[] =>
  areas.flatMap(({ by, said }) => (readings(s, by).length === 0 ? [said] : []));

/** The record has no answer. */
export const isCesUnasked = (s: Situation): boolean =>
  unansweredCesQuestions(s).length === caudaEquinaQuestions.length;

/** The open ones as one thing to ask (C10): their number. */
export const legQuestions = (s: Situation): readonly Ask[] => {
  const open = unansweredCesQuestions(s);
  if (open.length === 0) return [];
  return [
    {
      records: open,
      said: say('ces.questions', { open: open.length }),
    },
  ];
};

/**
 * What a first line asks while questions are open: the areas and sexual function, or by name what is left once those
 * are answered.
 */
export const openQuestionsNamed = (s: Situation, most: number): readonly Said[] => {
  const sexual = readings(s, 'sexual-dysfunction-new').length === 0 ? [say('ask.sexual')] : [];
  const open = openAreas(s);
  const named = unansweredCesQuestions(s).map((nameOf): Said => ({ nameOf }));
  return (open.length > 0 ? [...open, ...sexual] : named).slice(0, most);
};

/** The names of the open questions, for a card on which each answer can change what is done now. */
export const cesAskByName = (s: Situation, most: number): readonly Ask[] => {
  const open = unansweredCesQuestions(s);
  return open.slice(0, most).map((id) => ({ records: [id], said: { nameOf: id } }));
};
