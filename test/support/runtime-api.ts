/** Lambda's Runtime API, small: starts a bundle in a process of its own and hands it one event after another. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What a process has used since it was started. */
export interface ProcessUsage {
  /** CPU microseconds of all its threads. */
  readonly cpu: number;
  /** Resident bytes. */
  readonly memory: number;
}

export interface Sandbox {
  /** Rejects with what the function threw. */
  invoke(event: unknown): Promise<unknown>;
  /** As it last asked for an event, once it waits for as many as it works on at once. */
  used(): Promise<ProcessUsage>;
  /** Milliseconds from the start of the process until it asked for its first event. */
  readonly initialised: Promise<number>;
  /** What it wrote, line by line. */
  readonly lines: readonly string[];
  readonly exited: () => boolean;
  stop(): Promise<void>;
}

interface Pending {
  readonly event: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface SandboxOptions {
  /** Holds index.mjs. */
  readonly folder: string;
  readonly name: string;
  /** Seconds. */
  readonly timeout: number;
  readonly env: Readonly<Record<string, string>>;
  /** Events that it works on at once; 1 when absent, as in Lambda. */
  readonly atOnce?: number;
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** The variables of Lambda, and of this machine only the path. */
const environmentOf = ({ folder, name, env, atOnce = 1 }: SandboxOptions, port: number) => ({
  PATH: process.env['PATH'] ?? '',
  AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: 'local',
  _HANDLER: 'index.handler',
  LAMBDA_TASK_ROOT: folder,
  ...(atOnce > 1 && { AWS_LAMBDA_MAX_CONCURRENCY: `${atOnce}` }),
  ...env,
});

export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const waiting: Pending[] = [];
  const running = new Map<string, Pending>();
  const lines: string[] = [];
  const idle: ServerResponse[] = [];
  const wondering: ((used: ProcessUsage) => void)[] = [];
  let lastUsed: ProcessUsage = { cpu: 0, memory: 0 };
  let ids = 0;
  let exited = false;
  let ready: (milliseconds: number) => void;
  let unready: (error: Error) => void;
  const initialised = new Promise<number>((resolve, reject) => {
    ready = resolve;
    unready = reject;
  });
  initialised.catch(() => undefined);

  const deliver = () => {
    if (idle.length === (options.atOnce ?? 1) && waiting.length === 0)
      for (const tell of wondering.splice(0)) tell(lastUsed);
    const worker = waiting.length > 0 ? idle.shift() : undefined;
    const next = worker && waiting.shift();
    if (worker === undefined || next === undefined) return;
    const id = `request-${++ids}`;
    running.set(id, next);
    worker.writeHead(200, {
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(Date.now() + options.timeout * 1000),
    });
    worker.end(JSON.stringify(next.event));
  };

  const finish = (id: string, kind: string, text: string) => {
    const pending = running.get(id);
    running.delete(id);
    if (kind === 'response') pending?.resolve(JSON.parse(text));
    else pending?.reject(new Error(text));
  };

  const server = createServer(async (request, response) => {
    const [, , , what = '', id = '', kind = ''] = (request.url ?? '').split('/');
    const text = await textOf(request);
    if (what === 'init') unready(new Error(text));
    else if (id === 'next') {
      ready(performance.now() - started);
      const { 'x-cpu': cpu, 'x-memory': memory } = request.headers;
      lastUsed = { cpu: Number(cpu), memory: Number(memory) };
      idle.push(response);
      deliver();
      return;
    } else finish(id, kind, text);
    response.writeHead(202).end('{}');
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const started = performance.now();
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'lambda-runtime.mjs')], {
    env: environmentOf(options, port),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
  }
  const gone = new Promise<void>((resolve) =>
    child.on('exit', () => {
      exited = true;
      const ended = new Error(`the process ended: ${lines.at(-1) ?? 'without a word'}`);
      unready(ended);
      for (const pending of [...running.values(), ...waiting]) pending.reject(ended);
      resolve();
    }),
  );

  return {
    initialised,
    lines,
    exited: () => exited,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject });
        deliver();
      }),
    used: () =>
      new Promise((resolve) => {
        wondering.push(resolve);
        deliver();
      }),
    stop: async () => {
      child.kill();
      await gone;
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
