/**
 * `POST /cds-services/{id}`: one hook call, from who calls to the cards, as in the diagram of
 * docs/architecture.md. The audit row is committed before the answer (D7).
 */
import type { ChartInput } from '../rules/extract/types.ts';
import { callRecord } from './audit/index.ts';
import { cardFor10 } from './cds-hooks/answer-1-0.ts';
import { type DraftOrders, draftOrdersOf, resourcesOf } from './cds-hooks/draft-orders.ts';
import { isClinician, parseRequest } from './cds-hooks/parse-request.ts';
import { readBody } from './cds-hooks/read-body.ts';
import { unavailable } from './cds-hooks/refusal.ts';
import { type Service, serviceById } from './cds-hooks/services.ts';
import type { CdsAnswer, CdsRequest } from './cds-hooks/types.ts';
import type { Caller } from './client/authenticate.ts';
import { registeredBase } from './fhir/access.ts';
import type { Gathered } from './fhir/gather.ts';
import { type Handler, type HttpCall, makeHandler } from './http.ts';
import type { HttpAnswer } from './http-answer.ts';
import { checkEntitled, identify } from './identify.ts';
import { dataLines, noteOf } from './invoke-record.ts';
import { type Knowledge, knowledge } from './knowledge.ts';
import { makeRecordRefusal } from './refusal-rows.ts';
import { whenStarted } from './when-started.ts';
import { type World, worldFromEnvironment } from './world.ts';

const serviceOf = (id: string): Service => {
  const service = serviceById(id);
  if (service === undefined) throw new Error('the route let an unknown service through');
  return service;
};

const parsed = (world: World, call: HttpCall, { hook }: Service, { client }: Caller): CdsRequest =>
  parseRequest(readBody(call), {
    hook,
    lenientHookInstance: client.lenientHookInstance,
    allowHttp: world.settings.allowLoopback,
  });

const chartOf = (
  request: CdsRequest,
  gathered: Gathered,
  drafts: DraftOrders | undefined,
  at: number,
): ChartInput => {
  const { context } = request;
  return {
    now: new Date(at).toISOString(),
    patientId: context.patientId,
    hook: context.hook,
    resources: gathered.data.flatMap(({ resources }) => resources),
    ...(drafts && { draftOrders: drafts.orders }),
    ...(drafts?.selections && { selections: drafts.selections }),
    ...(context.hook === 'problem-list-item-create' && { problem: resourcesOf(context.conditions) }),
    notChecked: gathered.notChecked,
  };
};

/** What can be had at the same time. */
const prepare = async (
  world: World,
  call: HttpCall,
  service: Service,
  request: CdsRequest,
  caller: Caller,
) => {
  const { client } = caller;
  const { patientId, userId } = request.context;
  const keys = await world.pseudonyms.of(caller.stamp.id);
  const [gathered, overrides, sealed] = await Promise.all([
    world.gather(request, service, client, call.at),
    world.auditLog.overrides({
      client: caller.stamp.id,
      patient: keys.pseudonym('patient', patientId),
      user: keys.pseudonym('user', userId),
    }),
    world.sealPeople(keys, request.context),
  ]);
  return { keys, gathered, overrides, sealed };
};

const flagsOf = (
  caller: Caller,
  request: CdsRequest,
  gathered: Gathered,
  drafts: DraftOrders | undefined,
  overridesKnown: boolean,
): string[] => [
  ...caller.flags,
  ...request.tolerated,
  ...gathered.flags,
  ...((drafts?.ofOthers ?? 0) > 0 ? ['orders.other-patient'] : []),
  ...((drafts?.unmatched ?? 0) > 0 ? ['selections.unmatched'] : []),
  ...(overridesKnown ? [] : ['overrides.unknown']),
  ...(isClinician(request.context.userId) ? [] : ['user.not-clinician']),
];

const respond =
  (world: World, { extract, evaluate, composeCards }: Knowledge) =>
  async (call: HttpCall): Promise<HttpAnswer> => {
    const service = serviceOf(call.service);
    const caller = await identify(world, call, 'service');
    const request = parsed(world, call, service, caller);
    call.known.request = request;
    checkEntitled(caller, service.id);

    const { keys, gathered, overrides, sealed } = await prepare(world, call, service, request, caller);
    const drafts = draftOrdersOf(request.context);
    const extraction = extract(chartOf(request, gathered, drafts, call.at));
    const evaluation = evaluate(extraction.input);
    const input = keys.input(extraction.input);
    const { hookInstance, context } = request;
    const callId = keys.callId({
      service: service.id,
      hookInstance,
      context,
      input,
      knowledgeVersion: evaluation.assessment.knowledgeVersion,
    });
    call.known.callId = callId;
    const { profile } = caller.client;
    const { cards, assessment, rules, violations } = composeCards({
      evaluation,
      extraction,
      context,
      profile,
      callId,
      overrides,
    });

    const flags = [
      ...flagsOf(caller, request, gathered, drafts, overrides.known),
      ...(violations.length > 0 ? ['cards.repaired'] : []),
    ];
    call.noted.flags = flags;
    const shown = isClinician(context.userId) ? cards : [];
    const appended = await world.auditLog.append(
      callRecord({
        keys,
        client: caller.stamp,
        at: new Date(call.at).toISOString(),
        ms: Math.max(0, world.clock.now() - call.at),
        requestId: call.requestId,
        release: world.settings.release,
        callId,
        service: service.id,
        hook: context.hook,
        hookInstance,
        context,
        sealed,
        fhirServer: registeredBase(request.fhirServer, caller.client),
        input,
        assessment,
        data: dataLines(gathered, keys),
        rules,
        cards: shown.flatMap(({ uuid, ...card }) => (uuid === undefined ? [] : { uuid, ...card })),
        unmappedCodes: extraction.unmappedCodes,
        flags,
      }),
    );
    if (appended === 'spilled' && profile.strictAudit) throw unavailable('audit.unavailable');

    Object.assign(
      call.noted,
      noteOf({ request, gathered, extraction, assessment, cards: shown, callId, appended }),
    );
    for (const { cardUuid, id } of rules) {
      const card = shown.find(({ uuid }) => uuid === cardUuid);
      if (card) world.measure({ of: 'card', rule: id, indicator: card.indicator });
    }
    const answer: CdsAnswer = {
      cards: profile.specVersion === '1.0' ? shown.map(cardFor10) : shown,
      ...(profile.assessmentExtension &&
        isClinician(context.userId) && { extension: { 'org.radix-cds.assessment': assessment } }),
    };
    return { status: 200, body: answer };
  };

export const makeInvoke = (world: World, known: Knowledge = knowledge): Handler =>
  makeHandler(world, {
    name: 'invoke',
    respond: respond(world, known),
    onRefusal: makeRecordRefusal(world),
  });

export const handler: Handler = await whenStarted(process.env, async () =>
  makeInvoke(await worldFromEnvironment(process.env)),
);
