/** What the open fields could change, for the form as it is now: the newest answer of the worker. */
import { useEffect, useState } from 'preact/hooks';
import type { Asking, StakesByField } from './look-ahead.ts';
import { type Asker, oneAtATime, type StakesHeard } from './one-at-a-time.ts';
import type { WorkerAnswer } from './worker.ts';

const nothing: StakesByField = new Map();

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** The address of the worker is the page's own: no text of a chart is in it. */
const addressOf = (path: string): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  return (
    trustedTypes?.createPolicy('look-ahead', { createScriptURL: (url) => url }).createScriptURL(path) ?? path
  );
};

let asker: Asker | undefined;
const ask = (asking: Asking, heard: StakesHeard): (() => void) => {
  if (asker === undefined) {
    const worker = new Worker(addressOf('/app/look-ahead.js'), { type: 'module' });
    const one = oneAtATime((request) => worker.postMessage(request));
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => one.answered(data));
    worker.addEventListener('error', () => one.answered(nothing));
    asker = one;
  }
  return asker.ask(asking, heard);
};

export const useLookAhead = (asking: Asking): StakesByField => {
  const [stakes, setStakes] = useState(nothing);
  useEffect(() => ask(asking, setStakes), [asking]);
  return stakes;
};
