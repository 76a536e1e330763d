/**
 * Asks the worker one form at a time. Of those that come while it is at work only the newest waits: between two
 * keys pressed the form has changed, and what it was is not worth an answer.
 */
import type { Asking, StakesByField } from './look-ahead.ts';

export type StakesHeard = (stakes: StakesByField) => void;

interface AskedForm {
  readonly asking: Asking;
  heard: StakesHeard | undefined;
}

export interface Asker {
  /** @returns takes the form back: it is not asked any more, or its answer is not heard */
  readonly ask: (asking: Asking, heard: StakesHeard) => () => void;
  /** The worker has answered the form that was posted last, or could not. */
  readonly answered: StakesHeard;
}

export const oneAtATime = (post: (asking: Asking) => void): Asker => {
  let posted: AskedForm | undefined;
  let waiting: AskedForm | undefined;
  const postNext = () => {
    posted = waiting;
    waiting = undefined;
    if (posted) post(posted.asking);
  };
  return {
    ask: (asking, heard) => {
      const asked: AskedForm = { asking, heard };
      waiting = asked;
      if (!posted) postNext();
      return () => {
        asked.heard = undefined;
        if (waiting === asked) waiting = undefined;
      };
    },
    answered: (stakes) => {
      const { heard } = posted ?? {};
      postNext();
      heard?.(stakes);
    },
  };
};
