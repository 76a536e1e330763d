/**
 * `ValueSet/$expand` of a site's FHIR terminology server: a concept of SNOMED CT with all that stand below it, page by
 * page. What goes out is the code of a concept, never anything of a chart.
 */
import { codeSystems } from '../../../rules/codes/index.ts';
import { type Json, record as recordIf, records, text as textIf } from '../../../rules/extract/shape.ts';
import { Unreadable } from '../learn/export.ts';

const record = (value: unknown): Json => recordIf(value) ?? {};
const text = (value: unknown): string => textIf(value) ?? '';

export interface TerminologyServer {
  /** Of FHIR, without a slash at the end. */
  readonly base: string;
  readonly token?: string | undefined;
  readonly send: typeof fetch;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface Expanded {
  /** Code → name. */
  readonly concepts: ReadonlyMap<string, string>;
  readonly inactive: ReadonlySet<string>;
  /** `http://snomed.info/sct|…`, as the server says it. */
  readonly edition: string | undefined;
  /** Why this is not all. */
  readonly problem?: string;
}

const question = (code: string, offset: number, count: number): string =>
  JSON.stringify({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'valueSet',
        resource: {
          resourceType: 'ValueSet',
          status: 'active',
          compose: {
            include: [
              { system: codeSystems.snomed, filter: [{ property: 'concept', op: 'is-a', value: code }] },
            ],
          },
        },
      },
      { name: 'offset', valueInteger: offset },
      { name: 'count', valueInteger: count },
      // a chart keeps the codes of its time
      { name: 'activeOnly', valueBoolean: false },
      { name: 'excludeNested', valueBoolean: true },
    ],
  });

const LONGEST_QUOTE = 200;
const SECONDS = 60;
const MOST_TRIES = 4;
const LONGEST_WAIT = 60;

interface TerminologyAnswer {
  readonly status: number;
  readonly body: Json;
  readonly codes: readonly string[];
  /** What the server says itself, for a person. */
  readonly quoted: string;
}

const quotedFrom = (issues: readonly Json[]): string => {
  const words = issues.map(({ diagnostics, details }) => text(record(details)['text']) || text(diagnostics));
  const plain = words.filter(Boolean).join('; ').replace(/\s+/g, ' ').slice(0, LONGEST_QUOTE);
  return plain === '' ? '' : `, and says "${plain}"`;
};

const answerFrom = async (response: Response): Promise<TerminologyAnswer> => {
  const body = record(await response.json().catch(() => undefined));
  const issues = records(body['issue']);
  return {
    status: response.status,
    body,
    codes: issues.map(({ code }) => text(code)),
    quoted: quotedFrom(issues),
  };
};

const urlOf = ({ base }: TerminologyServer): string => `${base}/ValueSet/$expand`;

const post = async (server: TerminologyServer, body: string): Promise<Response> => {
  const { token, send } = server;
  try {
    return await send(urlOf(server), {
      method: 'POST',
      headers: {
        accept: 'application/fhir+json',
        'content-type': 'application/fhir+json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body,
      // a token goes to the server that was named and to no other
      redirect: 'error',
      signal: AbortSignal.timeout(SECONDS * 1000),
    });
  } catch {
    throw new Unreadable(
      `${urlOf(server)} cannot be reached, or did not answer within ${SECONDS} s: write the FHIR base that this machine reaches, without a redirect`,
    );
  }
};

/** Waits where the server asks for it. */
const ask = async (server: TerminologyServer, body: string): Promise<TerminologyAnswer> => {
  for (let tried = 1; ; tried++) {
    const response = await post(server, body);
    if (![429, 503].includes(response.status) || tried === MOST_TRIES) return answerFrom(response);
    await response.body?.cancel();
    const seconds = Number(response.headers.get('retry-after') ?? 2 ** tried);
    await server.wait(1000 * Math.min(LONGEST_WAIT, Number.isFinite(seconds) ? seconds : LONGEST_WAIT));
  }
};

/** What stands in the way of every question. */
const remedies: Readonly<Record<number, string>> = {
  401: 'asks for a token: write it into a file of its own, and name that as --token-file',
  403: 'refuses the token in --token-file: it needs one that may use ValueSet/$expand',
  404: 'has no ValueSet/$expand, or no SNOMED CT: write the FHIR base of the terminology server, such as https://tx.example.org/fhir, and load SNOMED CT into it',
  405: 'does not offer ValueSet/$expand by POST: write the FHIR base of the terminology server',
  501: 'does not offer ValueSet/$expand: write the FHIR base of the terminology server',
};

/** @throws Unreadable where no other question would fare better */
const refuseAll = (server: TerminologyServer, { status, codes, quoted }: TerminologyAnswer): void => {
  const remedy = codes.includes('not-supported') ? remedies[501] : remedies[status];
  if (remedy !== undefined) throw new Unreadable(`${server.base} ${remedy} (it answered ${status}${quoted})`);
  if (status >= 500 || status === 429)
    throw new Unreadable(`${server.base} answered ${status}${quoted}: ask again when it is up`);
};

const PAGE_SIZES = [1000, 200, 50] as const;

/** Several times what SNOMED CT has below any root; a server that makes up entries would be asked for ever. */
const MOST_CONCEPTS = 200_000;
const TOO_MANY = `it gave more than ${MOST_CONCEPTS} concepts: no concept that is asked for has so many below it`;

const TOO_COSTLY =
  'it calls that too costly: have its limit for expansions raised, or the descendants listed by whoever runs it';

const isTooCostly = ({ codes }: TerminologyAnswer): boolean => codes.includes('too-costly');

class ExpansionReading {
  readonly concepts = new Map<string, string>();
  readonly inactive = new Set<string>();
  /** Every code, those that are not taken too: `total` counts them. */
  readonly seen = new Set<string>();
  edition: string | undefined;

  /** @returns how many entries there were, those inside others too */
  take(contains: unknown): number {
    let seen = 0;
    for (const { system, code, display, inactive, abstract, contains: inner } of records(contains)) {
      seen += 1 + this.take(inner);
      this.seen.add(text(code) || text(display));
      if (abstract === true || text(code) === '' || (system !== undefined && system !== codeSystems.snomed))
        continue;
      this.concepts.set(text(code), text(display));
      if (inactive === true) this.inactive.add(text(code));
    }
    return seen;
  }

  versionOf(parameters: unknown): void {
    for (const { name, valueUri, valueString } of records(parameters))
      if (name === 'version' || name === 'used-codesystem') this.edition ??= text(valueUri ?? valueString);
  }

  done(problem?: string): Expanded {
    const { concepts, inactive, edition } = this;
    return { concepts, inactive, edition, ...(problem && { problem }) };
  }
}

/** One page, smaller where the server asks for less. */
class Pages {
  offset = 0;
  private smaller = 0;
  private readonly server: TerminologyServer;
  private readonly root: string;

  constructor(server: TerminologyServer, root: string) {
    this.server = server;
    this.root = root;
  }

  get size(): number {
    return PAGE_SIZES[this.smaller] ?? PAGE_SIZES[0];
  }

  /** @returns the expansion, or why there is none @throws Unreadable where no other question would fare better */
  async next(): Promise<Json | string> {
    const answer = await ask(this.server, question(this.root, this.offset, this.size));
    if (isTooCostly(answer)) {
      this.smaller++;
      return this.smaller < PAGE_SIZES.length ? this.next() : TOO_COSTLY;
    }
    refuseAll(this.server, answer);
    const { status, body, quoted } = answer;
    if (status !== 200) return `it answered ${status}${quoted}`;
    return body['expansion'] === undefined
      ? 'its answer has no expansion: it must answer with a ValueSet'
      : record(body['expansion']);
  }
}

/** Everything that the server has at or below the concept. @throws Unreadable where it answers no such question */
export const expand = async (server: TerminologyServer, root: string): Promise<Expanded> => {
  const reading = new ExpansionReading();
  const pages = new Pages(server, root);
  for (;;) {
    const page = await pages.next();
    if (typeof page === 'string') return reading.done(page);
    reading.versionOf(page['parameter']);
    const before = reading.seen.size;
    const entries = reading.take(page['contains']);
    const total = typeof page['total'] === 'number' ? page['total'] : undefined;
    if (total !== undefined && reading.seen.size >= total) return reading.done();
    if (reading.seen.size === before) {
      const isPage = entries >= pages.size || (entries > 0 && typeof page['offset'] === 'number');
      return reading.done(whatIsCut(reading.seen.size, total, isPage));
    }
    if (reading.seen.size > MOST_CONCEPTS) return reading.done(TOO_MANY);
    pages.offset += entries;
  }
};

/**
 * A page with nothing new is the end, unless the server said that there is more, or sends one page for ever: a full
 * one, or one that says its offset, which an expansion that is whole has not.
 */
const whatIsCut = (seen: number, total: number | undefined, isPage: boolean): string | undefined =>
  total !== undefined || isPage
    ? `it gave ${seen}${total === undefined ? '' : ` of ${total}`} and no page more: it must page by offset and count`
    : undefined;
