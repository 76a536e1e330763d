/**
 * FHIR dates, strictly: a year, a month, a day, or an instant with seconds and a time zone. Anything else,
 * such as 30 February, is no date (`Date` would read it as 2 March).
 *
 * Cost: one pass over at most 64 characters, no regular expression.
 */
export const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A clock of an EHR may run ahead by this much. */
const SKEW = 5 * 60_000;
/** A day without a time zone may be today already in the furthest zone east of UTC. */
const ZONES = 14 * HOUR;

/** The span that a date may mean, in milliseconds since 1970. */
export interface When {
  readonly from: number;
  readonly to: number;
  readonly precision: 'year' | 'month' | 'day' | 'instant';
}

const digits = (value: string, at: number, count: number): number => {
  let read = 0;
  for (let i = at; i < at + count; i++) {
    const digit = value.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    read = read * 10 + digit;
  }
  return read;
};

/** Offset in minutes at the end of an instant, or NaN. */
const zone = (value: string, at: number): number => {
  if (value[at] === 'Z') return at + 1 === value.length ? 0 : Number.NaN;
  const sign = value[at] === '+' ? 1 : value[at] === '-' ? -1 : Number.NaN;
  const hours = digits(value, at + 1, 2);
  const minutes = digits(value, at + 4, 2);
  const valid =
    value[at + 3] === ':' && at + 6 === value.length && minutes < 60 && hours * 60 + minutes <= 840;
  return valid ? sign * (hours * 60 + minutes) : Number.NaN;
};

/** Milliseconds of `.fff…`, and where it ends. */
const fraction = (value: string, at: number): { readonly ms: number; readonly end: number } => {
  if (value[at] !== '.') return { ms: 0, end: at };
  let end = at + 1;
  while (digits(value, end, 1) >= 0) end++;
  return { ms: end === at + 1 ? Number.NaN : Number(`0${value.slice(at, end)}`) * 1000, end };
};

const instant = (value: string, midnight: number): When | undefined => {
  const hour = digits(value, 11, 2);
  const minute = digits(value, 14, 2);
  const second = digits(value, 17, 2);
  const { ms, end } = fraction(value, 19);
  const shaped = value[10] === 'T' && value[13] === ':' && value[16] === ':';
  if (!(shaped && hour < 24 && minute < 60 && second <= 60)) return undefined;
  const at =
    midnight + hour * HOUR + minute * 60_000 + second * 1000 + Math.floor(ms) - zone(value, end) * 60_000;
  return Number.isNaN(at) ? undefined : { from: at, to: at, precision: 'instant' };
};

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const readDate = (value: unknown): When | undefined => {
  if (typeof value !== 'string' || value.length < 4 || value.length > 64) return undefined;
  const year = digits(value, 0, 4);
  if (!(year >= 1000)) return undefined;
  if (value.length === 4) {
    return { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1) - 1, precision: 'year' };
  }
  const month = digits(value, 5, 2);
  if (value[4] !== '-' || !(month >= 1 && month <= 12)) return undefined;
  if (value.length === 7) {
    return { from: Date.UTC(year, month - 1, 1), to: Date.UTC(year, month, 1) - 1, precision: 'month' };
  }
  const day = digits(value, 8, 2);
  if (value[7] !== '-' || !(day >= 1 && (day <= 28 || day <= daysIn(year, month)))) return undefined;
  const from = Date.UTC(year, month - 1, day);
  if (value.length === 10) return { from, to: from + DAY - 1, precision: 'day' };
  return instant(value, from);
};

/** Whether even the earliest reading lies after now, clocks and time zones considered. */
export const isFuture = ({ from, precision }: When, now: number): boolean =>
  from > now + SKEW + (precision === 'instant' ? 0 : ZONES);

/**
 * Whole days between a date and now; negative in the future. A partial date (year or month) is taken at its
 * latest possible instant for red-flag positives, so that they do not age away, else at its earliest (N2).
 */
export const ageInDays = (when: When, now: number, partial: 'latest' | 'earliest'): number => {
  if (isFuture(when, now)) return Math.min(-1, Math.floor((now - when.from) / DAY));
  const vague = when.precision === 'year' || when.precision === 'month';
  const at = vague && partial === 'latest' ? Math.min(when.to, now) : when.from;
  const days = when.precision === 'instant' ? (now - at) / DAY : Math.floor(now / DAY) - at / DAY;
  return Math.max(0, Math.floor(days));
};

/** A date of the chart as a card may show it: as recorded, if it is one. */
export const shownDate = (value: unknown): string | undefined =>
  typeof value === 'string' && readDate(value) !== undefined ? value : undefined;
