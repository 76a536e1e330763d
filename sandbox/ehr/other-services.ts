/**
 * Any CDS service by its URL: which services it lists, and what one of them says about a patient of the sandbox. Asked
 * as an EHR asks, from behind the page, so that the page contacts nobody else. What comes from there is read member
 * by member; what cannot be shown is left out and said.
 */
import * as v from 'valibot';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { askService, NotAsked, type ServiceAnswer } from './ask-service.ts';
import type { OtherOrder, OtherService } from './page-api.ts';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());

/** A name in an address; `..` would lead to another one. */
const serviceId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9._~-]{1,200}$/),
  v.check((id) => id !== '.' && id !== '..'),
);

const service = v.object({
  id: serviceId,
  hook: text,
  title: v.optional(v.string()),
  description: v.optional(v.string()),
  prefetch: v.optional(v.record(v.string(), v.string())),
});

const list = v.object({ services: v.array(v.unknown()) });

/** The address of the list of services, from what was typed. @throws NotAsked */
export const listUrl = (typed: string): URL => {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new NotAsked('Type the whole address, for instance https://cds.example.org/cds-services.');
  url.hash = '';
  url.search = '';
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith('/cds-services') ? path : `${path}/cds-services`;
  return url;
};

/** The address of a service in the list at this one. @throws NotAsked */
export const serviceUrl = (list: string, id: string): string => {
  if (!v.is(serviceId, id))
    throw new NotAsked('The id of the service is no name: letters, digits and ._~- alone, not "." or "..".');
  return `${listUrl(list).href}/${id}`;
};

const order = v.object({
  url: v.string(),
  service,
  patient: v.string(),
  drafts: v.optional(v.array(v.string()), []),
});

export const otherOrderOf = (body: unknown): OtherOrder | undefined => {
  const read = v.safeParse(order, body);
  return read.success ? read.output : undefined;
};

const statusSaid: Readonly<Record<number, string>> = {
  401: 'It asks who calls (401): a list of services is public in CDS Hooks.',
  403: 'It does not let this EHR in (403): ask its operator, a list of services is public in CDS Hooks.',
  404: 'There is no list of services at that address (404).',
};

/** @throws NotAsked */
const listIn = ({ status, body }: ServiceAnswer): readonly unknown[] => {
  if (status !== 200) throw new NotAsked(statusSaid[status] ?? `It answered ${status}.`);
  if (body === undefined)
    throw new NotAsked('It answered, but not with JSON: is this the address of a CDS service?');
  const parsed = v.safeParse(list, body);
  if (!parsed.success)
    throw new NotAsked('It answered JSON without a list "services": is this the address of a CDS service?');
  return parsed.output.services;
};

export interface FoundServices {
  readonly url: string;
  readonly services: readonly OtherService[];
  /** Entries of the list that are no service. */
  readonly unread: number;
}

/** @throws NotAsked */
export const servicesAt = async (typed: string): Promise<FoundServices> => {
  const url = listUrl(typed);
  const all = listIn(await askService(url)).map((one) => v.safeParse(service, one));
  const services = all.flatMap((one) => (one.success ? one.output : []));
  return { url: url.href, services, unread: all.length - services.length };
};

// ── Answer ───────────────────────────────────────────────────────────────────────────────────────

const coding = v.object({
  code: text,
  system: v.optional(v.string(), ''),
  display: v.optional(v.string(), ''),
});

const action = v.variant('type', [
  v.object({
    type: v.picklist(['create', 'update']),
    description: v.optional(v.string(), ''),
    resource: v.looseObject({ resourceType: text }),
  }),
  v.object({ type: v.literal('delete'), description: v.optional(v.string(), ''), resourceId: v.string() }),
]);

const suggestion = v.object({
  label: text,
  uuid: v.optional(v.string()),
  isRecommended: v.optional(v.boolean()),
  actions: v.optional(v.array(action)),
});

/** A link to an app cannot be followed: the app is not registered with this EHR. */
const link = v.pipe(
  v.object({ label: text, url: v.string(), type: v.optional(v.string()) }),
  v.transform(({ label, url, type }) =>
    type === 'smart'
      ? ({ label: `${label} (an app that is not registered here)`, url: '', type: 'absolute' } as const)
      : ({ label, url, type: 'absolute' } as const),
  ),
);

const card = v.object({
  uuid: v.optional(v.string()),
  summary: text,
  detail: v.optional(v.string()),
  indicator: v.picklist(['info', 'warning', 'critical']),
  source: v.object({ label: text, url: v.optional(v.string()) }),
  suggestions: v.optional(v.array(suggestion)),
  selectionBehavior: v.optional(v.picklist(['any', 'at-most-one'])),
  overrideReasons: v.optional(v.array(coding)),
  links: v.optional(v.array(link)),
});

export interface ReadCards {
  readonly cards: readonly Card[];
  /** What could not be shown, a sentence each. */
  readonly unread: readonly string[];
}

const faultOf = (n: number, [issue]: readonly v.BaseIssue<unknown>[]): string =>
  `Card ${n + 1} cannot be shown: ${(issue && v.getDotPath(issue)) ?? 'it'} is not as CDS Hooks has it.`;

/** @returns undefined when the body has no list of cards */
export const cardsIn = (body: unknown): ReadCards | undefined => {
  const answer = v.safeParse(v.object({ cards: v.array(v.unknown()) }), body);
  if (!answer.success) return undefined;
  const all = answer.output.cards.map((one) => v.safeParse(card, one));
  return {
    cards: all.flatMap((one) => (one.success ? (one.output as unknown as Card) : [])),
    unread: all.flatMap((one, n) => (one.success ? [] : faultOf(n, one.issues))),
  };
};

export { askService, NotAsked } from './ask-service.ts';
