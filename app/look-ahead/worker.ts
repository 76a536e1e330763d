/** Looks ahead beside the page, so that a key pressed never waits for it. */
import { type Asking, lookAhead, type StakesByField } from './look-ahead.ts';

/** Posted for each `Asking`, in their order. */
export type WorkerAnswer = StakesByField;

addEventListener('message', ({ data }: MessageEvent<Asking>) =>
  postMessage(lookAhead(data) satisfies WorkerAnswer),
);
