/** The score of the last `npm run mutation`: how many wrong versions of the rules the tests notice. */
import score from './mutation-score.json' with { type: 'json' };

export const MUTATION: {
  readonly knowledgeVersion: string;
  readonly mutants: number;
  readonly killed: number;
  readonly percent: number;
} = score;
