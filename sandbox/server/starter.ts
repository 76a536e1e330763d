/**
 * npm runs this process through a shell. Ctrl-C in a terminal reaches all three, but a signal to npm alone ends
 * npm and leaves the server behind, holding its port. So the server watches who started it.
 */
import { execFileSync } from 'node:child_process';

const parentOf = (pid: number): number | undefined => {
  try {
    const parent = Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
    return parent > 1 ? parent : undefined;
  } catch {
    return undefined;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const every = 500;

/** Whether npm or its shell has ended since. Ask for it first thing, while both are surely there. */
export const starterOf = (env: NodeJS.ProcessEnv): (() => boolean) => {
  if (env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return () => false;
  const shell = process.ppid;
  const npm = parentOf(shell);
  return () => process.ppid !== shell || (npm !== undefined && !isAlive(npm));
};

/** Calls `stop` once, soon after the starter has ended. Does not keep the process alive. */
export const stopWithStarter = (hasEnded: () => boolean, stop: () => void): void => {
  const timer = setInterval(() => {
    if (!hasEnded()) return;
    clearInterval(timer);
    stop();
  }, every);
  timer.unref();
};
