/**
 * The composition root: the environment becomes the world that the handlers run in. Four effects and what
 * they need are made here and nowhere else; tests hand the handlers a world of their own.
 *
 * | setting | meaning (beside those of base/settings.ts and audit/from-environment.ts) |
 * |---|---|
 * | `CDS_RULEBOOK_URL` | where the rule book is published (base/rule-book.ts); cards link to its pages |
 * | `CLIENTS_TABLE` | cloud: the client registry's table |
 * | `CDS_CLIENTS_FILE` | local: the client registry's file |
 * | `POLICY_SIGNERS` | JWK set of the people who may sign a policy; without it nothing is switched off |
 * | `POLICY_FILE` | local: the policies' file, in place of the client registry's table |
 */

import type { JSONWebKeySet } from 'jose';
import { readCodeMap } from '../rules/codes/index.ts';
import { auditFromEnvironment, dynamoFromEnvironment } from './audit/from-environment.ts';
import { type AuditLog, type Pseudonymiser, type SealPeople, sealPeopleOnce } from './audit/index.ts';
import type { KeepInput } from './audit/inputs.ts';
import { claimPlace } from './audit/item.ts';
import { sealInTime } from './audit/keys/outlast.ts';
import { systemClock } from './base/clock.ts';
import { edgeFrom } from './base/edge.ts';
import { ruleBookFrom } from './base/rule-book.ts';
import { safeError } from './base/service-log.ts';
import { type Environment, SettingError, settingsFrom } from './base/settings.ts';
import { type Authenticate, makeAuthenticate } from './client/authenticate.ts';
import type { Client } from './client/client.ts';
import { clientSource, tableRegistry } from './client/client-source.ts';
import { fileRegistry } from './client/file-registry.ts';
import { makeFindKey } from './client/key-sets.ts';
import { standardProfile } from './client/profile.ts';
import { dynamoRates, type RateLimit, rateLimit } from './client/rate.ts';
import type { ReadRegistry, RegistryOptions } from './client/registry.ts';
import { dynamoReplayStore } from './client/replay.ts';
import { type Egress, makeEgress } from './fhir/egress.ts';
import { fhirBudget, type Gather, makeGather } from './fhir/gather.ts';
import type { Edge } from './http/handler.ts';
import {
  everythingOn,
  filePolicies,
  type KnownPolicy,
  policySource,
  tablePolicies,
} from './policy/policy-source.ts';
import { parseSigners } from './policy/signed-policy.ts';

/** What the answer to a card needs; nothing of it reads a chart. */
export interface FeedbackWorld extends Edge {
  /** Who calls; refuses with 401 or 503. */
  readonly authenticate: Authenticate;
  /** The registered clients. */
  readonly clients: () => Promise<readonly Client[]>;
  readonly rate: RateLimit;
  /** Append-only; what it cannot store in time it spills. */
  readonly auditLog: AuditLog;
  readonly pseudonyms: Pseudonymiser;
  /** What is sealed here cannot be opened here. */
  readonly sealPeople: SealPeople;
}

export interface World extends FeedbackWorld {
  /** What the operator switched off or lets run in shadow. */
  readonly policy: () => Promise<KnownPolicy>;
  /** Keeps what the rules were given, sealed; undefined where the stage does not. */
  readonly keepInput: KeepInput | undefined;
  /** Folder of the rule book's pages; undefined where none is published. */
  readonly ruleBook?: string | undefined;
  /** The chart: prefetch, then the client's FHIR server. */
  readonly gather: Gather;
}

/** Who calls without a token on a laptop: may read every registered FHIR server, as all of them are local, and has the one code map that is registered. */
const anonymousOf = (clients: readonly Client[]): Client => {
  const [codeMap, ...others] = clients.flatMap((client) => client.codeMap ?? []);
  return {
    ...(codeMap !== undefined && others.length === 0 && { codeMap }),
    id: 'anonymous',
    iss: '',
    algorithms: [],
    audiences: [],
    feedbackAudience: 'own',
    tokenLifeSeconds: 0,
    replay: 'allow',
    fhirServers: [...new Set(clients.flatMap(({ fhirServers }) => fhirServers))],
    queries: {},
    origins: [],
    lenientHookInstance: false,
    profile: standardProfile,
  };
};

const registryFrom = (env: Environment, options: RegistryOptions): ReadRegistry => {
  const table = env['CLIENTS_TABLE'];
  if (table !== undefined) return tableRegistry(dynamoFromEnvironment(env), table, options);
  const file = env['CDS_CLIENTS_FILE'];
  if (file !== undefined) return fileRegistry(file, options);
  throw new SettingError('set CLIENTS_TABLE (cloud) or CDS_CLIENTS_FILE (local): the registry of clients');
};

/** @throws SettingError */
const signersFrom = (text: string): JSONWebKeySet => {
  try {
    return parseSigners(JSON.parse(text));
  } catch (cause) {
    throw new SettingError(
      'POLICY_SIGNERS must be a JWK set of public EC keys, each with a kid: { "keys": [ … ] }',
      { cause },
    );
  }
};

const policyFrom = (
  env: Environment,
  parts: Omit<Parameters<typeof policySource>[0], 'read' | 'signers'>,
): World['policy'] => {
  const signers = env['POLICY_SIGNERS'];
  if (signers === undefined) return everythingOn;
  const file = env['POLICY_FILE'];
  const table = env['CLIENTS_TABLE'];
  if (file === undefined && table === undefined)
    throw new SettingError('POLICY_SIGNERS is set: set CLIENTS_TABLE (cloud) or POLICY_FILE (local) too');
  return policySource({
    ...parts,
    signers: signersFrom(signers),
    read: file === undefined ? tablePolicies(dynamoFromEnvironment(env), table ?? '') : filePolicies(file),
  });
};

/** D18: what the first call would wait for is done while the process starts, for a second at most. */
const warm = async (tasks: readonly (() => Promise<unknown>)[], edge: Edge): Promise<void> => {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, 1_000).unref());
  const all = Promise.allSettled(tasks.map((task) => task())).then((results) => {
    for (const result of results)
      if (result.status === 'rejected')
        edge.log({
          at: new Date(edge.clock.now()).toISOString(),
          level: 'warn',
          notice: 'start.not-warm',
          error: safeError(result.reason),
        });
  });
  await Promise.race([all, limit]);
};

interface Started {
  readonly world: FeedbackWorld;
  readonly policy: World['policy'];
  readonly keepInput: KeepInput | undefined;
  readonly egress: Egress;
}

const start = async (env: Environment, maps: Pick<RegistryOptions, 'readCodeMap'>): Promise<Started> => {
  const clock = systemClock;
  const { allowLoopback, allowHttpFhir, allowAnonymous } = settingsFrom(env);
  const notice = (line: Omit<Extract<Parameters<Edge['log']>[0], { notice: string }>, 'at' | 'level'>) => {
    edge.log({ at: new Date(clock.now()).toISOString(), level: 'warn', ...line });
    edge.measure({ of: 'flag', flag: line.notice });
  };
  const clients = clientSource({
    read: registryFrom(env, { allowLoopback, allowHttpFhir, ...maps }),
    clock,
    onProblems: (problems) => {
      for (const problem of problems) notice({ notice: 'clients.problem', ...problem });
    },
    onFailure: (error) => notice({ notice: 'clients.unavailable', error: safeError(error) }),
  });
  const edge = edgeFrom(env, async () => (await clients()).flatMap(({ origins }) => origins));
  if (env['CDS_CLIENTS_FILE'] !== undefined) await clients();

  const audit = await auditFromEnvironment(env, {
    now: clock.now,
    isOutlasting: true,
    spilled: () => edge.measure({ of: 'spill' }),
  });
  const world: FeedbackWorld = {
    ...edge,
    clients,
    authenticate: makeAuthenticate({
      clients,
      findKey: makeFindKey({
        // keys come by https, whatever a FHIR server may do
        egress: makeEgress({ allowLoopback }),
        clock,
        alarm: (what) => notice({ notice: what }),
      }),
      replay: dynamoReplayStore({
        client: dynamoFromEnvironment(env),
        table: env['AUDIT_TABLE'] ?? '',
        newId: edge.newId,
        placeOf: claimPlace,
      }),
      clock,
      ...(allowAnonymous && { anonymous: async () => anonymousOf(await clients()) }),
    }),
    rate: rateLimit(clock, {
      store: dynamoRates(dynamoFromEnvironment(env), env['AUDIT_TABLE'] ?? ''),
      process: edge.newId(),
    }),
    auditLog: audit.log,
    pseudonyms: audit.pseudonyms,
    sealPeople: sealInTime(sealPeopleOnce(audit.seal), clock.now),
  };
  const policy = policyFrom(env, {
    clock,
    onFault: (fault) => notice({ notice: fault }),
    onFailure: (error) => notice({ notice: 'policy.unavailable', error: safeError(error) }),
  });
  if (env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined)
    await warm(
      [
        clients,
        () => audit.log.warm(1_000),
        () => audit.pseudonyms.of('-'),
        () => audit.seal({}),
        audit.certified,
      ],
      edge,
    );
  const egress = makeEgress({ allowLoopback, allowHttp: allowHttpFhir });
  return { world, egress, policy, keepInput: audit.keepInput };
};

/** @throws SettingError, or an error that names the setting */
export const feedbackWorldFromEnvironment = async (env: Environment): Promise<FeedbackWorld> =>
  (await start(env, {})).world;

/** @throws SettingError, or an error that names the setting */
export const worldFromEnvironment = async (env: Environment): Promise<World> => {
  const { world, egress, policy, keepInput } = await start(env, { readCodeMap });
  return {
    ...world,
    policy,
    keepInput,
    ruleBook: ruleBookFrom(env),
    gather: makeGather({ egress, clock: world.clock, budget: fhirBudget }),
  };
};
