/** Each prefetch template against a FHIR server: what it answers, and what of that the service could not use. */
import { FhirNotRead, fhirReader } from '../prefetch.ts';
import { filled } from '../prefetch-template.ts';
import type { SentResource } from '../wire.ts';
import { notReached } from './not-reached.ts';
import type { Finding, ReportLine, Tell } from './report.ts';

export interface FhirQuestions {
  /** Templates by prefetch key, with what the registration has in their place. */
  readonly templates: Readonly<Record<string, string>>;
  readonly required: readonly string[];
  readonly base: string;
  readonly token: string | undefined;
  readonly patientId: string;
  readonly userId: string;
}

/** What is looked at of a Bundle, an OperationOutcome or any other resource. */
interface AnsweredResource {
  readonly resourceType?: string;
  readonly entry?: readonly { readonly resource?: AnsweredResource }[];
  readonly link?: readonly { readonly relation?: string }[];
  readonly issue?: readonly {
    readonly diagnostics?: string;
    readonly details?: { readonly text?: string };
  }[];
}

type PrefetchVerdict = Pick<ReportLine, 'finding' | 'sentence'>;

const found = (finding: Finding, sentence: string): PrefetchVerdict => ({ finding, sentence });

const anotherQuery = (key: string): string =>
  `Where your server wants another query, write it as queries.${key} of the registration`;

const saidBy = (outcome: AnsweredResource | undefined): string => {
  const said = (outcome?.issue ?? []).flatMap(
    ({ diagnostics, details }) => diagnostics ?? details?.text ?? [],
  );
  return said.length > 0 ? `: ${said.join('; ')}` : '';
};

const insteadOf = (wanted: string, answered: AnsweredResource, key: string): PrefetchVerdict =>
  found(
    'FAIL',
    `resourceType ${answered.resourceType ?? 'left out'} in place of ${wanted}${saidBy(answered)}. ${anotherQuery(key)}`,
  );

const ofSearch = (answered: AnsweredResource, type: string, key: string): PrefetchVerdict => {
  const { resourceType, entry = [], link = [] } = answered;
  if (resourceType !== 'Bundle') return insteadOf('Bundle', answered, key);
  const resources = entry.map(({ resource }) => resource);
  const count = resources.filter((resource) => resource?.resourceType === type).length;
  const outcome = resources.find((resource) => resource?.resourceType === 'OperationOutcome');
  if (link.some(({ relation }) => relation === 'next'))
    return found('warn', `${count} ${type} and a next page: send all pages, or let the service read them`);
  return outcome
    ? found('warn', `${count} ${type}, and an OperationOutcome${saidBy(outcome)}. ${anotherQuery(key)}`)
    : found('ok', `${count} ${type}`);
};

const judged = (
  body: SentResource | null,
  { query, key, isRequired }: { query: string; key: string; isRequired: boolean },
): PrefetchVerdict => {
  const [type = ''] = /^\w+/.exec(query) ?? [];
  if (body === null && type === 'Patient')
    return found('FAIL', 'there is no such Patient: is --fhir the base, and --patient an id there?');
  if (body === null)
    return isRequired
      ? found('FAIL', 'there is nothing, and the service cannot do without it')
      : found('ok', 'nothing');
  const answered: AnsweredResource = body;
  if (query.includes('?')) return ofSearch(answered, type, key);
  return answered.resourceType === type ? found('ok', `the ${type}`) : insteadOf(type, answered, key);
};

const ofError = (error: unknown, key: string, type: string, base: string): PrefetchVerdict => {
  if (error instanceof SyntaxError)
    return found(
      'FAIL',
      'the answer is no JSON: is --fhir the FHIR base, or does a login page answer there?',
    );
  if (!(error instanceof FhirNotRead)) return found('FAIL', notReached(error));
  if (error.status === 401 || error.status === 403)
    return found(
      'FAIL',
      `${error.message}: the token may not read ${type}; ask for a scope that may (SMART v2: .rs)`,
    );
  const where = error.status === 404 ? `: is ${base} the FHIR base (--fhir)?` : '.';
  return found('FAIL', `${error.message}${where} ${anotherQuery(key)}`);
};

/** @returns what can be sent: a key that failed is left out */
export const checkPrefetch = async (
  asked: FhirQuestions,
  tell: Tell,
): Promise<Record<string, SentResource | null>> => {
  const read = fhirReader({ base: asked.base, ...(asked.token !== undefined && { token: asked.token }) });
  const context = { patientId: asked.patientId, userId: asked.userId };
  const today = new Date().toISOString().slice(0, 10);
  const sent: Record<string, SentResource | null> = {};
  for (const [key, template] of Object.entries(asked.templates)) {
    const step = `prefetch ${key}`;
    const question = filled(template, { context, today });
    if ('why' in question) {
      tell({ finding: 'warn', step, sentence: `${template}: ${question.why}` });
      continue;
    }
    const began = performance.now();
    const answer = await read(question.query).then(
      (body) => {
        sent[key] = body;
        const isRequired = asked.required.includes(key);
        return judged(body, { query: question.query, key, isRequired });
      },
      (error: unknown) => ofError(error, key, /^\w+/.exec(question.query)?.[0] ?? '', asked.base),
    );
    const ms = Math.round(performance.now() - began);
    tell({ step, finding: answer.finding, sentence: `${question.query}: ${answer.sentence} (${ms} ms)` });
  }
  return sent;
};
