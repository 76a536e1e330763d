/**
 * FHIR servers, each with one habit, as an `Answering` of the service in a jar. They hold resources of one
 * patient, answer the advertised queries, and do one thing in their own way.
 */
import { type Answering, fhirBase } from './cds.ts';
import { bundle } from './requests.ts';

type Held = readonly { readonly resourceType: string; readonly id?: string }[];

/** `/r4/Observation?…` → `Observation`; at the base itself `undefined`. */
const askedOf = (url: URL): { type: string | undefined; id: string | undefined } => {
  const [type, id] = url.pathname.slice('/r4/'.length).split('/');
  return { type: type === '' ? undefined : type, id };
};

const notFound = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] };

const readOf = (held: Held, type: string, id: string): object =>
  held.find((one) => one.resourceType === type && one.id === id) ?? notFound;

/** How a server writes the `next` link of a search. @param page number of the page that it leads to, from 2 */
export type NextLink = (type: string, page: number) => unknown;

export const nextLinks = {
  'at the base itself, as HAPI and Smile do': (type, page) =>
    `${fhirBase}?_getpages=${type}&_getpagesoffset=${page}&_count=1&_bundletype=searchset`,
  'at the base with a slash': (type, page) => `${fhirBase}/?_getpages=${type}&_getpagesoffset=${page}`,
  'below the base, as Medplum and Firely do': (type, page) =>
    `${fhirBase}/${type}?patient=p1&_count=1&page=${page}`,
  'with a token, as Google and Azure do': (type, page) =>
    `${fhirBase}/${type}?patient=p1&_page_token=Cjj3YokQdv%2FLzd%3D%3D&page=${page}`,
  'a query alone': (_, page) => `?page=${page}`,
  'a path below the base': (type, page) => `${type}?page=${page}`,
  'a path below the host': (type, page) => `/r4/${type}?page=${page}`,
  'a host in capitals': (type, page) => `https://FHIR.Test/r4/${type}?page=${page}`,
  'the default port': (type, page) => `https://fhir.test:443/r4/${type}?page=${page}`,
  'a fragment': (type, page) => `${fhirBase}/${type}?page=${page}#top`,
} satisfies Record<string, NextLink>;

const pageOf = (url: URL): number =>
  Number(url.searchParams.get('page') ?? url.searchParams.get('_getpagesoffset') ?? 1);

/** Sends lists in pages of `size`; `next` writes their links. */
export const pagingServer =
  (held: Held, next: NextLink, size = 1): Answering =>
  (url) => {
    const { type = url.searchParams.get('_getpages') ?? '', id } = askedOf(url);
    if (id !== undefined) return readOf(held, type, id);
    const found = held.filter(({ resourceType }) => resourceType === type);
    const page = pageOf(url);
    const more = found.length > page * size;
    return bundle(found.slice((page - 1) * size, page * size), {
      total: found.length,
      ...(more && { link: [{ relation: 'next', url: next(type, page + 1) }] }),
    });
  };

interface Categorised {
  readonly category?: readonly { readonly coding?: readonly { readonly code?: string }[] }[];
}

/** Filters by the category of its grant, without a word about it (SMART v2). */
export const filteringServer =
  (held: Held, type: string, categories: readonly string[]): Answering =>
  (url) => {
    const asked = askedOf(url);
    if (asked.id !== undefined) return readOf(held, asked.type ?? '', asked.id);
    const found = held.filter(({ resourceType }) => resourceType === asked.type);
    const isGranted = (one: Categorised) =>
      one.category?.some(({ coding }) => coding?.some(({ code = '' }) => categories.includes(code)));
    return bundle(asked.type === type ? found.filter((one) => isGranted(one as Categorised)) : found);
  };
