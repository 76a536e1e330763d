/** The words of the screen: findings, values, dates. */
import { type FindingSpec, findings, isFindingId } from '../../rules/findings/index.ts';
import type { ShownFinding } from '../ehr/page-api.ts';

export const specOf = (id: string): FindingSpec | undefined => (isFindingId(id) ? findings[id] : undefined);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const labelOf = (id: string): string => capital(specOf(id)?.label ?? id.replaceAll('-', ' '));
/** The question about a finding; empty for a group of findings, whose label is enough. */
export const questionOf = (id: string): string => specOf(id)?.ask ?? '';

/** What an emergency may rest on is asked before the rest; otherwise the order stays. */
export const redFlagsFirst = (ids: readonly string[]): string[] => {
  const { flags = [], rest = [] } = Object.groupBy(ids, (id) =>
    specOf(id)?.kind === 'red-flag' ? 'flags' : 'rest',
  );
  return [...flags, ...rest];
};

/** Vital signs and laboratory values: an old one is nothing to explain. */
export const isMeasured = (id: string): boolean => ['vital', 'lab'].includes(specOf(id)?.kind ?? '');

const units: Readonly<Record<string, string>> = { mL: ' mL', Cel: ' °C', d: ' days', wk: ' weeks' };

const numberWords = (id: string, spec: FindingSpec | undefined, words: string) => {
  if (id.startsWith('mrc-')) return `${words}/5`;
  const unit = spec?.value.type === 'number' ? spec.value.unit : '1';
  return unit === 'd' && words === '1' ? '1 day' : `${words}${units[unit] ?? ''}`;
};

export const valueWords = ({ id, state, words }: ShownFinding): string => {
  const spec = specOf(id);
  const test = spec?.present.endsWith('positive') ?? false;
  if (state === 'present') return test ? 'Positive' : 'Yes';
  if (state === 'absent') return test ? 'Negative' : 'No';
  return spec?.value.type === 'number' ? numberWords(id, spec, words) : capital(words);
};

/** Whether the value stands out: present, weak, reduced. Shown bold besides its word. */
export const standsOut = ({ id, state, words }: ShownFinding): boolean => {
  if (state !== 'value') return state === 'present';
  const type = specOf(id)?.value;
  if (id.startsWith('mrc-')) return Number(words) < 5;
  return type?.type === 'one-of' && type.normal !== undefined && words !== type.normal;
};

const dayMilliseconds = 86_400_000;
const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `YYYY-MM-DD` or an instant, as people say it. */
export const daySaid = (iso: string, now: Date): string => {
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
  if (Number.isNaN(date.getTime())) return 'no date';
  const days = Math.round((startOfDay(now) - startOfDay(date)) / dayMilliseconds);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  return days > 1 && days < 60 ? `${days} days ago` : longDate.format(date);
};

export const dateSaid = (iso: string): string => longDate.format(new Date(`${iso}T12:00:00`));
