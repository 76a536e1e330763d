/** An ActivityDefinition for each study and referral that a card can offer to order, by its codes in open systems. */
import type { ActivityDefinition } from 'fhir/r4';
import { codeSystems } from '../../codes/code-system.ts';
import { emittedDisplay, type Orderable, orderableIds, orderables } from '../../codes/index.ts';
import { orderName } from '../../management/index.ts';
import { plainIn } from '../../management/wording/language.ts';
import { metadata } from './metadata.ts';

const activity = (orderable: Orderable): ActivityDefinition => {
  const said = plainIn(orderName(orderable));
  const title = said.charAt(0).toUpperCase() + said.slice(1);
  return {
    resourceType: 'ActivityDefinition',
    id: `order-${orderable}`,
    ...metadata('ActivityDefinition', `order-${orderable}`, title, `A request for: ${said}.`),
    kind: 'ServiceRequest',
    intent: 'proposal',
    code: {
      // CPT is emitted to clients alone that say they are licensed
      coding: orderables[orderable]
        .filter(({ system }) => system !== 'cpt')
        .map((one) => ({
          system: codeSystems[one.system],
          code: one.code,
          display: emittedDisplay(one),
        })),
      text: said,
    },
  };
};

export const activityDefinitions = (): readonly ActivityDefinition[] => orderableIds.map(activity);
