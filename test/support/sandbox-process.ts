/** The sandbox as a child process, the way `npm start` runs it, on a free port and in a folder of its own. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawnChild } from './child.ts';

export const projectFolder = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Both streams. */
  readonly output: string;
}

export interface RunningSandbox {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it printed until it was ready. */
  readonly welcome: string;
  readonly ended: Promise<Ended>;
  end(signal: NodeJS.Signals): Promise<Ended>;
}

export const newDataFolder = () => mkdtempSync(join(tmpdir(), 'radix-sandbox-'));

const launch = (environment: Readonly<Record<string, string>>) => {
  const { PATH = '' } = process.env;
  const child = spawnChild(process.execPath, ['sandbox/main.ts'], {
    cwd: projectFolder,
    env: { PATH, PORT: '0', ...environment },
  });
  let output = '';
  const heard: ((text: string) => void)[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const hear of heard) hear(output);
    });
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => done({ code, signal, output }));
  });
  return { child, ended, heard };
};

const page = /^ +Page +(http:\/\/\S+)$/m;
const lastLine = 'Everything listens on this machine alone.';

/** Rejects with what it printed when it ends before it is ready. */
export const startSandbox = async (
  environment: Readonly<Record<string, string>>,
): Promise<RunningSandbox> => {
  const { child, ended, heard } = launch(environment);
  const welcome = await new Promise<string>((ready, fail) => {
    heard.push((text) => text.includes(lastLine) && ready(text));
    void ended.then(({ output }) => fail(new Error(`the sandbox ended:\n${output}`)));
  });
  return {
    url: page.exec(welcome)?.[1] ?? '',
    process: child,
    welcome,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
};

/** For a start that is expected to fail. */
export const endOfSandbox = (environment: Readonly<Record<string, string>>): Promise<Ended> =>
  launch(environment).ended;
