/**
 * A chart as a hospital without our codes has it: each finding by a standard code for it, where one exists, else not
 * at all. What `rules/codes` reads is asked for the code, so that the list is no other than the service's own.
 */
import { conditionCodes } from '../../rules/codes/condition-codes.ts';
import { codeSystems } from '../../rules/codes/index.ts';
import type { Json } from '../../rules/extract/shape.ts';
import { type FindingCode, type FindingId, findings, isFindingId } from '../../rules/findings/index.ts';

const SNOMED = codeSystems.snomed;
const LOINC = codeSystems.loinc;
const coding = (system: string, code: string) => ({ coding: [{ system, code }] });

/** From the harvested lists. */
const listed: Readonly<Partial<Record<FindingId, string>>> = { 'saddle-sensory-change': '449813001' };

/** The joint at which a strength is charted. */
const joints: Readonly<Partial<Record<FindingId, { readonly left: string; readonly right: string }>>> = {
  'mrc-ankle-dorsiflexion': { left: '51636004', right: '6685009' },
  'mrc-knee-extension': { left: '82169009', right: '6757004' },
};

const ownCode = (concept: unknown): string | undefined =>
  ((concept as Json | undefined)?.['coding'] as readonly Json[] | undefined)?.find(
    ({ system }) => system === codeSystems.finding,
  )?.['code'] as string | undefined;

const leg = (site: unknown): 'left' | 'right' | undefined => {
  const text = JSON.stringify(site ?? {});
  if (text.includes('"7771000"')) return 'left';
  return text.includes('"24028007"') ? 'right' : undefined;
};

const bySystem = (one: FindingCode) => coding(codeSystems[one.system], one.code);

const strengthInStandardCodes = (given: Json, id: FindingId): Json | undefined => {
  const side = leg(given['bodySite']);
  const joint = side && joints[id]?.[side];
  return joint === undefined
    ? undefined
    : { ...given, code: coding(LOINC, '80322-1'), bodySite: coding(SNOMED, joint) };
};

const findingInStandardCodes = (given: Json, id: FindingId): Json | undefined => {
  if (id.startsWith('mrc-')) return strengthInStandardCodes(given, id);
  const code = listed[id];
  if (code !== undefined) return { ...given, code: coding(SNOMED, code) };
  const fits = findings[id].codes.filter(({ family, at, side }) => !family && !at && !side);
  const first = fits.find(({ says }) => says === 'asks') ?? fits.find(({ says }) => says === true);
  return first === undefined ? undefined : { ...given, code: bySystem(first) };
};

/** The resource in standard codes; nothing where no standard code says it. */
export const inStandardCodes = (resource: unknown): Json | undefined => {
  const given = resource as Json;
  const id = ownCode(given['code']);
  if (id === undefined) return given;
  if (isFindingId(id)) return findingInStandardCodes(given, id);
  const [first] = conditionCodes[id as keyof typeof conditionCodes] ?? [];
  return first === undefined ? undefined : { ...given, code: coding(codeSystems[first.system], first.code) };
};
