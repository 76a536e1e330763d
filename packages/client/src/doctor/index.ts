/**
 * `radix-cds doctor`: discovers, signs, asks the FHIR server, calls, and says of each step what is wrong and where it
 * is mended. It sends a made-up chart unless it is given a FHIR server and a patient.
 */
import type { Client } from '../../../../functions/client/client.ts';
import { baseOf, type CdsClient, CdsRefused, cdsClient } from '../cds-client.ts';
import type { Identity } from '../identity.ts';
import type { CdsAnswer, CdsService, HookRequest, SentResource } from '../wire.ts';
import { checkPrefetch } from './check-prefetch.ts';
import { checkToken, registered } from './check-token.ts';
import { madeUpChart, madeUpPatient } from './made-up-chart.ts';
import { notReached } from './not-reached.ts';
import type { Tell } from './report.ts';

export interface DoctorOrder {
  readonly url: string;
  readonly identity: Identity;
  /** Text of the registry file that the operator has, where it is known. */
  readonly registration?: string;
  readonly service: string;
  readonly fhir?: { readonly base: string; readonly token?: string; readonly patientId: string };
  readonly userId: string;
}

const timedCalls = 5;
/** CDS Hooks: "on the order of 500 ms". */
const goodMilliseconds = 500;

const isLocal = (url: string): boolean =>
  /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/.test(url);

/** Where a refusal is mended, by its status. */
const mended: Readonly<Record<number, string>> = {
  403: 'registration: services',
  412: 'registration: fhirServers, subject; or send the key as prefetch',
  429: 'registration: callsPerSecond',
};

/** What the registration that was given says to the token. */
type TokenStanding = 'accepted' | 'refused' | 'not-known';

const unauthorised: Readonly<Record<TokenStanding, string>> = {
  accepted:
    'the registration that was given accepts this token, so the service has another one (iss, jku, jwks) or none, or is known by another URL (aud). Let the operator compare, and read the reason in the service log; npm start prints it.',
  refused: 'as said above.',
  'not-known':
    'the service does not say why. Give the file of your registration by --registration, or ask the operator for the reason in the service log and run: npx radix-cds explain REASON.',
};

const refusalSaid = (error: unknown, standing: TokenStanding): string => {
  if (!(error instanceof CdsRefused)) return notReached(error);
  const { status, message, requestId } = error;
  const request = requestId === undefined ? '' : ` Request id ${requestId}.`;
  if (status === 401) return `401: ${unauthorised[standing]}${request}`;
  const where = mended[status];
  return `${message}${where ? ` (${where})` : ''}${request}`;
};

const discovered = async (
  cds: CdsClient,
  { service, url }: DoctorOrder,
  tell: Tell,
): Promise<CdsService | undefined> => {
  const began = performance.now();
  try {
    const { services } = await cds.discover();
    const ms = Math.round(performance.now() - began);
    const found = services.find(({ id }) => id === service);
    const ids = services.map(({ id }) => id).join(', ');
    if (found === undefined)
      tell({
        finding: 'FAIL',
        step: 'discovery',
        sentence: `--service: there is no ${service}; write one of ${ids}`,
      });
    else
      tell({ finding: 'ok', step: 'discovery', sentence: `${services.length} services in ${ms} ms: ${ids}` });
    return found;
  } catch (error) {
    const why = error instanceof CdsRefused ? error.message : notReached(error);
    tell({ finding: 'FAIL', step: 'discovery', sentence: `${baseOf(url)}/cds-services: ${why}` });
    return undefined;
  }
};

const prefetchOf = async (
  { fhir, userId }: DoctorOrder,
  { prefetch: templates, extension }: CdsService,
  client: Client | undefined,
  tell: Tell,
): Promise<Readonly<Record<string, SentResource | null>>> => {
  if (fhir === undefined) return madeUpChart(new Date());
  if (client !== undefined && !client.fhirServers.includes(fhir.base.replace(/\/$/, '')))
    tell({
      finding: 'warn',
      step: 'FHIR server',
      sentence: `${fhir.base} is not among fhirServers of the registration: the service reads nothing there itself`,
    });
  const required = extension?.['org.radix-cds.required-prefetch'];
  return checkPrefetch(
    {
      ...fhir,
      token: fhir.token,
      templates: { ...templates, ...client?.queries },
      required: Array.isArray(required) ? required : [],
      userId,
    },
    tell,
  );
};

const requestOf = (
  { hook }: CdsService,
  { fhir, userId }: DoctorOrder,
  prefetch: Readonly<Record<string, SentResource | null>>,
): HookRequest => {
  const drafts = { resourceType: 'Bundle', type: 'collection' };
  return {
    hook,
    context: {
      userId,
      patientId: fhir?.patientId ?? madeUpPatient,
      encounterId: 'radix-cds-doctor',
      ...(hook === 'order-select' && { selections: ['ServiceRequest/none'] }),
      ...(hook.startsWith('order-') && { draftOrders: drafts }),
      ...(hook === 'problem-list-item-create' && { conditions: drafts }),
      ...(hook === 'appointment-book' && { appointments: drafts }),
    },
    prefetch,
  } as HookRequest;
};

const showCards = ({ cards }: CdsAnswer, tell: Tell): void => {
  if (cards.length === 0) tell('\nNo card: nothing recorded in this chart calls for advice.');
  for (const { indicator, summary, detail = '', suggestions = [] } of cards)
    tell(
      [`\n[${indicator}] ${summary}`, detail, ...suggestions.map(({ label }) => `  ( ${label} )`)].join('\n'),
    );
};

const isThrottled = (error: unknown): boolean => error instanceof CdsRefused && error.status === 429;

/** A registration may allow fewer calls a second: what was timed until then counts. */
const timed = async (call: () => Promise<CdsAnswer>, tell: Tell): Promise<void> => {
  const took: number[] = [];
  let ended = '';
  while (took.length < timedCalls && ended === '') {
    const began = performance.now();
    try {
      await call();
      took.push(Math.round(performance.now() - began));
    } catch (error) {
      if (!isThrottled(error)) throw error;
      ended = `ended by a 429 (${mended[429]})`;
    }
  }
  took.sort((a, b) => a - b);
  const [middle, slowest] = [took[Math.floor(took.length / 2)], took.at(-1)];
  if (middle === undefined) {
    tell({ finding: 'warn', step: 'time', sentence: `of 0 calls: ${ended}` });
    return;
  }
  const calls = `${took.length} call${took.length === 1 ? '' : 's'}${ended && `, ${ended}`}`;
  tell({
    finding: middle <= goodMilliseconds ? 'ok' : 'warn',
    step: 'time',
    sentence: `${middle} ms, at most ${slowest} ms, of ${calls}; CDS Hooks asks for about ${goodMilliseconds} ms`,
  });
};

/** Ends at the first step that cannot be passed. */
export const doctor = async (order: DoctorOrder, tell: Tell): Promise<void> => {
  const { url, identity, registration } = order;
  const cds = cdsClient({ url, identity });
  const service = await discovered(cds, order, tell);
  if (service === undefined) return;

  const local = isLocal(url);
  const client = registration === undefined ? undefined : registered(registration, identity, local, tell);
  const audience = `${baseOf(url)}/cds-services/${service.id}`;
  const standing: TokenStanding =
    registration === undefined
      ? 'not-known'
      : client !== undefined && (await checkToken(identity, client, audience, local, tell))
        ? 'accepted'
        : 'refused';

  const prefetch = await prefetchOf(order, service, client, tell);
  const call = () => cds.call(service.id, requestOf(service, order, prefetch));
  let step = 'call';
  try {
    const answer = await call();
    const count = `${answer.cards.length} card${answer.cards.length === 1 ? '' : 's'}`;
    tell({ finding: 'ok', step, sentence: count });
    showCards(answer, tell);
    step = 'time';
    await timed(call, tell);
  } catch (error) {
    tell({ finding: 'FAIL', step, sentence: refusalSaid(error, standing) });
  }
};
