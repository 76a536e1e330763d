/** Why something was ordered: its reason codes, and the conditions that it refers to. */
import type { Meaning } from '../codes/index.ts';
import { findings } from '../findings/index.ts';
import { known } from './code.ts';
import { type Json, list, reference } from './shape.ts';

/** What the codes of the reasons mean; an order without a reason has none. */
export const reasonsOf = (order: Json, byRef: ReadonlyMap<string, Json>): Meaning[] => {
  const referred = list(order['reasonReference'])
    .map(reference)
    .flatMap((ref) => (ref === undefined ? [] : (byRef.get(ref)?.['code'] ?? [])));
  return [...list(order['reasonCode']), ...referred].flatMap(known).map(({ meaning }) => meaning);
};

const spinal = new Set([
  'sciatica',
  'lumbar-ddd',
  'lumbar-spondylosis',
  'lumbar-disc-herniation',
  'lumbar-stenosis',
  'spondylolisthesis',
]);

/** Whether a reason is pain or another symptom of the leg or back, or a diagnosis of the lumbar spine. */
export const isAboutLegOrBack = (order: Json, byRef: ReadonlyMap<string, Json>): boolean =>
  reasonsOf(order, byRef).some(
    (meaning) =>
      meaning.findings.some(({ id }) => findings[id].kind === 'symptom') ||
      meaning.conditions.some(({ id }) => spinal.has(id)),
  );
