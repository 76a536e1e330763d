/** What the open fields could change, for the form as it is now: the newest answer of the worker. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Key } from '../encoding/key.ts';
import type { Asking, Stakes } from './look-ahead.ts';
import type { WorkerAnswer } from './worker.ts';

const nothing: ReadonlyMap<Key, Stakes> = new Map();

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

let started: Worker | undefined;
const worker = (): Worker => {
  started ??= new Worker(addressOf('/app/look-ahead.js'), { type: 'module' });
  return started;
};

export const useLookAhead = (asking: Asking): ReadonlyMap<Key, Stakes> => {
  const [stakes, setStakes] = useState(nothing);
  const asked = useRef(0);
  useEffect(() => {
    const id = ++asked.current;
    const heard = ({ data }: MessageEvent<WorkerAnswer>) => {
      if (data.id === id) setStakes(data.stakes);
    };
    const one = worker();
    one.addEventListener('message', heard);
    one.postMessage({ id, asking });
    return () => one.removeEventListener('message', heard);
  }, [asking]);
  return stakes;
};
