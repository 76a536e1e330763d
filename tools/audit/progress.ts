/** One line on the terminal that says how far long work has come; nothing in a pipe, nothing for quick work. */
import type { Io } from './io.ts';

export interface Progress {
  readonly done: (count: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

const barWidth = 30;
/** Redrawn at most once in so many items. */
const every = 500;

const number = (n: number) => n.toLocaleString('en');

/** @param total about how many there will be; 0 = not known */
export const progressOf = (
  io: Pick<Io, 'watched'>,
  write: (text: string) => void,
  what: string,
  total = 0,
): Progress => {
  let shown = false;
  const bar = (count: number) => {
    const part = Math.min(1, count / total);
    const full = Math.round(part * barWidth);
    return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${String(Math.floor(part * 100)).padStart(3)} %  `;
  };
  return {
    done: (count) => {
      if (!io.watched || count % every !== 0) return;
      shown = true;
      write(`\r${total > 0 ? bar(count) : ''}${number(count)} ${what}\u001b[K`);
    },
    end: () => {
      if (shown) write('\r\u001b[K');
    },
  };
};
