/**
 * Why the rules concluded what they did: their own trace, on the very data that a call would send. The service
 * does not put it on the wire; the page shows it to whoever wants to check a card.
 */
import type { FhirResource } from 'fhir/r4';
import { chartOf } from '../../functions/call/think.ts';
import { broughtBy, resourcesOf } from '../../functions/cds-hooks/brought.ts';
import type { HookContext } from '../../functions/cds-hooks/wire.ts';
import { extract } from '../../rules/extract/index.ts';
import { evaluate, type RuleTrace } from '../../rules/index.ts';
import type { HookRequest } from './hook-request.ts';

const flattened = (resource: FhirResource | null): unknown[] => {
  if (resource === null) return [];
  return resource.resourceType === 'Bundle' ? resourcesOf(resource) : [resource];
};

/** What fired, for a request that carries all its data as prefetch. */
export const whyOf = ({ hook, context, prefetch = {} }: HookRequest, now: Date): readonly RuleTrace[] => {
  const hookContext = { hook, ...context } as unknown as HookContext;
  const resources = Object.values(prefetch).flatMap(flattened);
  const whose = { patientId: hookContext.patientId, bases: [] };
  const brought = broughtBy(hookContext, { whose, patient: undefined });
  const { input } = extract(chartOf(hookContext, brought, whose, resources, now.getTime()));
  return evaluate(input)
    .trace()
    .filter(({ fired }) => fired);
};
