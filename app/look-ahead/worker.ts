/** Looks ahead beside the page, so that a key pressed never waits for it. */

import type { Key } from '../encoding/key.ts';
import { type Asking, lookAhead, type Stakes } from './look-ahead.ts';

export interface WorkerRequest {
  readonly id: number;
  readonly asking: Asking;
}

export interface WorkerAnswer {
  readonly id: number;
  readonly stakes: ReadonlyMap<Key, Stakes>;
  readonly milliseconds: number;
}

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  const started = performance.now();
  const stakes = lookAhead(data.asking);
  postMessage({ id: data.id, stakes, milliseconds: performance.now() - started } satisfies WorkerAnswer);
});
