/** Where the tool reads and writes. Answers go to standard output alone; all else goes to standard error. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export interface Io {
  /** Resolves when more may be written. */
  readonly out: (text: string) => Promise<void>;
  readonly note: (text: string) => void;
  /** Standard output is a terminal: tables, not data. */
  readonly terminal: boolean;
  /** Standard error is one: progress may be shown. */
  readonly watched: boolean;
  readonly columns: number;
  readonly stdin: () => AsyncIterable<string>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

export const processIo = (): Io => {
  const { stdout, stderr, stdin } = process;
  // whoever reads us has seen enough, as in `| head`
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    note: (text) => {
      stderr.write(`${text}\n`);
    },
    terminal: stdout.isTTY === true,
    watched: stderr.isTTY === true,
    columns: stdout.columns ?? 120,
    stdin: () => createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY }),
    pause: (milliseconds) => pause(milliseconds),
  };
};
