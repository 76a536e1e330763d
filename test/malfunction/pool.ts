/**
 * The rows that a client's visits leave, made by the real handler from real requests: audit rows as they would be
 * stored, counted by the monitor's own tallier. A malfunction changes what is sent, or how it is answered.
 */
import { revealWith } from '../../functions/audit/monitor/monitor.ts';
import { type Reveal, tallier } from '../../functions/audit/monitor/tally.ts';
import type { AuditRecord } from '../../functions/audit/record.ts';
import { knowledge } from '../../functions/call/think.ts';
import { prefetchKeys, serviceById } from '../../functions/cds-hooks/services.ts';
import type { Client } from '../../functions/client/client.ts';
import { makeInvoke } from '../../functions/invoke.ts';
import { readCodeMap } from '../../rules/codes/index.ts';
import { seededRandom } from '../audit/support/seeded-random.ts';
import { anonymousClient, fhirBase, type Jar, jar, send, testClock } from '../support/cds.ts';
import { inSiteCodes, siteCodeMap } from '../support/made-up-site.ts';
import { accessToken, bundle, contexts, fhirServerWith, serviceOf } from '../support/requests.ts';
import { type ChartResource, CLINICIANS, type SimulatedVisit, VISIT, visit } from './charts.ts';
import type { SimulatedClient } from './clients.ts';
import type { Malfunction } from './malfunctions.ts';

/** What one call of a visit adds to the counts. */
export interface CountedCall {
  readonly service: string;
  /** False when it was refused. */
  readonly isVisit: boolean;
  readonly isShown: boolean;
  readonly isFound: boolean;
  /** Rates by the number that the pool's book has for them; without time of day and speed, which are drawn. */
  readonly rates: readonly number[];
}

export interface PooledVisit {
  readonly clinician: number;
  readonly calls: readonly CountedCall[];
}

/** Names of rates by number, shared by all pools of a run. */
export class RateBook {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.names.length);
    this.names.push(name);
    return this.names.length - 1;
  }
}

const DRAWN = /^(?:time|slower|called) /;

const sent = (
  visited: readonly ChartResource[],
  { chart, bundle: changed, without = [] }: Partial<Malfunction>,
  service: string,
): Record<string, unknown> => {
  const resources = visited.flatMap((resource) => (chart ? (chart(resource) ?? []) : resource));
  const keys = (serviceById(service)?.keys ?? []).filter((key) => !without.includes(key));
  return Object.fromEntries(
    keys.map((key) => {
      const { type, form } = prefetchKeys[key];
      const own = resources.filter(({ resourceType }) => resourceType === type);
      if (form === 'read') return [key, own[0] ?? null];
      const list = bundle(own);
      return [key, changed ? changed(type, list) : list];
    }),
  );
};

const clientOf = ({ id, ownCodes }: SimulatedClient, { client: change }: Partial<Malfunction>): Client => {
  const { codeMap } = ownCodes ? readCodeMap(siteCodeMap) : {};
  const client = anonymousClient({ id, ...(codeMap && { codeMap }) });
  return change ? change(client) : client;
};

/** What a FHIR server of the client answers about the chart at hand. */
const answersOf =
  (chartNow: () => readonly ChartResource[], { bundle: changed, chart: change }: Partial<Malfunction>) =>
  (url: URL): object => {
    const resources = chartNow().flatMap((resource) => (change ? (change(resource) ?? []) : resource));
    const answer = fhirServerWith(resources)(url) as { resourceType: string };
    const [, , type = ''] = url.pathname.split('/');
    const isList = changed !== undefined && answer.resourceType === 'Bundle';
    return isList ? (changed(type, { ...answer }) as object) : answer;
  };

const hooksOf = ({ orders }: SimulatedVisit): readonly ('patient-view' | 'order-sign')[] =>
  orders ? ['patient-view', 'order-sign'] : ['patient-view'];

/** A service that knows the client, with its malfunction. */
const serviceFor = (
  client: Client,
  chartNow: () => readonly ChartResource[],
  malfunction: Partial<Malfunction>,
): Jar =>
  jar({
    clock: testClock(Date.parse(VISIT)),
    answers: answersOf(chartNow, malfunction),
    change: () => ({
      authenticate: async () => ({ client, stamp: { id: client.id }, flags: [] }),
      ...(malfunction.rulings && {
        policy: async () => ({
          policy: { version: 2, at: VISIT, rulings: malfunction.rulings ?? [] },
          fresh: true,
        }),
      }),
    }),
  });

const bodyOf = (
  hook: 'patient-view' | 'order-sign',
  number: number,
  chart: readonly ChartResource[],
  { delivery }: SimulatedClient,
  malfunction: Partial<Malfunction>,
) => ({
  hook,
  hookInstance: `00000000-0000-4000-8000-${String(number).padStart(10, '0')}${hook === 'order-sign' ? '01' : '00'}`,
  context: { ...contexts[hook], userId: `Practitioner/${number % CLINICIANS}` },
  ...(delivery === 'prefetch'
    ? { prefetch: sent(chart, malfunction, serviceOf[hook]) }
    : {
        fhirServer: fhirBase,
        fhirAuthorization: { ...accessToken, ...(malfunction.scope && { scope: malfunction.scope }) },
      }),
});

/** What the monitor counts of the row. */
const counted = async (row: AuditRecord, reveal: Reveal, book: RateBook): Promise<CountedCall> => {
  const counts = tallier(reveal);
  await counts.add(row);
  const [one] = counts.tallies();
  if (one === undefined) throw new Error('the row of a call is counted');
  return {
    service: row.kind === 'call' ? row.service : '',
    isVisit: (one.of.visit ?? 0) > 0,
    isShown: (one.of.shown ?? 0) > 0,
    isFound: (one.of.found ?? 0) > 0,
    rates: Object.keys(one.counts)
      .filter((rate) => !DRAWN.test(rate))
      .map((rate) => book.numberOf(rate)),
  };
};

/** @param visits how many different ones there are to draw from */
export const poolOf = async (
  simulated: SimulatedClient,
  malfunction: Partial<Malfunction>,
  visits: number,
  book: RateBook,
): Promise<PooledVisit[]> => {
  let chart: readonly ChartResource[] = [];
  const at = serviceFor(clientOf(simulated, malfunction), () => chart, malfunction);
  const invoke = makeInvoke(at.world, malfunction.knowledge?.(knowledge) ?? knowledge);
  const random = seededRandom(simulated.id.length * 7_919 + 13);
  const made: SimulatedVisit[] = [];
  for (let n = 0; n < visits; n += 1) {
    const one = visit(random, n, simulated.formShare);
    chart = simulated.ownCodes ? (one.chart.map(inSiteCodes) as ChartResource[]) : one.chart;
    made.push(one);
    for (const hook of hooksOf(one)) {
      const body = bodyOf(hook, n, chart, simulated, malfunction);
      const { status } = await send(invoke, { path: `/cds-services/${serviceOf[hook]}`, body });
      if (status !== 200 && status !== 412) throw new Error(`${malfunction.name}: ${status}`);
    }
  }
  const rows = (await at.rows()).map((row) =>
    row.kind === 'call' && malfunction.row ? malfunction.row(row) : row,
  );
  const calls = await Promise.all(rows.map((row) => counted(row, revealWith(at.audit.pseudonyms), book)));
  let next = 0;
  return made.map((one) => {
    const own = calls.slice(next, next + hooksOf(one).length);
    next += own.length;
    return { clinician: one.clinician, calls: own };
  });
};
