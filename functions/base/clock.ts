/** Time as an argument: nothing below the composition root asks the machine. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** A signal that aborts after so many milliseconds. */
  deadline(milliseconds: number): AbortSignal;
}

export const systemClock: Clock = {
  now: Date.now,
  deadline: (milliseconds) => AbortSignal.timeout(Math.max(0, Math.floor(milliseconds))),
};
