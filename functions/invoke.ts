/**
 * `POST /cds-services/{id}`: one hook call, from who calls to the cards, as in the diagram of
 * docs/architecture.md. The audit row is committed before the answer (D7).
 */
import type { ClientKeys, Overrides } from './audit/index.ts';
import { callRecord } from './call/call-record.ts';
import { checkEntitled, identify } from './call/identify.ts';
import { noteOf } from './call/invoke-record.ts';
import { makeRecordRefusal } from './call/refusal-rows.ts';
import { type Heard, type Knowledge, knowledge, type Prepared, type Thought, think } from './call/think.ts';
import { cardFor10 } from './cds-hooks/answer-1-0.ts';
import { parseRequest } from './cds-hooks/parse-request.ts';
import { readBody } from './cds-hooks/read-body.ts';
import { unavailable } from './cds-hooks/refusal.ts';
import { type Service, serviceById } from './cds-hooks/services.ts';
import type { CdsAnswer, CdsRequest } from './cds-hooks/wire.ts';
import type { VerifiedCaller } from './client/authenticate.ts';
import type { ClientProfile } from './client/profile.ts';
import type { HttpAnswer } from './http/answer.ts';
import { type Handler, type HttpCall, makeHandler, whenStarted } from './http/handler.ts';
import { policyFor } from './policy/policy.ts';
import { type World, worldFromEnvironment } from './world.ts';

const serviceOf = (id: string): Service => {
  const service = serviceById(id);
  if (service === undefined) throw new Error('the route let an unknown service through');
  return service;
};

const parsed = (world: World, call: HttpCall, { hook }: Service, { client }: VerifiedCaller): CdsRequest =>
  parseRequest(readBody(call), {
    hook,
    lenientHookInstance: client.lenientHookInstance,
    allowHttp: world.settings.allowLoopback || world.settings.allowHttpFhir,
  });

/** A failure is for who awaits the task; nobody does when the caller is refused first. */
const unwatched = <T>(task: Promise<T>): Promise<T> => {
  task.catch(() => undefined);
  return task;
};

/** What need not wait until the token is claimed: nothing of it is asked of a FHIR server or answered. */
interface Begun {
  readonly request: CdsRequest;
  readonly keys: ClientKeys;
  readonly overrides: Promise<Overrides>;
}

/** Until what is under way has left the process. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const begin = async (world: World, call: HttpCall, service: Service, by: VerifiedCaller): Promise<Begun> => {
  // the claim leaves the process first, and the body is parsed while it is under way
  await turn();
  const request = parsed(world, call, service, by);
  const keys = await world.pseudonyms.of(by.stamp.id);
  const { patient, user } = keys.subject(request.context);
  const overrides = world.auditLog.overrides({ client: by.stamp.id, patient, user });
  return { request, keys, overrides: unwatched(overrides) };
};

interface Listened {
  readonly heard: Heard;
  readonly begun: Begun;
}

const hear = async (world: World, call: HttpCall): Promise<Listened> => {
  const service = serviceOf(call.service);
  let beginning: Promise<Begun> | undefined;
  const start = (by: VerifiedCaller) => {
    beginning ??= unwatched(begin(world, call, service, by));
    return beginning;
  };
  const caller = await identify(world, call, 'service', start);
  const begun = await start(caller);
  const { request } = begun;
  call.known.request = request;
  checkEntitled(caller, service.id);
  return { heard: { service, caller, request }, begun };
};

/** What can be had at the same time. */
const prepare = async (world: World, { heard, begun }: Listened, at: number): Promise<Prepared> => {
  const { service, caller, request } = heard;
  const { client, stamp } = caller;
  const { keys } = begun;
  const [gathered, overrides, sealed, { policy, fresh }] = await Promise.all([
    world.gather(request, service, client, at),
    begun.overrides,
    world.sealPeople(keys, request.context),
    world.policy(),
  ]);
  return {
    keys,
    gathered,
    overrides,
    sealed,
    policy: policyFor(policy, { service: service.id, client: stamp.id }),
    policyFresh: fresh,
    ruleBook: world.ruleBook,
  };
};

const append = (world: World, call: HttpCall, heard: Heard, prepared: Prepared, thought: Thought) => {
  const { clock, settings, auditLog } = world;
  const { at, requestId } = call;
  const arrival = { at, ms: Math.max(0, clock.now() - at), requestId, release: settings.release };
  return auditLog.append(callRecord(arrival, heard, prepared, thought));
};

/** It never fails a call: an answer is not less true because it cannot be replayed. */
const keepInput = async (
  world: World,
  call: HttpCall,
  { service, caller }: Heard,
  { callId, extraction }: Thought,
): Promise<void> => {
  const of = { client: caller.stamp.id, callId, service: service.id, at: new Date(call.at).toISOString() };
  const outcome = await world.keepInput?.(of, extraction.input);
  if (outcome !== undefined && outcome !== 'kept') world.measure({ of: 'flag', flag: `input.${outcome}` });
};

const measureCards = (world: World, { rules, shown }: Thought): void => {
  for (const { cardUuid, id } of rules) {
    const card = shown.find(({ uuid }) => uuid === cardUuid);
    if (card) world.measure({ of: 'card', rule: id, indicator: card.indicator });
  }
};

const answerOf = ({ specVersion, assessmentExtension }: ClientProfile, thought: Thought): CdsAnswer => ({
  cards: specVersion === '1.0' ? thought.shown.map(cardFor10) : thought.shown,
  ...(assessmentExtension &&
    thought.isShown && { extension: { 'org.radix-cds.assessment': thought.assessment } }),
});

const respond =
  (world: World, known: Knowledge) =>
  async (call: HttpCall): Promise<HttpAnswer> => {
    const listened = await hear(world, call);
    const { heard } = listened;
    const prepared = await prepare(world, listened, call.at);
    const thought = think(known, heard, prepared, call.at);
    call.known.callId = thought.callId;
    call.noted.flags = thought.flags;

    const { profile } = heard.caller.client;
    const [appended] = await Promise.all([
      append(world, call, heard, prepared, thought),
      keepInput(world, call, heard, thought),
    ]);
    if (appended === 'spilled' && profile.strictAudit) throw unavailable('audit.unavailable');

    Object.assign(call.noted, noteOf(heard.request, prepared.gathered, thought, appended));
    measureCards(world, thought);
    return { status: 200, body: answerOf(profile, thought) };
  };

export const makeInvoke = (world: World, known: Knowledge = knowledge): Handler =>
  makeHandler(world, {
    name: 'invoke',
    respond: { invoke: respond(world, known) },
    onRefusal: makeRecordRefusal(world),
  });

export const handler: Handler = await whenStarted(process.env, async () =>
  makeInvoke(await worldFromEnvironment(process.env)),
);
