/** Cards of a chart, as a test asks for them: standard client, one patient, no overrides unless it says so. */
import type { Bundle, FhirResource } from 'fhir/r4';
import { type Composition, composeCards } from '../../functions/cards/index.ts';
import type { KnownOverrides } from '../../functions/cards/withhold.ts';
import type { Card, HookContext } from '../../functions/cds-hooks/wire.ts';
import { type ClientProfile, profilePresets, standardProfile } from '../../functions/client/profile.ts';
import type { EngineInput, Order } from '../../rules/engine/types.ts';
import { evaluate } from '../../rules/index.ts';

export const CALL = '0190a000-0000-8000-8000-000000000000';
export const PATIENT = 'pat-1';

export const noOverrides: KnownOverrides = { find: () => undefined };

export const profile = (
  preset: keyof typeof profilePresets = 'standard',
  more: Partial<ClientProfile> = {},
): ClientProfile => ({ ...standardProfile, ...profilePresets[preset], ...more });

const draft = ({ draftRef = '' }: Order): FhirResource => {
  const [resourceType, id] = draftRef.split('/');
  return { resourceType, id, status: 'draft' } as unknown as FhirResource;
};

const bundle = (orders: readonly Order[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: orders.filter(({ draftRef }) => draftRef !== undefined).map((order) => ({ resource: draft(order) })),
});

export const contextOf = ({ hook, order, orders }: EngineInput): HookContext => {
  const common = { userId: 'Practitioner/doc-1', patientId: PATIENT, encounterId: 'enc-1' };
  const drafts = bundle(orders ?? (order ? [order] : []));
  switch (hook) {
    case 'order-select':
      return { hook, ...common, draftOrders: drafts, selections: [] };
    case 'order-sign':
      return { hook, ...common, draftOrders: drafts };
    case 'problem-list-item-create':
      return { hook, ...common, conditions: { resourceType: 'Bundle', type: 'collection' } };
    case 'appointment-book':
      return { hook, ...common, appointments: { resourceType: 'Bundle', type: 'collection' } };
    default:
      return { hook, ...common };
  }
};

interface ComposeOptions {
  readonly profile?: ClientProfile;
  readonly overrides?: KnownOverrides;
  readonly callId?: string;
  readonly context?: HookContext;
  readonly ruleBook?: string;
}

export const compose = (input: EngineInput, asked: ComposeOptions = {}): Composition =>
  composeCards({
    evaluation: evaluate(input),
    extraction: { input, sources: new Map() },
    context: asked.context ?? contextOf(input),
    profile: asked.profile ?? profile(),
    callId: asked.callId ?? CALL,
    overrides: asked.overrides ?? noOverrides,
    ruleBook: asked.ruleBook,
  });

export const cardsOf = (input: EngineInput, asked: ComposeOptions = {}): readonly Card[] =>
  compose(input, asked).cards;

/** By `source.topic.code`: `REC03`. */
export const topics = (cards: readonly Card[]): string[] =>
  cards.map(({ source }) => source.topic?.code ?? '');

export const topic = (cards: readonly Card[], code: string): Card | undefined =>
  cards.find(({ source }) => source.topic?.code === code);

/** Everything a card says to a reader. */
export const textOf = ({
  summary,
  detail = '',
  source,
  suggestions = [],
  overrideReasons = [],
}: Card): string =>
  [
    summary,
    detail,
    source.label,
    ...suggestions.flatMap(({ label, actions = [] }) => [
      label,
      ...actions.map(({ description }) => description),
    ]),
    ...overrideReasons.map(({ display }) => display),
  ].join('\n');
