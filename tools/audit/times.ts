/** Times as people type them: a date, an instant, `24h` or `7d` ago, `today`, `yesterday`. UTC throughout. */
import { instantOf } from '../../functions/audit/instant.ts';

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

const midnight = (now: number, daysAgo: number): string =>
  `${new Date(now - daysAgo * units.d).toISOString().slice(0, 10)}T00:00:00.000Z`;

/** @returns an ISO instant, or undefined when the text is no time */
export const timeOf = (text: string, now: number): string | undefined => {
  if (text === 'now') return new Date(now).toISOString();
  if (text === 'today') return midnight(now, 0);
  if (text === 'yesterday') return midnight(now, 1);
  const [, count, unit] = /^(\d{1,4})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    return new Date(now - Number(count) * units[unit as keyof typeof units]).toISOString();
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return instantOf(`${text}T00:00:00Z`);
  return instantOf(text) ?? instantOf(text.replace(/^(.*T\d{2}:\d{2})(Z|[+-]\d{2}:\d{2})$/, '$1:00$2'));
};
