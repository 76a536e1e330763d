/** When the service could not do all it should: stretches of calls with the same flag, and what it means. */
import { flags, isFlag } from '../../base/flags.ts';
import type { KnownFile } from '../audit-log.ts';

export interface DegradedPeriod {
  readonly flag: string;
  readonly client: string;
  /** ISO instants of the first and last call of the stretch. */
  readonly from: string;
  readonly to: string;
  readonly calls: number;
  readonly meaning: string;
}

/** Calls with the same flag that are further apart than this are two stretches. */
const apart = 15 * 60_000;

const flagsOf = ({ call: { record } }: KnownFile): string[] => {
  if (record.kind !== 'call' && record.kind !== 'refusal') return [];
  const notChecked = record.kind === 'call' ? record.notChecked.map((key) => `not-checked:${key}`) : [];
  return [...record.flags, ...notChecked];
};

const meaningOf = (flag: string): string =>
  isFlag(flag)
    ? flags[flag]
    : flag.startsWith('not-checked:')
      ? 'a check could not run; the answer said so'
      : '';

export const degradedPeriods = async (files: AsyncIterable<KnownFile>): Promise<DegradedPeriod[]> => {
  /** Milliseconds since 1970: a flag may be on every call of a large audit log. */
  const times = new Map<string, number[]>();
  for await (const file of files) {
    const { client, at } = file.call.record;
    for (const flag of flagsOf(file)) {
      const name = `${client.id}\n${flag}`;
      const known = times.get(name);
      if (known === undefined) times.set(name, [Date.parse(at)]);
      else known.push(Date.parse(at));
    }
  }
  return [...times]
    .flatMap(([name, ats]) => {
      const [client = '', flag = ''] = name.split('\n');
      return stretches(ats).map((period) => ({ flag, client, ...period, meaning: meaningOf(flag) }));
    })
    .sort((a, b) => (a.from < b.from ? -1 : 1));
};

const stretches = (ats: readonly number[]): { from: string; to: string; calls: number }[] => {
  const found: { from: number; to: number; calls: number }[] = [];
  for (const at of Float64Array.from(ats).sort()) {
    const last = found.at(-1);
    if (last !== undefined && at - last.to <= apart) {
      last.to = at;
      last.calls += 1;
    } else {
      found.push({ from: at, to: at, calls: 1 });
    }
  }
  return found.map(({ from, to, calls }) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    calls,
  }));
};
