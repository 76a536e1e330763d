/**
 * An instant as RFC 3339 spells it, with a zone, as an ISO instant in UTC with milliseconds; else undefined.
 * The calendar is checked: `Date` would turn 30 February into 2 March.
 */
const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

export const instantOf = (text: unknown): string | undefined => {
  if (typeof text !== 'string' || text.length > 40) return undefined;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [zoneHour, zoneMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const onCalendar = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth;
  const onClock = hour <= 23 && minute <= 59 && second <= 59 && zoneHour <= 14 && zoneMinute <= 59;
  if (!onCalendar || !onClock || year < 1900) return undefined;
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const offset = (match[8] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute) * 60_000;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offset).toISOString();
};
