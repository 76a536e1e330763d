/** Which of the nine cauda equina questions nobody has answered. */
import type { FindingId } from '../findings/index.ts';
import { caudaEquinaQuestions } from '../terms/documentation.ts';
import type { Ask } from './contribution.ts';
import { readings, type Situation } from './situation.ts';
import { say } from './wording/say.ts';

export const unansweredCesQuestions = (s: Situation): readonly FindingId[] =>
  caudaEquinaQuestions.filter((id) => readings(s, id).length === 0);

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

/** The names of the open questions, for a card on which each answer can change what is done now. */
export const cesAskByName = (s: Situation, most: number): readonly Ask[] => {
  const open = unansweredCesQuestions(s);
  return open.slice(0, most).map((id) => ({ records: [id], said: { nameOf: id } }));
};
