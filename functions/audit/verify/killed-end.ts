/**
 * Places that nothing was put at because the process was killed: several calls were under way, and a later one had its
 * row first. Somebody may acknowledge them, on record, and then they are told as acknowledged.
 *
 * An acknowledgement counts for exactly the places it names, among the last of a chain that has ended, between records
 * that it names by their hashes. It counts in a chain alone that the service certified. It takes nothing away that the
 * tlog says: a record that a checkpoint signed for is found where it is gone, acknowledged or not. What it can cover is
 * a record that was taken out of table and archive before a checkpoint signed for it, among the last ones of a process
 * that ended within seconds, by somebody who holds the certifying key as well; or a spilled row that nobody drained.
 */
import type { KilledEnd } from '../acknowledgement.ts';
import type { AcknowledgementRecord } from '../record.ts';
import type { VerifyFinding } from './finding.ts';
import type { Ledger } from './ledger.ts';
import type { Statement } from './manifest-check.ts';
import type { PlaceFinding } from './naming.ts';
import type { OriginCheck } from './origin-check.ts';

/** Calls that a process may have under way at once, and so places of its end that a kill can leave open. */
export const mostUnderWay = 64;

/** Milliseconds between the requests whose rows come after an open place: each was under way when it was killed. */
const togetherWithin = 10_000;

type MissingPlaces = Extract<PlaceFinding, { code: 'missing' }>;

/** Undefined when a kill cannot have left these places open, or they are the first: the record there brings the certificate. */
const killedEnd = (ledger: Ledger, { chain, first, last }: MissingPlaces): KilledEnd | undefined => {
  const later: { seq: number; prev: string; at: number }[] = [];
  let before: string | undefined;
  for (const { seq, placed } of ledger.descending(chain)) {
    const [here] = placed;
    if (here === undefined || later.length > mostUnderWay) return undefined;
    if (seq <= last) {
      if (seq === first - 1) before = here.hash.toString('hex');
      break;
    }
    later.push({ seq, prev: here.prev.toString('hex'), at: here.at });
  }
  const [top] = later;
  const next = later.at(-1);
  if (top === undefined || next?.seq !== last + 1 || before === undefined) return undefined;
  const times = later.map(({ at }) => at);
  const isTogether = Math.max(...times) - Math.min(...times) <= togetherWithin;
  if (!isTogether || top.seq - first >= mostUnderWay) return undefined;
  return { chain, first, last, end: top.seq, before, hash: next.prev };
};

/** What of the places that are missing a kill may have left open: nothing that a manifest signs for. */
export const killedEnds = (
  ledger: Ledger,
  found: readonly PlaceFinding[],
  statements: readonly Statement[],
): KilledEnd[] => {
  const signedFor = statements.flatMap(({ runs }) => runs);
  return found.flatMap((finding) => {
    if (finding.code !== 'missing') return [];
    const { chain, first, last } = finding;
    if (signedFor.some((run) => run.chain === chain && run.first <= last && first <= run.last)) return [];
    return killedEnd(ledger, finding) ?? [];
  });
};

type OpenPlaces = Pick<KilledEnd, 'chain' | 'first' | 'last'>;

/** Whether the finding is that these places are missing. */
export const isOf = ({ chain, first }: OpenPlaces, finding: PlaceFinding): boolean =>
  finding.code === 'missing' && finding.chain === chain && finding.first === first;

/** Whether a finding is about one of the places. */
export const isWithin = (
  { chain, first, last }: OpenPlaces,
  { chain: of, seq = -1 }: VerifyFinding,
): boolean => of === chain && first <= seq && seq <= last;

export const without = (found: readonly PlaceFinding[], places: readonly OpenPlaces[]): PlaceFinding[] =>
  found.filter((finding) => !places.some((one) => isOf(one, finding)));

const isSame = (one: KilledEnd, other: KilledEnd): boolean =>
  (['chain', 'first', 'last', 'end', 'before', 'hash'] as const).every((name) => one[name] === other[name]);

export const acknowledgements = () => {
  const said: { record: AcknowledgementRecord; chain: string }[] = [];
  return {
    /** @param chain of the acknowledgement itself */
    add: (body: string, chain: string) => {
      if (!body.includes('"kind":"acknowledgement"')) return;
      const { record } = JSON.parse(body) as { readonly record: AcknowledgementRecord };
      if (record.kind === 'acknowledgement') said.push({ record, chain });
    },
    /** Those that count. */
    of: (ends: readonly KilledEnd[], { isCertified }: OriginCheck): AcknowledgementRecord[] =>
      said
        .filter(({ record, chain }) => isCertified(chain) && ends.some((end) => isSame(end, record)))
        .map(({ record }) => record),
  };
};
