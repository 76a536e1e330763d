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
  const times = new Map<string, string[]>();
  for await (const file of files) {
    const { client, at } = file.call.record;
    for (const flag of flagsOf(file)) {
      const name = `${client.id}\n${flag}`;
      times.set(name, [...(times.get(name) ?? []), at]);
    }
  }
  return [...times]
    .flatMap(([name, ats]) => {
      const [client = '', flag = ''] = name.split('\n');
      return stretches(ats).map((period) => ({ flag, client, ...period, meaning: meaningOf(flag) }));
    })
    .sort((a, b) => (a.from < b.from ? -1 : 1));
};

const stretches = (ats: readonly string[]): { from: string; to: string; calls: number }[] => {
  const found: { from: string; to: string; calls: number }[] = [];
  for (const at of [...ats].sort()) {
    const last = found.at(-1);
    if (last !== undefined && Date.parse(at) - Date.parse(last.to) <= apart) {
      last.to = at;
      last.calls += 1;
    } else {
      found.push({ from: at, to: at, calls: 1 });
    }
  }
  return found;
};
