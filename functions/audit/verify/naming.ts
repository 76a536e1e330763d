/**
 * Gives findings their names: reads the source once more for the rows that are meant and for the neighbours
 * of those that are gone. Two changed records that only exchanged places are told from edited ones.
 */

import { linkOf } from '../archive/archive.ts';
import { hashOf } from '../chain.ts';
import type { ChainLink } from '../record.ts';
import type { ChainFinding } from './chain-check.ts';
import type { VerifyFinding, VerifySource } from './finding.ts';

export type PlaceFinding = { readonly chain: string } & ChainFinding;

/** Whether a finding has been made of a place. */
export const isIn = (named: readonly PlaceFinding[]) => {
  const byChain = Map.groupBy(named, ({ chain }) => chain);
  return ({ chain, seq }: Pick<ChainLink, 'chain' | 'seq'>): boolean =>
    byChain
      .get(chain)
      ?.some((one) => (one.code === 'missing' ? one.first <= seq && seq <= one.last : one.seq === seq)) ??
    false;
};

interface NamedRow {
  readonly where: string;
  readonly body: string;
  readonly hash: string;
}

const placeOf = (chain: string, seq: number): string => `${seq} ${chain}`;

async function* rowsOf(source: VerifySource): AsyncGenerator<{ where: string; body: string }> {
  if (source.kind === 'archive') yield* source.lines();
  else for await (const { pk, sk, body } of source.rows()) yield { where: `${pk} / ${sk}`, body };
}

/** Most gaps and edits are few; a table that was overwritten whole need not be named row by row. */
const mostNamed = 1_000;

const rowsAt = async (
  source: VerifySource,
  places: ReadonlySet<string>,
): Promise<Map<string, NamedRow[]>> => {
  const rows = new Map<string, NamedRow[]>();
  if (places.size === 0) return rows;
  for await (const { where, body } of rowsOf(source)) {
    const link = linkOf(body);
    const place = link && placeOf(link.chain, link.seq);
    if (place !== undefined && places.has(place)) {
      rows.set(place, [...(rows.get(place) ?? []), { where, body, hash: hashOf(body) }]);
    }
  }
  return rows;
};

type ChangedRow = Extract<PlaceFinding, { code: 'changed' }>;
const isChanged = (finding: PlaceFinding): finding is ChangedRow => finding.code === 'changed';

/** With its place put back to `seq`, does a changed record hash to what is expected there? */
const belongsAt = (body: string, from: number, to: ChangedRow): boolean =>
  hashOf(body.replace(`"seq":${from}}`, `"seq":${to.seq}}`)) === to.expected;

/** Places among the changed ones whose records only exchanged places. */
const exchanged = (
  changed: readonly ChangedRow[],
  rows: ReadonlyMap<string, readonly NamedRow[]>,
): Map<string, number> => {
  const moved = new Map<string, number>();
  for (const from of changed) {
    const body = rows.get(placeOf(from.chain, from.seq))?.[0]?.body;
    const home = changed.find(
      (to) => to !== from && to.chain === from.chain && body && belongsAt(body, from.seq, to),
    );
    if (home === undefined) continue;
    moved.set(placeOf(from.chain, from.seq), home.seq);
    moved.set(placeOf(home.chain, home.seq), moved.get(placeOf(home.chain, home.seq)) ?? from.seq);
  }
  return moved;
};

const wanted = (finding: PlaceFinding): string[] =>
  finding.code === 'missing'
    ? [placeOf(finding.chain, finding.first - 1), placeOf(finding.chain, finding.last + 1)]
    : [placeOf(finding.chain, finding.seq)];

export const nameFindings = async (
  source: VerifySource,
  found: readonly PlaceFinding[],
): Promise<VerifyFinding[]> => {
  const named = found.slice(0, mostNamed);
  const rows = await rowsAt(source, new Set(named.flatMap(wanted)));
  const moved = exchanged(named.filter(isChanged), rows);
  const at = (chain: string, seq: number) => rows.get(placeOf(chain, seq))?.[0]?.where;

  return found.map((finding): VerifyFinding => {
    const { chain } = finding;
    if (finding.code === 'missing') {
      const { first, last } = finding;
      const which = first === last ? `record ${first}` : `records ${first} to ${last}`;
      const between = [at(chain, first - 1), at(chain, last + 1)].map(
        (where) => where ?? 'nothing on record',
      );
      return {
        code: 'missing',
        chain,
        seq: first,
        sentence: `${which} of chain ${chain} not on record: after ${between[0]}, before ${between[1]}`,
      };
    }
    const { seq } = finding;
    const hash = finding.code === 'inserted' ? finding.hash : undefined;
    const here = rows.get(placeOf(chain, seq)) ?? [];
    const where = (here.find((row) => row.hash === hash) ?? here[0])?.where;
    const common = { chain, seq, ...(where !== undefined && { where }) };
    const home = moved.get(placeOf(chain, seq));
    if (home !== undefined) {
      return {
        code: 'reordered',
        ...common,
        sentence: `the record stands at ${seq}; it was made at ${home}`,
      };
    }
    return finding.code === 'inserted'
      ? { code: 'inserted', ...common, sentence: `a second record claims place ${seq} of chain ${chain}` }
      : {
          code: 'changed',
          ...common,
          sentence: 'the record is not what later records, or a manifest, say it was',
        };
  });
};
