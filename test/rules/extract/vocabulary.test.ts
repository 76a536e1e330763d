/** Every finding of the vocabulary, in our own encoding and in each standard code that it has. */
import { describe, expect, test } from 'vitest';
import {
  type FindingCode,
  type FindingId,
  type FindingSpec,
  findingIds,
  findings,
} from '../../../rules/findings/index.ts';
import {
  absent,
  bodySite,
  concept,
  condition,
  daysAgo,
  extracted,
  factsOf,
  finding,
  leftOutOf,
  observation,
  present,
  word,
} from '../../support/fhir.ts';

/** A value that says the finding is there, and one that says it is not. */
const examples = ({
  value,
}: FindingSpec): { yes: boolean | number | string | string[]; no: boolean | number | string | string[] } => {
  switch (value.type) {
    case 'boolean':
      return { yes: true, no: false };
    case 'number':
      return { yes: value.max, no: value.min };
    case 'one-of':
      return {
        yes: value.values.find((one) => one !== value.normal) ?? '',
        no: value.normal ?? value.values.at(-1) ?? '',
      };
    case 'set':
      return { yes: [value.items[0] ?? ''], no: [`!${value.items[0]}`] };
  }
};

const sided = (id: FindingId) => (findings[id].sided ? { side: 'left' as const } : {});
const L = (id: FindingId) => (findings[id].sided ? ['L'] : []);

/** Facts without the derived one, which says whether a marker of inflammation is raised. */
const recorded = (resource: unknown) => {
  const all = extracted([resource]).input.facts;
  return all
    .filter(({ src }) => src !== 'derived')
    .map(({ id, value, side }) => [id, value, ...(side ? [side] : [])]);
};

describe('a finding in our own encoding', () => {
  test.each(findingIds)('%s is produced', (id) => {
    const { yes } = examples(findings[id]);
    expect(recorded(finding(id, yes, sided(id)))).toEqual([[id, yes, ...L(id)]]);
  });

  test.each(findingIds)('%s is produced as absent, normal or lowest', (id) => {
    const { no } = examples(findings[id]);
    expect(recorded(finding(id, no, sided(id)))).toEqual([[id, no, ...L(id)]]);
  });

  test.each(findingIds)('%s is not produced when its value is stated to be missing', (id) => {
    const { yes } = examples(findings[id]);
    const resource = finding(id, yes, { dataAbsentReason: concept('value', 'unknown') });
    expect(factsOf([resource])).toEqual([]);
    expect(leftOutOf([resource])).toEqual(['N4 data-absent']);
  });

  test.each(findingIds)('%s is not produced without a value', (id) => {
    const { code, status, subject, effectiveDateTime, resourceType } = finding(id, true);
    const bare = { resourceType, id: 'o1', code, status, subject, effectiveDateTime };
    expect(factsOf([bare])).toEqual([]);
    expect(leftOutOf([bare])).toEqual(['N4 no-value']);
  });
});

type FindingCodeRow = FindingCode & { id: FindingId };
const rows: FindingCodeRow[] = findingIds.flatMap((id) =>
  findings[id].codes.map((code) => ({ ...code, id })),
);
const sites = {
  'lower-limb': '61685007',
  calf: '53840002',
  knee: '72696002',
  ankle: '344001',
  groin: '26893007',
  'low-back': '52612000',
  elsewhere: '46862004',
};
const placed = ({ at, unlessNotAt }: FindingCodeRow) => {
  const site = at ?? unlessNotAt;
  return site === undefined ? {} : { bodySite: bodySite(undefined, sites[site]) };
};
const side = ({ side: own }: FindingCodeRow) => (own === undefined ? [] : [own]);
const stated = rows.filter(({ says }) => says !== 'asks');
const asking = rows.filter(({ says }) => says === 'asks');
const problems = stated.filter(
  ({ says, system, id }) => typeof says !== 'object' && system !== 'loinc' && id !== 'sexual-dysfunction-new',
);

/** A value of the finding as an answer to a question code. */
const answer = (id: FindingId) => {
  const { value } = findings[id];
  const { yes } = examples(findings[id]);
  if (value.type === 'number') return { valueQuantity: { value: yes, code: value.unit } };
  if (value.type === 'boolean') return { valueCodeableConcept: concept('snomed', '10828004') };
  return { valueCodeableConcept: word(Array.isArray(yes) ? (yes[0] ?? '') : String(yes)) };
};

describe('a finding in a standard code', () => {
  test.each(stated)('$system $code says $id', (row) => {
    const expected = typeof row.says === 'object' ? row.says.word : true;
    const resource = observation(concept(row.system, row.code), {
      ...placed(row),
      valueCodeableConcept: present,
    });
    expect(factsOf([resource])).toContainEqual([row.id, expected, ...side(row)]);
  });

  test.each(stated.filter(({ says }) => says === true))('$system $code denied is an absent $id', (row) => {
    const resource = observation(concept(row.system, row.code), {
      ...placed(row),
      valueCodeableConcept: absent,
    });
    expect(factsOf([resource])).toContainEqual([row.id, false, ...side(row)]);
    expect(factsOf([resource]).every(([, value]) => value === false)).toBe(true);
  });

  test.each(stated.filter(({ says }) => says !== true))('$system $code denied leaves $id open', (row) => {
    const resource = observation(concept(row.system, row.code), { ...placed(row), valueBoolean: false });
    expect(factsOf([resource])).toEqual([]);
  });

  test.each(asking)('$system $code asks for $id', (row) => {
    const { yes } = examples(findings[row.id]);
    const resource = observation(concept(row.system, row.code), answer(row.id));
    expect(factsOf([resource])).toEqual([[row.id, yes, ...side(row)]]);
  });

  /** The code means another finding without any site. */
  const anywhere = ({ code, system }: FindingCodeRow) =>
    rows.some((other) => other.code === code && other.system === system && other.at === undefined);

  test.each(rows.filter(({ at }) => at))('$system $code without its body site is not $id', (row) => {
    const resource = observation(concept(row.system, row.code), { valueBoolean: true });
    expect(factsOf([resource]).map(([id]) => id)).not.toContain(row.id);
    expect(leftOutOf([resource])).toEqual(anywhere(row) ? [] : ['N6 site-needed']);
  });

  test.each(rows.filter(({ unlessNotAt }) => unlessNotAt))(
    '$system $code at a body site that is not its own is not $id',
    (row) => {
      const hand = concept('snomed', '85562004');
      const resource = observation(concept(row.system, row.code), { valueBoolean: true, bodySite: hand });
      expect(factsOf([resource])).toEqual([]);
    },
  );
});

describe('a finding on the problem list', () => {
  test.each(problems)('$system $code says $id', (row) => {
    const resource = condition(concept(row.system, row.code), {
      ...(placed(row).bodySite && { bodySite: [placed(row).bodySite] }),
    });
    expect(factsOf([resource])).toContainEqual([row.id, true, ...side(row)]);
  });

  const refuted = (row: FindingCodeRow) =>
    condition(concept(row.system, row.code), {
      ...(placed(row).bodySite && { bodySite: [placed(row).bodySite] }),
      verificationStatus: { coding: [{ code: 'refuted' }] },
    });

  test.each(problems.filter(({ says }) => says === true))('$system $code refuted is an absent $id', (row) => {
    expect(factsOf([refuted(row)])).toContainEqual([row.id, false, ...side(row)]);
  });

  test.each(problems.filter(({ says }) => says === 'implies'))(
    '$system $code refuted leaves $id open',
    (row) => {
      expect(factsOf([refuted(row)])).toEqual([]);
    },
  );

  test.each([
    [5, true],
    [29, true],
    [31, false],
    [400, false],
  ])('erectile dysfunction that began %i days ago is a new one: %s', (days, isNew) => {
    const resource = condition(concept('snomed', '860914002'), { onsetDateTime: daysAgo(days) });
    expect(factsOf([resource]).length > 0).toBe(isNew);
  });

  test('erectile dysfunction without an onset is left out', () => {
    expect(leftOutOf([condition(concept('snomed', '860914002'))])).toEqual(['N2 onset-needed']);
  });
});

describe('provenance', () => {
  test('each fact names its resource, and the source says when and by whom', () => {
    const { input, sources } = extracted([finding('slr', true, { side: 'left' })]);
    expect(input.facts).toEqual([
      { id: 'slr', value: true, side: 'L', days: 1, src: 'exam', status: 'final', ref: 'Observation/o1' },
    ]);
    expect(sources.get('Observation/o1')).toEqual({
      resourceType: 'Observation',
      by: 'exam',
      status: 'final',
      date: daysAgo(1),
    });
  });
});
