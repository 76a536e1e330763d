/**
 * What a token lets us read of a type of resource. SMART v1 (`patient/Observation.read`) and v2
 * (`user/Observation.rs?category=…`) are understood. A server filters by a v2 query without a word, so a key is
 * complete only for what was granted. A scope in a vendor's own words (Epic: `Condition.Search (Problems)
 * (R4)`) says nothing that we could hold against it. Pure.
 */
import type { PrefetchKey } from '../cds-hooks/services.ts';

/**
 * How much of a type may be read:
 * - `none`: the type may not be read at all
 * - `useless`: what may be read of it cannot hold what the key is required for
 * - `part`: some of it may be read, or it is not to be seen how much
 * - `whole`: all of it
 * - `unknown`: the scope says nothing of data in words that we know.
 */
export type Reach = 'none' | 'useless' | 'part' | 'whole' | 'unknown';

export interface Grant {
  readonly reach: Reach;
  /** The scopes that it rests on, fit to be shown: values outside the known lists are left out. */
  readonly scopes: readonly string[];
}

interface Categories {
  /** Together they hold what the key is read for. */
  readonly needed: readonly string[];
  /** None of them holds what the key is required for. */
  readonly useless: readonly string[];
}

/**
 * Codes of HL7's `observation-category` and `condition-category` and of US Core's extensions of both
 * (http://terminology.hl7.org/CodeSystem/observation-category, http://hl7.org/fhir/us/core/CodeSystem/us-core-category).
 * Findings of an examination are `exam`, what a patient reports is `survey`. A category that is not listed may
 * hold them: `procedure`, `therapy` or a site's own.
 */
const categories: Readonly<Record<string, Categories>> = {
  Observation: {
    needed: ['exam', 'survey', 'vital-signs', 'laboratory'],
    useless: ['vital-signs', 'laboratory', 'imaging', 'social-history', 'activity', 'sdoh'],
  },
  Condition: { needed: ['problem-list-item', 'encounter-diagnosis'], useless: ['sdoh'] },
};

/** `exam`, `survey` …: what a grant or a query must name so that nothing is left out. */
export const neededCategories = (type: string): readonly string[] => categories[type]?.needed ?? [];

/** How one scope or query narrows a type. */
interface Narrowing {
  /** Undefined: not by category. */
  readonly categories: readonly string[] | undefined;
  /** Something else narrows it too. */
  readonly otherwise: boolean;
}

/** They choose no resources and cut none short. */
const ofForm: ReadonlySet<string> = new Set([
  '_count',
  '_sort',
  '_total',
  '_format',
  '_pretty',
  '_include',
  '_revinclude',
]);

const codesIn = (value: string): string[] =>
  value.split(',').map((token) => token.slice(token.lastIndexOf('|') + 1).toLowerCase());

/** @param own what the key asks for anyhow: the same again narrows nothing */
const narrowingOf = (query: URLSearchParams, own: URLSearchParams): Narrowing | undefined => {
  const narrowing = [...query].filter(
    ([name, value]) => !ofForm.has(name) && !own.getAll(name).includes(value),
  );
  if (narrowing.length === 0) return undefined;
  const [category] = query.getAll('category');
  return {
    categories: category === undefined ? undefined : codesIn(category),
    otherwise: narrowing.length > 1 || category === undefined,
  };
};

const reachOfAll = (type: string, narrowings: readonly (Narrowing | undefined)[]): Reach => {
  const narrow = narrowings.flatMap((one) => one ?? []);
  if (narrow.length < narrowings.length) return 'whole';
  const known = categories[type];
  if (known === undefined) return 'part';
  const plain = new Set(narrow.flatMap((one) => (one.otherwise ? [] : (one.categories ?? []))));
  if (known.needed.every((code) => plain.has(code))) return 'whole';
  const isUseless = ({ categories: named }: Narrowing) =>
    named?.every((code) => known.useless.includes(code)) === true;
  return narrow.every(isUseless) ? 'useless' : 'part';
};

const queryOf = (text: string): URLSearchParams => new URLSearchParams(text.split('?').slice(1).join('?'));

/** How much of its type a key's own query asks for: a client may be registered with a narrower one than ours. */
export const reachOfQuery = ({ type, template: ours }: PrefetchKey, template: string): Reach => {
  const patient = (params: URLSearchParams) => {
    for (const name of ['patient', 'subject']) params.delete(name);
    return params;
  };
  return reachOfAll(type, [narrowingOf(patient(queryOf(template)), queryOf(ours))]);
};

const smart = /^((?:patient|user|system)\/([A-Za-z*]+)\.([a-z*]+))(?:\?(.*))?$/;

interface TokenScope {
  /** Without the query: `patient/Observation.rs`. */
  readonly named: string;
  readonly type: string;
  readonly permissions: string;
  readonly query: string;
}

const scopesIn = (scope: string): TokenScope[] =>
  scope.split(/\s+/).flatMap((each) => {
    const [, named, type, permissions, query = ''] = smart.exec(each) ?? [];
    return named !== undefined && type !== undefined && permissions !== undefined
      ? [{ named, type, permissions, query }]
      : [];
  });

/** v1 `read` and `*` are both; v2 `r` reads by id alone, `s` searches alone. */
const permits = (permissions: string, form: PrefetchKey['form']): boolean =>
  permissions === 'read' ||
  permissions === '*' ||
  (/^[cruds]+$/.test(permissions) && permissions.includes(form === 'read' ? 'r' : 's'));

const shownToken = (token: string, type: string): string => {
  const { needed = [], useless = [] } = categories[type] ?? {};
  const [code = ''] = codesIn(token);
  const system = /^(?:http:\/\/(?:terminology\.)?hl7\.org\/[\w./-]{1,80})?\|/.exec(token)?.[0] ?? '';
  return [...needed, ...useless].includes(code) ? `${system}${code}` : '…';
};

/** A query may name anything: what is shown are its parameters, and the categories that we know. */
const shown = ({ named, query }: TokenScope, type: string): string => {
  const params = [...new URLSearchParams(query)].map(([name, value]) => {
    const tokens = name === 'category' ? value.split(',').map((token) => shownToken(token, type)) : ['…'];
    return `${/^[\w:-]{1,40}$/.test(name) ? name : '…'}=${tokens.join(',')}`;
  });
  return params.length === 0 ? named : `${named}?${params.join('&')}`;
};

export const grantOf = (scope: string, { type, form, template }: PrefetchKey): Grant => {
  const all = scopesIn(scope);
  if (all.length === 0) return { reach: 'unknown', scopes: [] };
  const named = all.filter((one) => one.type === type || one.type === '*');
  const given = named.filter(({ permissions }) => permits(permissions, form));
  if (given.length === 0) return { reach: 'none', scopes: named.map((one) => shown(one, type)) };
  const own = queryOf(template);
  const narrowings = given.map(({ query }) => narrowingOf(new URLSearchParams(query), own));
  return {
    // one resource is there or it is not
    reach: form === 'read' ? 'whole' : reachOfAll(type, narrowings),
    scopes: given.map((one) => shown(one, type)),
  };
};
