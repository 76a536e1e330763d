/**
 * The ground on which the deployed call is measured: built bundles behind a small Runtime API, each in a process of
 * its own, with a registry, an audit log and a key service that answer over HTTP. Each call has a token of its own
 * (ES384 or RS384), another event and another patient, ten charts in turn; service log and metrics are written.
 * Processes are called in turn, one call each, so that what slows one slows the others.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import type * as build from '../../infra/build.ts';
import { bundle } from '../../infra/build.ts';
import { nodeOptions } from '../../infra/duty.ts';
import { baseUrl, entry, event, serviceUrl } from '../support/cds.ts';
import { type DynamoItem, type FastDynamo, startFastDynamo } from '../support/fast-dynamo.ts';
import { keyArn, startKms } from '../support/kms.ts';
import { type ProcessUsage, type Sandbox, startSandbox } from '../support/runtime-api.ts';
import { signer, type TokenSigner, token } from '../support/tokens.ts';
import { type HookBody, hookBodies, service } from './hook-bodies.ts';

export const algorithms = ['ES384', 'RS384'] as const;
export type TokenAlgorithm = (typeof algorithms)[number];

const issuerOf = (alg: TokenAlgorithm) => `https://${alg.toLowerCase()}.test`;
const registered = (by: TokenSigner, alg: TokenAlgorithm): DynamoItem => {
  const { jku: _, ...rest } = entry({
    id: `client-${alg.toLowerCase()}`,
    iss: issuerOf(alg),
    jwks: { keys: [by.publicJwk] },
  });
  return {
    pk: { S: 'CLIENT' },
    sk: { S: `client-${alg.toLowerCase()}` },
    entry: { S: JSON.stringify(rest) },
  };
};

/** Bytes of a row's body, as those of this bench are. */
const rowBytes = 3_500;

export type MeasuredProcess =
  | 'nothing'
  | 'parse'
  | `contract ${TokenAlgorithm}`
  | `invoke ${TokenAlgorithm}`
  | `old ${TokenAlgorithm}`;

export interface CallGround {
  readonly dynamo: FastDynamo;
  readonly start: (subject: MeasuredProcess, atOnce?: number) => Promise<Sandbox>;
  /** An event for it, never the same. */
  readonly eventFor: (subject: MeasuredProcess) => Promise<unknown>;
  readonly zip: number;
  readonly stop: () => Promise<void>;
}

const sources = {
  nothing: 'test/bench/floor-nothing.ts',
  parse: 'test/bench/floor-parse.ts',
  contract: 'test/bench/floor-contract.ts',
  invoke: 'functions/invoke.ts',
  /** Of another tree. */
  old: 'functions/invoke.ts',
} as const;

export const kindOf = (subject: MeasuredProcess) => subject.split(' ')[0] as keyof typeof sources;
const algorithmOf = (subject: MeasuredProcess) => (subject.split(' ')[1] ?? 'ES384') as TokenAlgorithm;

const builderOf = (tree: string): Promise<typeof build> =>
  import(pathToFileURL(join(tree, 'infra/build.ts')).href);

/** @param oldTree root of another checkout, whose `invoke` is measured too */
export const prepareGround = async (observations: number, oldTree?: string): Promise<CallGround> => {
  const folder = await mkdtemp(join(tmpdir(), 'call-'));
  const [dynamo, kms] = await Promise.all([startFastDynamo(), startKms()]);
  const signers = {
    ES384: await signer('ES384'),
    RS384: await signer('RS384'),
  } as const satisfies Record<TokenAlgorithm, TokenSigner>;
  for (const alg of algorithms) dynamo.put('clients', registered(signers[alg], alg));
  await Promise.all(
    Object.entries(sources).map(async ([name, source]) => {
      if (name !== 'old') await bundle(source, join(folder, name));
      else if (oldTree !== undefined) await (await builderOf(oldTree)).bundle(source, join(folder, name));
    }),
  );
  const bodies: HookBody[] = [...hookBodies(observations, Date.now()).values()].slice(0, 10);
  let calls = 0;
  return {
    dynamo,
    zip: deflateRawSync(await readFile(join(folder, 'invoke', 'index.mjs'))).length + 150,
    start: (subject, many = 1) =>
      startSandbox({
        folder: join(folder, kindOf(subject)),
        name: kindOf(subject),
        timeout: 8,
        atOnce: many,
        env: {
          NODE_OPTIONS: nodeOptions,
          METRICS_NAMESPACE: 'RadixCDS/bench',
          AUDIT_TABLE: 'audit',
          CLIENTS_TABLE: 'clients',
          CDS_BASE_URL: baseUrl,
          PSEUDONYM_KEY_ARNS: `k1=${keyArn('k1')}`,
          SEAL_KEY_ARN: keyArn('seal'),
          CERTIFY_KEY_ARN: keyArn('certify'),
          SPILL: 'log',
          AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
          AWS_ENDPOINT_URL_KMS: kms.endpoint,
          KEY: JSON.stringify(signers[algorithmOf(subject)].publicJwk),
          ROW_BYTES: `${rowBytes}`,
        },
      }),
    eventFor: async (subject) => {
      const alg = algorithmOf(subject);
      const n = ++calls;
      const claims = { iss: issuerOf(alg), aud: serviceUrl(service), jti: `jti-${n}` };
      const text = await token(signers[alg], { at: Date.now(), claims, header: { jku: undefined } });
      return event({
        path: `/cds-services/${service}`,
        headers: { authorization: `Bearer ${text}` },
        body: bodies[n % bodies.length]?.fresh(n),
      });
    },
    stop: async () => {
      await Promise.all([dynamo.stop(), kms.stop(), rm(folder, { recursive: true })]);
    },
  };
};

/** What a process has used after its start and after each call, and how long its first answer took. */
export interface Life {
  readonly used: ProcessUsage[];
  readonly firstAnswer: number;
}

export const answered = (result: unknown, kind: keyof typeof sources): void => {
  const { statusCode, body = '' } = result as { statusCode?: number; body?: string };
  if (statusCode !== 200 || (kind !== 'nothing' && !body.includes('"cards":[')))
    throw new Error(`${kind} answered ${statusCode}: ${body.slice(0, 300)}`);
};

export const call = async (ground: CallGround, subject: MeasuredProcess, sandbox: Sandbox): Promise<void> =>
  answered(await sandbox.invoke(await ground.eventFor(subject)), kindOf(subject));

export const born = async (
  ground: CallGround,
  subject: MeasuredProcess,
): Promise<{ sandbox: Sandbox; life: Life }> => {
  const first = await ground.eventFor(subject);
  const from = performance.now();
  const sandbox = await ground.start(subject);
  await sandbox.initialised;
  const start = await sandbox.used();
  answered(await sandbox.invoke(first), kindOf(subject));
  const firstAnswer = performance.now() - from;
  return { sandbox, life: { used: [start, await sandbox.used()], firstAnswer } };
};

/** Lives of so many calls, one process of each subject, called in turn. */
export const live = async (
  ground: CallGround,
  subjects: readonly MeasuredProcess[],
  calls: number,
): Promise<ReadonlyMap<MeasuredProcess, Life>> => {
  const running = new Map<MeasuredProcess, Awaited<ReturnType<typeof born>>>();
  for (const subject of subjects) running.set(subject, await born(ground, subject));
  for (let n = 2; n <= calls; n++)
    for (const [subject, { sandbox, life }] of running) {
      await call(ground, subject, sandbox);
      life.used.push(await sandbox.used());
    }
  await Promise.all([...running.values()].map(({ sandbox }) => sandbox.stop()));
  return new Map([...running].map(([subject, { life }]) => [subject, life]));
};
