/**
 * Spares callers the wait for a table or server that is down: after so many failures in a row it is left alone
 * for a while, then one caller tries. Process-local.
 */
export interface Circuit {
  /** False: do not even try now. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
}

/** @param now milliseconds on any clock that does not go back. */
export const circuit = (now: () => number, failures = 3, restMilliseconds = 5_000): Circuit => {
  let inARow = 0;
  let restUntil = Number.NEGATIVE_INFINITY;
  return {
    allows: () => {
      if (inARow < failures) return true;
      if (now() < restUntil) return false;
      restUntil = now() + restMilliseconds;
      return true;
    },
    succeeded: () => {
      inARow = 0;
    },
    failed: () => {
      inARow += 1;
      if (inARow === failures) restUntil = now() + restMilliseconds;
    },
  };
};
