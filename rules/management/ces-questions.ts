/** Which of the nine cauda equina questions nobody has answered. */
import type { FindingId } from '../findings/index.ts';
import { caudaEquinaQuestions } from '../terms/documentation.ts';
import { readings, type Situation } from './situation.ts';

export const unansweredCesQuestions = (s: Situation): readonly FindingId[] =>
  caudaEquinaQuestions.filter((id) => readings(s, id).length === 0);
