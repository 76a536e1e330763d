/**
 * A hospital that has none of our codes: a row of a flowsheet for each finding and leg under an OID, answers from
 * lists whose numbers mean something else in each row, a problem list and a form of its own. `siteCodeMap` is what its
 * map would be if somebody had mapped all of it; `inSiteCodes` writes a resource as it would send it.
 */
import type { ConceptMap, ConceptMapGroupElement } from 'fhir/r4';
import { codeMapProperties, codeSystems, LATERALITY, meaningOf } from '../../rules/codes/index.ts';
import { INTAKE } from '../../rules/extract/questionnaire-response.ts';
import type { Json } from '../../rules/extract/shape.ts';
import { conditions, findingIds, findings, isFindingId } from '../../rules/findings/index.ts';

const ROWS = 'urn:oid:2.16.840.1.113883.3.99999.1';
const ANSWERS = 'urn:oid:2.16.840.1.113883.3.99999.2';
const FORM = 'https://forms.st-elsewhere.example/Questionnaire/4711';

const legs = [undefined, 'left', 'right', 'both'] as const;
type SiteLeg = (typeof legs)[number];
const snomedLegs: Readonly<Record<string, SiteLeg>> = {
  '7771000': 'left',
  '24028007': 'right',
  '51440002': 'both',
};

const ids: readonly string[] = [...findingIds, ...Object.keys(conditions)];
const rowOf = (id: string, leg: SiteLeg) => String(100_000 + ids.indexOf(id) * 10 + legs.indexOf(leg));

const wordsOf = (id: string): readonly string[] => {
  if (!isFindingId(id)) return [];
  const { value } = findings[id];
  if (value.type === 'one-of') return [...value.values, 'not-sure'];
  if (value.type === 'set') return [...value.items, 'not-sure', ...(value.closable ? ['none-of-these'] : [])];
  if (id.startsWith('mrc-'))
    return ['5', '5-', '4+', '4', '4-', '3+', '3', '3-', '2+', '2', '2-', '1+', '1', '0'];
  return ['not-sure'];
};
const most = Math.max(...ids.map((id) => wordsOf(id).length));

const SAID = { yes: 'Y', no: 'N' } as const;
const numberOf = (id: string, word: string): string =>
  word === 'yes' || word === 'no' ? SAID[word] : String(wordsOf(id).indexOf(word) + 1);

const equivalent = { equivalence: 'equivalent' } as const;

const rows = (code: (id: string, leg: SiteLeg) => string, of: readonly string[]): ConceptMapGroupElement[] =>
  of.flatMap((id) =>
    (isFindingId(id) && findings[id].sided ? legs : [undefined]).map((leg) => ({
      code: code(id, leg),
      target: [
        {
          code: id,
          ...equivalent,
          ...(leg && { product: [{ property: codeMapProperties.side, value: leg }] }),
        },
      ],
    })),
  );

const numbered = Array.from(
  { length: most },
  (_, n): ConceptMapGroupElement => ({
    code: String(n + 1),
    target: ids.flatMap((id) => {
      const code = wordsOf(id)[n];
      return code === undefined
        ? []
        : [{ code, ...equivalent, dependsOn: [{ property: codeMapProperties.finding, value: id }] }];
    }),
  }),
);

export const siteCodeMap: ConceptMap = {
  resourceType: 'ConceptMap',
  status: 'active',
  version: '2026-11-30',
  group: [
    { source: ROWS, target: codeSystems.finding, element: rows(rowOf, ids) },
    {
      source: FORM,
      target: codeSystems.finding,
      element: rows((id, leg) => `q${rowOf(id, leg)}`, findingIds),
    },
    {
      source: ANSWERS,
      target: codeSystems.value,
      element: [
        ...(['yes', 'no'] as const).map((code) => ({ code: SAID[code], target: [{ code, ...equivalent }] })),
        ...numbered.filter(({ target = [] }) => target.length > 0),
      ],
    },
  ],
};

const codingsOf = (concept: unknown): readonly Json[] =>
  ((concept as Json | undefined)?.['coding'] ?? []) as Json[];
const ourCode = (concept: unknown, system: string): string | undefined =>
  codingsOf(concept).find((one) => one['system'] === system)?.['code'] as string | undefined;

const answer = (code: string): Json => ({ coding: [{ system: ANSWERS, code }] });

const legIn = (concept: unknown): SiteLeg =>
  codingsOf(concept)
    .map(({ code }) => snomedLegs[String(code)])
    .find(Boolean);

/** The leg of a body site that says nothing else. */
const legOf = (bodySite: unknown): SiteLeg => {
  const { extension } = (bodySite ?? {}) as { extension?: readonly Json[] };
  const lateral = extension?.find(({ url }) => url === LATERALITY);
  return legIn(lateral?.['valueCodeableConcept']) ?? legIn(bodySite);
};

const valueInSiteCodes = (id: string, part: Json): Json => {
  const { valueBoolean, valueCodeableConcept } = part;
  if (typeof valueBoolean === 'boolean')
    return { valueBoolean: undefined, valueCodeableConcept: answer(valueBoolean ? 'Y' : 'N') };
  const said = ourCode(valueCodeableConcept, codeSystems.value);
  return said === undefined || !wordsOf(id).includes(said)
    ? {}
    : { valueCodeableConcept: answer(numberOf(id, said)) };
};

const partInSiteCodes = (part: Json, leg: SiteLeg): Json | undefined => {
  const id = ourCode(part['code'], codeSystems.finding);
  if (id === undefined || !ids.includes(id)) return undefined;
  return { code: { coding: [{ system: ROWS, code: rowOf(id, leg) }] }, ...valueInSiteCodes(id, part) };
};

/** Of a list: the item is an answer of the row. */
const itemInSiteCodes = (id: string, component: Json): Json => {
  const own = partInSiteCodes(component, undefined);
  if (own !== undefined) return { ...component, ...own };
  const said = ourCode(component['code'], codeSystems.value);
  const item = said === 'none-of-the-others' ? 'none-of-these' : said;
  return item === undefined || !wordsOf(id).includes(item)
    ? component
    : { ...component, code: answer(numberOf(id, item)) };
};

/** What a standard code asks for: its answer is of the lists of this hospital all the same. */
const standardId = (concept: unknown): string | undefined =>
  codingsOf(concept)
    .map(({ system, code }) => meaningOf(String(system), String(code))?.findings[0]?.id)
    .find(Boolean);

const observation = (given: Json): Json => {
  const id = ourCode(given['code'], codeSystems.finding) ?? '';
  const sided = isFindingId(id) && findings[id].sided;
  const leg = sided ? legOf(given['bodySite']) : undefined;
  const component = given['component'] as readonly Json[] | undefined;
  return {
    ...given,
    ...(partInSiteCodes(given, leg) ?? valueInSiteCodes(standardId(given['code']) ?? '', given)),
    ...(leg && { bodySite: undefined }),
    ...(component && { component: component.map((one) => itemInSiteCodes(id, one)) }),
  };
};

const items = (given: unknown): readonly Json[] =>
  ((given ?? []) as readonly Json[]).map((item) => {
    const linkId = String(item['linkId']);
    const [id = '', leg] = linkId.split('.');
    const known = isFindingId(id) ? id : undefined;
    return {
      ...item,
      ...(known && { linkId: `q${rowOf(known, leg as SiteLeg)}` }),
      ...(item['item'] !== undefined && { item: items(item['item']) }),
      ...(known &&
        item['answer'] !== undefined && {
          answer: (item['answer'] as readonly Json[]).map((one) => {
            const coding = one['valueCoding'] as Json | undefined;
            if (coding?.['system'] !== codeSystems.value) return one;
            const { valueCoding: _, ...rest } = one;
            return {
              ...rest,
              valueCoding: { system: ANSWERS, code: numberOf(known, String(coding['code'])) },
            };
          }),
        }),
    };
  });

/** The resource as this hospital would send it. What it cannot say in codes of its own stays as it is. */
export const inSiteCodes = (resource: unknown): Json => {
  const given = JSON.parse(JSON.stringify(resource)) as Json;
  if (given['resourceType'] === 'Observation') return JSON.parse(JSON.stringify(observation(given))) as Json;
  if (given['resourceType'] === 'Condition') return { ...given, ...partInSiteCodes(given, undefined) };
  if (given['resourceType'] === 'QuestionnaireResponse' && given['questionnaire'] === INTAKE)
    return { ...given, questionnaire: FORM, item: items(given['item']) };
  return given;
};
