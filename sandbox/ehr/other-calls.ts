/** A hook call and feedback to a service of somebody else, as this EHR makes them: context, filled prefetch, token. */
import { decodeJwt } from 'jose';
import { services } from '../../functions/cds-hooks/services.ts';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import { filled } from '../../packages/client/src/prefetch-template.ts';
import { visitOf } from './chart-view.ts';
import { drafts } from './draft-catalogue.ts';
import type { EhrCaller } from './exchange.ts';
import { contextOf, type HookRequestFrame } from './hook-request.ts';
import { askService, cardsIn, NotAsked, serviceUrl } from './other-services.ts';
import type { Exchange, FeedbackOrder, OtherExchange, OtherOrder, OtherRequest } from './page-api.ts';

type CallerParts = Pick<EhrCaller, 'key' | 'now'> & Pick<HookRequestFrame, 'fhir' | 'newId'>;

export interface OtherCalls {
  /** @throws NotAsked */
  readonly call: (order: OtherOrder) => Promise<OtherExchange>;
  /** @throws NotAsked */
  readonly feedback: (url: string, order: FeedbackOrder) => Promise<Exchange<unknown, unknown>>;
}

const isHook = (hook: string): hook is Hook => services.some((one) => one.hook === hook);

const statusSaid: Readonly<Record<number, string>> = {
  401: 'It does not know this EHR (401): register the issuer and the key of the token, or let the service answer without one.',
  403: 'This EHR may not call that service (403): its operator allows the issuer of the token, or names the services that it may call.',
  404: 'It lists the service, and does not answer at its address (404).',
  412: 'It needs data that this EHR did not send (412): its answer below may name it, and a template that was not filled is listed.',
};

export const otherCalls = ({ key, now, fhir, newId }: CallerParts): OtherCalls => {
  const send = async <Sent>(path: string, sent: Sent) => {
    const token = await key.token(path, now());
    const headers = { authorization: `Bearer ${token}` };
    const answer = await askService(new URL(path), { body: JSON.stringify(sent), headers });
    return { url: path, sent, token: decodeJwt(token), received: answer.body ?? null, ...answer };
  };

  const prefetchOf = async ({ service }: OtherOrder, context: OtherRequest['context']) => {
    const today = now().toISOString().slice(0, 10);
    const all = Object.entries(service.prefetch ?? {}).map(async ([name, template]) => {
      const of = filled(template, { context, today });
      if ('why' in of) return { name, why: of.why };
      const { status, body } = await fhir.get(of.query);
      return status === 200
        ? { name, body }
        : { name, why: `the FHIR server answered ${status} to ${of.query.split('?')[0]}` };
    });
    return Promise.all(all);
  };

  const requestFor = async (order: OtherOrder) => {
    const { hook } = order.service;
    if (!isHook(hook)) throw new NotAsked(`This EHR has no moment for the hook ${hook}.`);
    const visit = await visitOf(fhir, order.patient);
    const frame = { patientId: order.patient, practitioner: visit.practitioner, now: now().toISOString() };
    const context = contextOf(hook, {
      patientId: order.patient,
      userId: visit.practitioner,
      ...(visit.encounterId && { encounterId: visit.encounterId }),
      drafts: drafts(order.drafts, frame),
    });
    const fetched = await prefetchOf(order, context);
    const prefetch = Object.fromEntries(fetched.flatMap(({ name, body }) => (body ? [[name, body]] : [])));
    const request: OtherRequest = {
      hook,
      hookInstance: newId(),
      context,
      ...(Object.keys(prefetch).length > 0 && { prefetch }),
    };
    const unfilled = fetched.flatMap(({ name, why }) => (why === undefined ? [] : [{ key: name, why }]));
    return { request, unfilled };
  };

  return {
    call: async (order) => {
      const { request, unfilled } = await requestFor(order);
      const exchange = await send(serviceUrl(order.url, order.service.id), request);
      const read = exchange.status === 200 ? cardsIn(exchange.received) : undefined;
      const { status } = exchange;
      const trouble =
        status === 200
          ? 'It answered without a list of cards.'
          : (statusSaid[status] ?? `It answered ${status}.`);
      return {
        ...exchange,
        cards: read?.cards ?? [],
        unread: read?.unread ?? [trouble],
        unfilled,
      } as OtherExchange;
    },
    feedback: async (url, { service, feedback }) =>
      send(`${serviceUrl(url, service)}/feedback`, { feedback }) as Promise<Exchange<unknown, unknown>>,
  };
};
