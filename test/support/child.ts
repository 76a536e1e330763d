/**
 * A process that ends with the test run, however that ends: by SIGKILL, by a test that throws, by Ctrl-C. It holds
 * the read end of a pipe of which only this process has the other, and so does whatever it starts in turn.
 */
import { type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const preload = pathToFileURL(join(import.meta.dirname, 'ends-with-parent.mjs')).href;

/** @param command Node, or a program that starts Node and hands its standard input on, as npm does */
export const spawnChild = (
  command: string,
  args: readonly string[],
  { env = process.env, ...options }: Pick<SpawnOptions, 'cwd' | 'env'> = {},
): ChildProcessByStdio<Writable, Readable, Readable> =>
  spawn(command, args, {
    ...options,
    env: { ...env, NODE_OPTIONS: `${env['NODE_OPTIONS'] ?? ''} --import=${preload}` },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
