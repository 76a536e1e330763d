/** Why something could not be done, and signing in again where only that helps. */
import { type ChartPort, hasSessionEnded } from '../chart/port.ts';
import type { AppWords } from '../words/index.ts';

interface Props {
  readonly chart: ChartPort;
  readonly error: unknown;
  readonly words: AppWords;
  readonly beforeSignIn?: () => void;
}

export const Trouble = ({ chart, error, words, beforeSignIn }: Props) => (
  <>
    <p class="trouble" role="alert">
      {(error as Error).message}
    </p>
    {chart.signIn && hasSessionEnded(error) && (
      <button
        type="button"
        onClick={() => {
          beforeSignIn?.();
          chart.signIn?.();
        }}
      >
        {words.examination.signIn}
      </button>
    )}
  </>
);
