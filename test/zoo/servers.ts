/** FHIR servers, one habit each. A new one is a new row; `from` says where it was seen. */
import { gzipSync } from 'node:zlib';
import type { Resource } from '../../functions/fhir/resource.ts';
import { fhirBase } from '../support/cds.ts';
import { bundle } from '../support/requests.ts';
import type { ServerHabit, ServerQuestion, Wire } from './habits.ts';

const json = { 'content-type': 'application/fhir+json; charset=utf-8' };
const said = (body: object, headers: Readonly<Record<string, string>> = json): Wire => ({ headers, body });

const outcome = (severity: string, code: string): Resource => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, details: { text: 'zoo' } }],
});
const asOutcome = (resource: Resource) => ({ resource, search: { mode: 'outcome' } });
const idOf = ({ id }: Resource) => (typeof id === 'string' ? id : 'unnamed');
const asMatch = (resource: Resource) => ({
  fullUrl: `${fhirBase}/${resource.resourceType}/${idOf(resource)}`,
  resource,
  search: { mode: 'match' },
});

const isRead = ({ url }: ServerQuestion) => url.pathname.split('/').length > 3 && url.search === '';

/** A read is answered plainly; the habit is one of searches. */
const searches =
  (search: (question: ServerQuestion) => Wire) =>
  (question: ServerQuestion): Wire => {
    if (!isRead(question)) return search(question);
    const [one] = question.found;
    return one ? said(one) : { ...said(outcome('error', 'not-found')), status: 404 };
  };

const plain = searches(({ found }) => said(bundle(found)));

interface Paging {
  /** The `next` link of a page, where `page` is the one that follows. */
  readonly next: (page: number, question: ServerQuestion) => string | null;
  readonly total?: (question: ServerQuestion, page: number) => number | undefined;
  /** Entries of page `page` when it is not one resource a page. */
  readonly entries?: (question: ServerQuestion, page: number) => readonly Resource[];
  /** Number of pages; one a resource when absent. */
  readonly pages?: (question: ServerQuestion) => number;
  /** The link on the last page, for those that always write one. */
  readonly last?: string | null;
}

/** One resource a page: the red flag is the last one of the chart, so on the last page. */
const paged = ({ next, total, entries, pages, last }: Paging) =>
  searches((question) => {
    const { found, page } = question;
    const here = entries ? entries(question, page) : found.slice(page, page + 1);
    const more = page + 1 < (pages?.(question) ?? found.length);
    const url = more ? next(page + 1, question) : last;
    const count = total ? total(question, page) : found.length;
    return said({
      ...bundle([]),
      total: count,
      entry: here.map(asMatch),
      link: [
        { relation: 'self', url: question.url.href },
        ...(url === undefined ? [] : [{ relation: 'next', url }]),
      ],
    });
  });

const type = ({ type: name }: ServerQuestion) => name;
const hapi = (page: number) =>
  `?_getpages=1f0e7d3c-8f6b-4f6e-9d0c-2f4a0f0b8f11&_getpagesoffset=${page}&_count=1&_pretty=true&_bundletype=searchset`;
const evil = 'https://evil.test/r4/Observation?page=2';

const pages: readonly ServerHabit[] = [
  {
    name: 'pages at the root of its base, as HAPI FHIR does',
    from: 'hapifhir/hapi-fhir#2165',
    owes: 'read',
    answer: paged({ next: (page) => `${fhirBase}${hapi(page)}` }),
  },
  {
    name: 'pages at the root of its base with a slash, behind a proxy that adds one',
    from: 'hapifhir/hapi-fhir-jpaserver-starter#258',
    owes: 'read',
    answer: paged({ next: (page) => `${fhirBase}/${hapi(page)}` }),
  },
  {
    name: 'pages below the type with the page id of Smile CDR',
    from: 'answers of a payer on Smile CDR: next is {base}/Practitioner?_getpages=…',
    owes: 'read',
    answer: paged({ next: (page, q) => `${fhirBase}/${type(q)}${hapi(page)}&_pageId=${page}` }),
  },
  {
    name: 'pages by offset, as Medplum does',
    from: 'medplum.com/docs/search/paginated-search',
    owes: 'read',
    answer: paged({ next: (page, q) => `${fhirBase}/${type(q)}?patient=p1&_count=1&_offset=${page}` }),
  },
  {
    name: 'pages by cursor, as Medplum does, without a total',
    from: 'medplum.com/docs/search/paginated-search',
    owes: 'read',
    answer: paged({
      next: (page, q) => `${fhirBase}/${type(q)}?_count=1&_cursor=1-2026-11-22T09%3A00%3A00.000Z-${page}`,
      total: () => undefined,
    }),
  },
  {
    name: 'pages by an opaque query at its base, as Firely Server does',
    from: 'answers of server.fire.ly/r4: next is {base}/?q=…',
    owes: 'read',
    answer: paged({ next: (page) => `${fhirBase}/?q=CfDJ8LjzO31FTPZ7oJjS9LaN61-6Ko4_${page}` }),
  },
  {
    name: 'pages by a session, as Epic does',
    from: 'answers of fhir.epic.com: next is {base}/Observation?sessionID=…',
    owes: 'read',
    answer: paged({
      next: (page, q) => `${fhirBase}/${type(q)}?sessionID=16-AB6401F741B911F1BE0E00505${page}`,
    }),
  },
  {
    name: 'pages by a token after a slash and estimates the total until the last page, as Google does',
    from: 'cloud.google.com/healthcare-api/docs/how-tos/best-practices-fhir-search',
    owes: 'read',
    answer: paged({
      next: (page, q) => `${fhirBase}/${type(q)}/?_count=1&_page_token=Cjz3nfLqnwcA%3D%3D${page}`,
      total: ({ found }, page) => (page + 1 < found.length ? 1_000 : found.length),
    }),
  },
  {
    name: 'pages by a context that begins with a hyphen, as Oracle Health does',
    from: 'cerner/fhir.cerner.com, content/dstu2, paging',
    owes: 'read',
    answer: paged({
      next: (page, q) =>
        `${fhirBase}/${type(q)}?patient=p1&-pageContext=36980845_${page}&-pageDirection=NEXT`,
      total: () => undefined,
    }),
  },
  {
    name: 'pages by a continuation token in base64, as Azure does',
    from: 'microsoft/fhir-server#2250',
    owes: 'read',
    answer: paged({ next: (page, q) => `${fhirBase}/${type(q)}?patient=p1&ct=W3siAbC%2B%2F${page}%3D%3D` }),
  },
  {
    name: 'writes `next` relative to its host, as Aidbox does',
    from: 'docs.aidbox.app, Search: _count and _page',
    owes: 'read',
    answer: paged({ next: (page, q) => `/r4/${type(q)}?_count=1&_page=${page + 1}` }),
  },
  {
    name: 'writes `next` as a query alone',
    from: 'FirelyTeam/firely-net-sdk#2021',
    owes: 'read',
    answer: paged({ next: (page) => `?patient=p1&page=${page + 1}` }),
  },
  {
    name: 'writes `next` relative to the type',
    from: 'POLAR-fhiR/fhircrackr#110',
    owes: 'read',
    answer: paged({ next: (page, q) => `${type(q)}?patient=p1&page=${page + 1}` }),
  },
  {
    name: 'writes `next` relative to its base with a slash at the front, as Canvas does',
    from: 'docs.canvasmedical.com/api/pagination',
    owes: 'told',
    answer: paged({ next: (page, q) => `/${type(q)}?_count=1&_offset=${page}` }),
  },
  {
    name: 'writes `next` without a scheme, as Zus did',
    from: 'docs.zushealth.com/changelog, May 2024',
    owes: 'told',
    answer: paged({ next: (page, q) => `fhir.test/r4/${type(q)}?_after=${page}` }),
  },
  {
    name: 'names the default port in `next`',
    from: 'opensrp/fhircore#1714',
    owes: 'read',
    answer: paged({ next: (page) => `https://fhir.test:443/r4${hapi(page)}` }),
  },
  {
    name: 'doubles the port in `next`',
    from: 'JohannesOehm/FhirExtinguisher#13',
    owes: 'told',
    answer: paged({ next: (page) => `https://fhir.test:443:443/r4${hapi(page)}` }),
  },
  {
    name: 'writes its host in capitals in `next`',
    from: 'RFC 3986, 3.2.2',
    owes: 'read',
    answer: paged({ next: (page, q) => `https://FHIR.test/r4/${type(q)}?page=${page + 1}` }),
  },
  {
    name: 'writes `next` in plain http, behind a proxy',
    from: 'microsoft/fhir-server#1080',
    owes: 'told',
    answer: paged({ next: (page, q) => `http://fhir.test/r4/${type(q)}?page=${page + 1}` }),
  },
  {
    name: 'writes the name of an inner host in `next`',
    from: 'microsoft/fhir-server#1317',
    owes: 'told',
    answer: paged({ next: (page, q) => `http://fhir-r4.cluster.local/${type(q)}?page=${page + 1}` }),
  },
  {
    name: 'writes `next` to another host',
    from: 'docs/conformance.md T104',
    owes: 'told',
    answer: paged({ next: () => evil }),
  },
  {
    name: 'climbs out of its base in `next`',
    from: 'docs/conformance.md T104',
    owes: 'told',
    answer: paged({ next: (page) => `${fhirBase}/../admin/Observation?page=${page + 1}` }),
  },
  {
    name: 'leads to an empty page first and then goes on',
    from: 'microsoft/fhir-server#4847',
    owes: 'read',
    answer: paged({
      next: (page, q) => `${fhirBase}/${type(q)}?ct=${page}`,
      pages: ({ found }) => found.length + 1,
      entries: ({ found }, page) =>
        page === 1 ? [] : found.slice(page === 0 ? 0 : page - 1, page === 0 ? 1 : page),
      total: () => undefined,
    }),
  },
  {
    name: 'ends with a link to an empty page',
    from: 'microsoft/fhir-server#4841',
    owes: 'read',
    answer: paged({
      next: (page, q) => `${fhirBase}/${type(q)}?ct=${page}`,
      pages: ({ found }) => found.length + 1,
    }),
  },
  {
    name: 'writes an empty `next` on its last page',
    from: 'MSK CRIT API, bundle links of null',
    owes: 'read',
    answer: paged({ next: (page, q) => `${fhirBase}/${type(q)}?page=${page + 1}`, last: null }),
  },
  {
    name: 'leads in a circle',
    from: 'docs/conformance.md T105',
    owes: 'told',
    answer: paged({
      next: (_, q) => q.url.href,
      entries: ({ found }) => found.slice(0, -1),
      total: () => undefined,
    }),
  },
  {
    name: 'has more pages than are read',
    from: 'functions/fhir/fetch-prefetch.ts, page limit',
    owes: 'told',
    answer: paged({
      next: (page, q) => `${fhirBase}/${type(q)}?page=${page + 1}`,
      pages: () => 60,
      entries: ({ found }, page) => (page === 59 ? found : found.slice(0, -1)),
      total: () => undefined,
    }),
  },
  {
    name: 'forgets its pages',
    from: 'ahdis/matchbox#489',
    owes: 'told',
    answer: searches((q) =>
      q.page > 0
        ? { ...said(outcome('error', 'not-found')), status: 410 }
        : paged({ next: (page) => `${fhirBase}${hapi(page)}` })(q),
    ),
  },
  {
    name: 'answers its own `next` with 400, as LinuxForHealth does after a POST',
    from: 'LinuxForHealth/FHIR#4235',
    owes: 'told',
    answer: searches((q) =>
      q.page > 0
        ? { ...said(outcome('fatal', 'invalid')), status: 400 }
        : paged({ next: (page, one) => `${fhirBase}/${type(one)}/_search?_count=1&_page=${page + 1}` })(q),
    ),
  },
  {
    name: 'answers its second page with an OperationOutcome and 200',
    from: 'hl7.org/fhir/R4/http.html#search, 200 with an outcome',
    owes: 'told',
    answer: searches((q) =>
      q.page > 0
        ? said(outcome('error', 'exception'))
        : paged({ next: (page, one) => `${fhirBase}/${type(one)}?page=${page + 1}` })(q),
    ),
  },
  {
    name: 'cuts its list and writes no `next`',
    from: 'hapifhir/hapi-fhir#6549',
    owes: 'told',
    answer: searches(({ found }) => said(bundle(found.slice(0, -1), { total: found.length }))),
  },
];
/** A part of the list that was not read is a failure of the call. */
export const paging = pages.map(
  (one): ServerHabit => (one.owes === 'told' ? { ...one, fails: 'call' } : one),
);

const totals: readonly ServerHabit[] = [
  {
    name: 'says "no results" in an entry that it counts, as Epic does (4101)',
    from: 'fhir.epic.com, error code 4101',
    owes: 'read',
    answer: searches(({ found }) =>
      found.length > 0
        ? said(bundle(found))
        : said({ ...bundle([]), total: 1, entry: [asOutcome(outcome('warning', 'not-found'))] }),
    ),
  },
  {
    name: 'says a total that is too large by an entry it does not send',
    from: 'microsoft/fhir-server#232',
    owes: 'told',
    fails: 'call',
    answer: searches(({ found }) => said(bundle(found.slice(0, -1), { total: found.length + 3 }))),
  },
  {
    name: 'says a total that is too small',
    from: 'microsoft/fhir-server#232',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found, { total: 0 }))),
  },
  {
    name: 'says no total',
    from: 'hapifhir/hapi-fhir-jpaserver-starter#701',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found, { total: undefined }))),
  },
  {
    name: 'counts its warnings in the total',
    from: 'hapifhir/hapi-fhir#7153',
    owes: 'read',
    answer: searches(({ found }) =>
      said({
        ...bundle([]),
        total: found.length + 1,
        entry: [...found.map(asMatch), asOutcome(outcome('information', 'informational'))],
      }),
    ),
  },
  {
    name: 'counts what it includes in the total',
    from: 'hapifhir/hapi-fhir#7153',
    owes: 'read',
    fails: 'call',
    answer: searches(({ found }) =>
      said({
        ...bundle([]),
        total: found.length + 1,
        entry: [
          ...found.map(asMatch),
          {
            resource: { resourceType: 'Practitioner', id: 'doc' },
            search: { mode: 'include' },
          },
        ],
      }),
    ),
  },
  {
    name: 'counts alone, as for _summary=count',
    from: 'FirelyTeam/spark#129',
    owes: 'told',
    fails: 'call',
    answer: searches(({ found }) => said(bundle([], { total: found.length }))),
  },
];

const entries: readonly ServerHabit[] = [
  {
    name: 'says nothing unusual',
    from: 'hl7.org/fhir/R4/http.html#search',
    owes: 'read',
    answer: plain,
  },
  {
    name: 'puts a note without consequence beside the entries',
    from: 'fhir.epic.com, OperationOutcome in searchsets',
    owes: 'read',
    answer: searches(({ found }) =>
      said({
        ...bundle(found),
        entry: [...found.map(asMatch), asOutcome(outcome('information', 'informational'))],
      }),
    ),
  },
  {
    name: 'warns that some entries are held back, as Epic does (4119)',
    from: 'fhir.epic.com, error code 4119',
    owes: 'told',
    fails: 'call',
    answer: searches(({ found }) =>
      said({
        ...bundle([]),
        total: found.length - 1,
        entry: [...found.slice(0, -1).map(asMatch), asOutcome(outcome('warning', 'suppressed'))],
      }),
    ),
  },
  {
    name: 'holds everything back and says so in a warning',
    from: 'hl7.org/fhir/R4/valueset-issue-type.html, suppressed',
    owes: 'told',
    fails: 'call',
    answer: searches(() => said({ ...bundle([]), entry: [asOutcome(outcome('warning', 'suppressed'))] })),
  },
  {
    name: 'says in an entry that it failed',
    from: 'hl7.org/fhir/R4/bundle.html#searchset, mode outcome',
    owes: 'refused',
    fails: 'call',
    answer: searches(({ found }) =>
      said({
        ...bundle([]),
        total: found.length,
        entry: [...found.slice(0, -1).map(asMatch), asOutcome(outcome('error', 'exception'))],
      }),
    ),
  },
  {
    name: 'sends the patient twice in a Bundle',
    from: 'cqframework/cqf-ruler#487',
    owes: 'read',
    isRead: true,
    answer: (question) =>
      isRead(question) ? said(bundle([...question.found, ...question.found])) : plain(question),
  },
  {
    name: 'sends every entry twice',
    from: 'LinuxForHealth/FHIR#265',
    owes: 'read',
    answer: searches(({ found }) => said(bundle([...found, ...found], { total: found.length }))),
  },
  {
    name: 'sends an entry of the first page again in place of the last one',
    from: 'microsoft/fhir-server#1792',
    owes: 'told',
    fails: 'call',
    answer: paged({
      next: (page, q) => `${fhirBase}/${type(q)}?page=${page + 1}`,
      pages: () => 2,
      entries: ({ found }, page) => (page === 0 ? found.slice(0, -1) : found.slice(0, 1)),
    }),
  },
  {
    name: 'sends entries without fullUrl',
    from: 'hl7.org/fhir/R4/bundle.html, fullUrl',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found))),
  },
  {
    name: 'marks what was searched for as included',
    from: 'LinuxForHealth/FHIR#1494',
    owes: 'read',
    answer: searches(({ found }) =>
      said({ ...bundle(found), entry: found.map((resource) => ({ resource, search: { mode: 'include' } })) }),
    ),
  },
  {
    name: 'sends entries that are empty',
    from: 'docs/conformance.md T115',
    owes: 'read',
    fails: 'call',
    answer: searches(({ found }) =>
      said({ ...bundle(found), entry: [{}, { resource: null }, ...found.map(asMatch)] }),
    ),
  },
  {
    name: 'sends the links of its entries and leaves the resources out',
    from: 'hl7.org/fhir/R4/bundle.html, entry without resource',
    owes: 'told',
    fails: 'call',
    answer: searches(({ found }) =>
      said({
        ...bundle([]),
        total: found.length,
        entry: found.map((one) => ({ fullUrl: `${fhirBase}/${one.resourceType}/${idOf(one)}` })),
      }),
    ),
  },
  {
    name: 'calls its list a collection',
    from: 'cqframework/cqf-ruler#487',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found, { type: 'collection' }))),
  },
  {
    name: 'calls its list a batch-response',
    from: 'cqframework/cqf-ruler#487',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found, { type: 'batch-response', total: undefined }))),
  },
  {
    name: 'wraps its list in a batch-response',
    from: 'hl7.org/fhir/R4/http.html#transaction-response',
    owes: 'refused',
    fails: 'call',
    answer: searches(({ found }) =>
      said({
        resourceType: 'Bundle',
        type: 'batch-response',
        entry: [{ response: { status: '200' }, resource: bundle(found) }],
      }),
    ),
  },
  {
    name: 'sends the one resource for a list of one',
    from: 'docs/conformance.md R-089',
    owes: 'read',
    answer: searches(({ found }) => {
      const [one] = found;
      return one !== undefined && found.length === 1 ? said(one) : said(bundle(found));
    }),
  },
  {
    name: 'answers a search with resources of another type',
    from: 'docs/conformance.md T115',
    owes: 'refused',
    fails: 'call',
    answer: searches(() =>
      said(bundle([{ resourceType: 'Encounter', id: 'e', subject: { reference: 'Patient/p1' } }])),
    ),
  },
  {
    name: 'answers a search with a list of lists',
    from: 'docs/conformance.md T115',
    owes: 'refused',
    fails: 'call',
    answer: searches(({ found }) => said({ ...bundle([]), entry: { resource: found } })),
  },
  {
    name: 'adds data of another patient',
    from: 'docs/conformance.md E-14',
    owes: 'refused',
    fails: 'call',
    answer: searches(({ found, type: name }) =>
      said(bundle([...found, { resourceType: name, id: 'x', subject: { reference: 'Patient/p2' } }])),
    ),
  },
  {
    name: 'keeps references of a server that it was copied from',
    from: 'hl7.org/fhir/R4/references.html#literal, absolute',
    owes: 'told',
    fails: 'call',
    answer: searches(({ found }) =>
      said(
        bundle(
          found.map((one) =>
            one.resourceType === 'Patient'
              ? one
              : { ...one, subject: { reference: 'https://old.test/fhir/Patient/p1' } },
          ),
        ),
      ),
    ),
  },
  {
    name: 'writes references with its own base',
    from: 'hl7.org/fhir/R4/references.html',
    owes: 'read',
    answer: searches(({ found }) =>
      said(bundle(found.map((one) => ({ ...one, subject: { reference: `${fhirBase}/Patient/p1` } })))),
    ),
  },
  {
    name: 'writes references with a version',
    from: 'hl7.org/fhir/R4/references.html, version specific',
    owes: 'read',
    answer: searches(({ found }) =>
      said(bundle(found.map((one) => ({ ...one, subject: { reference: 'Patient/p1/_history/3' } })))),
    ),
  },
  {
    name: 'writes references with the default port of its base',
    from: 'opensrp/fhircore#1714',
    owes: 'read',
    answer: searches(({ found }) =>
      said(
        bundle(
          found.map((one) => ({ ...one, subject: { reference: 'https://fhir.test:443/r4/Patient/p1' } })),
        ),
      ),
    ),
  },
  {
    name: 'leaves the subject out of what it sends',
    from: 'docs/conformance.md T117',
    owes: 'told',
    fails: 'call',
    answer: searches(({ found }) =>
      said(bundle(found.map(({ subject: _, ...one }) => one as unknown as Resource))),
    ),
  },
];

const category = 'http://terminology.hl7.org/CodeSystem/observation-category';
const problem = 'http://terminology.hl7.org/CodeSystem/condition-category';
const otherTypes =
  'patient/Patient.rs patient/QuestionnaireResponse.rs patient/MedicationRequest.rs patient/Procedure.rs patient/DiagnosticReport.rs patient/ServiceRequest.rs patient/Device.rs patient/Flag.rs';

/** The server answers with what the scope lets through, and does not say so. */
const filtered = (of: string, kept: RegExp) =>
  searches(({ found, type: name }) =>
    said(
      bundle(name === of ? found.filter((one) => kept.test(JSON.stringify(one['category'] ?? ''))) : found),
    ),
  );

const grants: readonly ServerHabit[] = [
  {
    name: 'filters in silence by a scope for vital signs alone',
    from: 'inferno-framework/inferno-reference-server#161',
    owes: 'refused',
    hides: ['observations'],
    fails: 'call',
    scope: `${otherTypes} patient/Condition.rs patient/Observation.rs?category=${category}|vital-signs`,
    answer: filtered('Observation', /vital-signs/),
  },
  {
    name: 'filters in silence by a scope for laboratory results alone',
    from: 'onc-healthit/onc-certification-g10-test-kit#519',
    owes: 'refused',
    hides: ['observations'],
    fails: 'call',
    scope: `${otherTypes} patient/Condition.rs patient/Observation.rs?category=${category}|laboratory`,
    answer: filtered('Observation', /laboratory/),
  },
  {
    name: 'filters in silence by a scope for what patients say',
    from: 'hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html, granular scopes',
    owes: 'told',
    hides: ['observations'],
    fails: 'client',
    scope: `${otherTypes} patient/Condition.rs patient/Observation.rs?category=${category}|survey`,
    answer: filtered('Observation', /survey/),
  },
  {
    name: 'filters in silence by a scope for diagnoses of encounters',
    from: 'hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html, granular scopes',
    owes: 'told',
    hides: ['conditions'],
    fails: 'client',
    scope: `${otherTypes} patient/Observation.rs patient/Condition.rs?category=${problem}|encounter-diagnosis`,
    answer: filtered('Condition', /encounter-diagnosis/),
  },
  {
    name: 'grants a type whole beside a part of it',
    from: 'hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html, granular scopes',
    owes: 'read',
    scope: `${otherTypes} patient/Condition.rs patient/Observation.rs patient/Observation.rs?category=${category}|vital-signs`,
    answer: plain,
  },
  {
    name: 'grants all types by a star, in the words of SMART v1',
    from: 'hl7.org/fhir/smart-app-launch/1.0.0/scopes-and-launch-context',
    owes: 'read',
    scope: 'launch openid fhirUser patient/*.read',
    answer: plain,
  },
  {
    name: 'grants in words of its own, as Epic does',
    from: 'fhir.epic.com, API names as scopes',
    owes: 'read',
    scope: 'Observation.Search (Vital Signs) (R4) Condition.Search (Problems) (R4)',
    answer: plain,
  },
];

const bytes = (body: string | Buffer, headers: Readonly<Record<string, string>> = json): Wire => ({
  headers,
  body,
});

const transport: readonly ServerHabit[] = [
  {
    name: 'compresses though it was asked not to',
    from: 'hapifhir/hapi-fhir, ResponseHighlighter and gzip by proxy',
    owes: 'refused',
    fails: 'call',
    answer: searches(({ found }) =>
      bytes(gzipSync(JSON.stringify(bundle(found))), { ...json, 'content-encoding': 'gzip' }),
    ),
  },
  {
    name: 'says the coding is identity',
    from: 'RFC 9110, 8.4',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found), { ...json, 'content-encoding': 'identity' })),
  },
  {
    name: 'sends in chunks',
    from: 'RFC 9112, 7.1',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found), { ...json, 'transfer-encoding': 'chunked' })),
  },
  {
    name: 'never answers',
    from: 'docs/conformance.md T109',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => ({ silent: true })),
  },
  {
    name: 'never answers for its second page',
    from: 'docs/conformance.md T109',
    owes: 'told',
    fails: 'call',
    answer: searches((q) =>
      q.page > 0
        ? { silent: true }
        : paged({ next: (page, one) => `${fhirBase}/${type(one)}?page=${page + 1}` })(q),
    ),
  },
  {
    name: 'breaks off in the middle',
    from: 'docs/conformance.md T109',
    owes: 'refused',
    fails: 'call',
    answer: searches(({ found }) => ({ ...said(bundle(found)), breaksOff: true })),
  },
  {
    name: 'breaks off the first time',
    from: 'docs/conformance.md T188',
    owes: 'read',
    answer: searches((q) => (q.before === 0 ? { ...said(bundle(q.found)), breaksOff: true } : plain(q))),
  },
  {
    name: 'ends its JSON too early',
    from: 'docs/conformance.md R-102',
    owes: 'refused',
    fails: 'call',
    answer: searches(({ found }) => bytes(JSON.stringify(bundle(found)).slice(0, -20))),
  },
  {
    name: 'says that its JSON is text',
    from: 'FHIR servers behind file hosting, text/plain',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found), { 'content-type': 'text/plain' })),
  },
  {
    name: 'says the media type of an older FHIR',
    from: 'docs.oracle.com, Soarian Clinicals: application/json+fhir',
    owes: 'read',
    answer: searches(({ found }) => said(bundle(found), { 'content-type': 'application/json+fhir' })),
  },
  {
    name: 'answers in XML',
    from: 'hl7.org/fhir/R4/http.html#mime-type',
    owes: 'refused',
    fails: 'call',
    answer: searches(() =>
      bytes('<Bundle xmlns="http://hl7.org/fhir"><type value="searchset"/></Bundle>', {
        'content-type': 'application/fhir+xml',
      }),
    ),
  },
  {
    name: 'answers with its login page',
    from: 'docs/conformance.md R-102',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => bytes('<html>Sign in</html>', { 'content-type': 'text/html' })),
  },
  {
    name: 'begins with a byte order mark',
    from: 'FHIR/GoFSH#150',
    owes: 'read',
    answer: searches(({ found }) => bytes(`\uFEFF${JSON.stringify(bundle(found))}`)),
  },
  {
    name: 'answers in UTF-16',
    from: 'RFC 8259, 8.1',
    owes: 'refused',
    fails: 'call',
    answer: searches(({ found }) => bytes(Buffer.from(JSON.stringify(bundle(found)), 'utf16le'))),
  },
  {
    name: 'is busy once and says to come back at once (429)',
    from: 'RFC 6585, 4',
    owes: 'read',
    answer: searches((q) => (q.before === 0 ? { status: 429, headers: { 'retry-after': '0' } } : plain(q))),
  },
  {
    name: 'is busy and says to come back in an hour (429)',
    from: 'RFC 6585, 4',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => ({ status: 429, headers: { 'retry-after': '3600' } })),
  },
  {
    name: 'is down until a date (503)',
    from: 'RFC 9110, 10.2.3',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => ({ status: 503, headers: { 'retry-after': 'Sun, 22 Nov 2026 16:00:00 GMT' } })),
  },
  {
    name: 'refuses the token (403)',
    from: 'docs/conformance.md T103',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => ({ ...said(outcome('error', 'forbidden')), status: 403 })),
  },
  {
    name: 'wants a category in the search (400), as Epic does',
    from: 'fhir.epic.com, Observation.Search: category or code',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => ({ ...said(outcome('fatal', 'required')), status: 400 })),
  },
  {
    name: 'says 200 and sends an OperationOutcome',
    from: 'hl7.org/fhir/R4/http.html#search',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => said(outcome('error', 'not-supported'))),
  },
  {
    name: 'sends nothing (204)',
    from: 'RFC 9110, 15.3.5',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => ({ status: 204 })),
  },
  {
    name: 'redirects',
    from: 'docs/conformance.md T094',
    owes: 'refused',
    fails: 'call',
    answer: searches(() => ({ status: 302, headers: { location: evil } })),
  },
];

export const lists: readonly ServerHabit[] = [...entries, ...totals];
export const wire: readonly ServerHabit[] = [...grants, ...transport];

export const servers: readonly ServerHabit[] = [...lists, ...paging, ...wire];
