/** The card that a rule leads to, on its first vignette, as an EHR shows it. */
import type { Bundle } from 'fhir/r4';
import { composeCards, type IssuedCard } from '../../functions/cards/index.ts';
import type { HookContext } from '../../functions/cds-hooks/wire.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { inputOf, type Vignette } from '../../rules/engine/rule.ts';
import type { EngineInput, Order } from '../../rules/engine/types.ts';
import { evaluate } from '../../rules/index.ts';
import { recommendations } from '../../rules/management/index.ts';
import { everyRule } from '../../rules/publish/every-rule.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import { escaped, rendered } from './html.ts';

const CALL = '0190a000-0000-8000-8000-000000000000';
const DRAFT = 'ServiceRequest/draft';

const draft = ({ draftRef = DRAFT }: Order) => {
  const [resourceType = '', id] = draftRef.split('/');
  return { resource: { resourceType, id, status: 'draft' } };
};

const contextOf = ({ hook, order, orders }: EngineInput): HookContext => {
  const draftOrders = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: (orders ?? (order ? [order] : [])).map(draft),
  } as unknown as Bundle;
  const context = { hook, userId: 'Practitioner/reader', patientId: 'vignette' };
  if (hook === 'order-select') return { ...context, draftOrders, selections: [] } as HookContext;
  if (hook === 'order-sign') return { ...context, draftOrders } as HookContext;
  if (hook !== 'problem-list-item-create') return context as HookContext;
  return { ...context, conditions: { resourceType: 'Bundle', type: 'collection' } } as HookContext;
};

/** A draft that can be taken back, as an EHR sends it. */
const withRef = ({ order, ...input }: EngineInput): EngineInput =>
  order === undefined ? input : { ...input, order: { draftRef: DRAFT, ...order } };

/** The first that fires; of a red flag, the first that reaches its gravest level. */
const vignetteOf = (id: string): Vignette<string> | undefined => {
  const fires = everyRule.find((rule) => rule.id === id)?.fires ?? [];
  const gravest = Object.hasOwn(redFlags, id)
    ? redFlags[id as keyof typeof redFlags].levels[0]?.urgency
    : undefined;
  return fires.find(({ expect }) => expect === gravest) ?? fires[0];
};

export interface VignetteCard {
  readonly vignette: string;
  readonly card: IssuedCard;
}

/** @returns undefined of a rule that no card says on its vignette */
export const cardOf = (id: string): VignetteCard | undefined => {
  const vignette = vignetteOf(id);
  if (vignette === undefined) return undefined;
  const hook = recommendations.find((rule) => rule.id === id)?.hooks[0];
  const input = withRef(inputOf({ ...(hook && { hook }), ...vignette.given }));
  const { cards, rules, redFlags } = composeCards({
    evaluation: evaluate(input),
    extraction: { input, sources: new Map() },
    context: contextOf(input),
    profile: standardProfile,
    callId: CALL,
    overrides: { find: () => undefined },
  });
  const uuid = [...rules, ...redFlags].find((fired) => fired.id === id)?.cardUuid;
  const card = cards.find((one) => one.uuid === uuid) ?? cards[0];
  return card && { vignette: vignette.title, card };
};

const paragraph = (label: string, said: string): string =>
  said === '' ? '' : `<p><b>${label}</b> ${said}</p>`;

export const cardAsHtml = ({
  summary,
  detail = '',
  indicator,
  source,
  suggestions,
  overrideReasons,
}: IssuedCard): string =>
  [
    `<div class="card ${indicator}">`,
    `<p class="indicator">${indicator}</p>`,
    `<p class="card-summary">${escaped(summary)}</p>`,
    rendered(detail),
    `<p class="card-source">Source: ${escaped(source.label)}</p>`,
    paragraph(
      'Buttons',
      (suggestions ?? []).map(({ label }) => `<span class="button">${escaped(label)}</span>`).join(' '),
    ),
    paragraph(
      'Reasons to set it aside',
      (overrideReasons ?? []).map(({ display }) => escaped(display ?? '')).join('; '),
    ),
    '</div>',
  ].join('\n');
