/** An archive, and where its log stands, in memory: as the folder and the bucket do it, without a disk. */
import { type Archive, NoSuchObject } from '../../../functions/audit/archive/archive.ts';
import type { LogState, LogStateStore } from '../../../functions/audit/tlog/log-state.ts';

export const memoryArchive = (): Archive & { readonly objects: Map<string, Buffer> } => {
  const objects = new Map<string, Buffer>();
  const there = (key: string): Buffer => {
    const object = objects.get(key);
    if (object === undefined) throw new NoSuchObject(key);
    return object;
  };
  return {
    objects,
    put: async (key, content) => {
      if (objects.has(key)) throw new Error(`${key} is there already`);
      objects.set(key, Buffer.from(content));
    },
    replace: async (key, text) => {
      objects.set(key, Buffer.from(text));
    },
    read: async (key) => there(key),
    list: async function* (prefix, after = '') {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    },
    lines: async function* (key) {
      const lines = there(key).toString().split('\n');
      yield* lines.at(-1) === '' ? lines.slice(0, -1) : lines;
    },
  };
};

export const memoryLogState = (): LogStateStore => {
  let state: LogState | undefined;
  return {
    read: async () => state,
    swap: async (next) => {
      if ((state?.version ?? 0) !== next.version - 1) return false;
      state = next;
      return true;
    },
  };
};
