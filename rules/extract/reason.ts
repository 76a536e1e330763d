/** Why something was ordered: its reason codes, and the conditions that it refers to. */
import { asIcd10Cm, codeSystems, type Meaning, systemSpelt } from '../codes/index.ts';
import { findings } from '../findings/index.ts';
import { codings, known } from './code.ts';
import type { Lookup } from './sent.ts';
import { type Json, list, record, reference } from './shape.ts';

const conceptsOf = (order: Json, byRef: Lookup<Json>): unknown[] => [
  ...list(order['reasonCode']),
  ...list(order['reasonReference'])
    .map(reference)
    .flatMap((ref) => (ref === undefined ? [] : (byRef.get(ref)?.['code'] ?? []))),
];

/** What the codes of the reasons mean; an order without a reason has none. */
export const reasonsOf = (order: Json, byRef: Lookup<Json>): Meaning[] =>
  conceptsOf(order, byRef)
    .flatMap(known)
    .map(({ meaning }) => meaning);

const spinal = new Set([
  'sciatica',
  'lumbar-ddd',
  'lumbar-spondylosis',
  'lumbar-disc-herniation',
  'lumbar-stenosis',
  'spondylolisthesis',
]);

/** Whether a reason is pain or another symptom of the leg or back, or a diagnosis of the lumbar spine. */
export const isAboutLegOrBack = (order: Json, byRef: Lookup<Json>): boolean =>
  reasonsOf(order, byRef).some(
    (meaning) =>
      meaning.findings.some(({ id }) => findings[id].kind === 'symptom') ||
      meaning.conditions.some(({ id }) => spinal.has(id)),
  );

/**
 * ICD-10-CM by its own chapters: osteoarthritis and joints, spine, soft tissue, roots and nerves of the leg,
 * pain (neoplasm related pain is G89.3), signs of the limbs, injuries of back and leg; a Z code names no disease,
 * but Z51.5 is palliative care.
 */
const couldBeThisPain =
  /^(?:M(?:1[5-9]|2[0-5]|[4579]|6[0-2])|G(?:5[4-8]|89(?!\.3))|R(?:20|26|29|52)|S[3789]|Z(?!51\.5))/;

const icdCodes = (concept: unknown): string[] =>
  codings(concept).flatMap((coding) => {
    const { system, code } = record(coding) ?? {};
    if (typeof system !== 'string' || typeof code !== 'string') return [];
    if (system === codeSystems['icd-10-cm']) return [code];
    const spelt = systemSpelt(system);
    if (spelt === 'icd-10') return [asIcd10Cm(code)];
    return spelt === 'icd-10-cm' ? [code] : [];
  });

/**
 * Every reason is a disease of another part of the body: prednisone for giant cell arteritis was not ordered for
 * sciatica.
 */
export const isForSomethingElse = (order: Json, byRef: Lookup<Json>): boolean => {
  const concepts = conceptsOf(order, byRef);
  return (
    concepts.length > 0 &&
    !isAboutLegOrBack(order, byRef) &&
    concepts.every((concept) => {
      const codes = icdCodes(concept);
      return codes.length > 0 && !codes.some((code) => couldBeThisPain.test(code));
    })
  );
};
