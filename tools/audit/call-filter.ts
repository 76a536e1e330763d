/** Which calls a command is about, from its options; what is not said is all of it, or the last day of a large log. */

import { type CallFilter, isSmall } from '../../functions/audit/inquiry/inquiry.ts';
import { services } from '../../functions/cds-hooks/services.ts';
import { type Arguments, Refused, type Tool } from './command.ts';
import { timeOf } from './times.ts';

/** Services, and refusals. */
export const answered: readonly string[] = [...services.map(({ id }) => id), '~refusal'];
/** Readings of the audit log, too. */
export const everything: readonly string[] = [
  ...answered,
  '~read',
  '~reidentification',
  '~change',
  '~acknowledgement',
];

const beginning = '2000-01-01T00:00:00.000Z';

/** @throws Refused */
export const timeOption = ({ options }: Arguments, name: 'from' | 'to', now: number): string | undefined => {
  const text = options[name];
  if (text === undefined) return undefined;
  const time = timeOf(text, now);
  if (time === undefined) {
    throw new Refused(
      `--${name} ${text} is not a time: use 2026-11-22, 2026-11-22T08:00Z, 24h, 7d or yesterday.`,
    );
  }
  return time;
};

const filterFrom = (
  args: Arguments,
  now: number,
  from: string,
  services: readonly string[] = answered,
): CallFilter => {
  const to = timeOption(args, 'to', now) ?? new Date(now + 60_000).toISOString();
  if (from >= to) throw new Refused('--from must be before --to.');
  const { client, service } = args.options;
  return {
    ...(client !== undefined && { clients: [client] }),
    services: service === undefined ? services : [service],
    from,
    to,
  };
};

export const filterOf = async (
  args: Arguments,
  { access, now }: Pick<Tool, 'access' | 'now'>,
  services?: readonly string[],
): Promise<CallFilter> => {
  const given = timeOption(args, 'from', now());
  const usual = async () => ((await isSmall(access.table)) ? beginning : timeOf('24h', now()));
  return filterFrom(args, now(), given ?? (await usual()) ?? beginning, services);
};

/** From the beginning when no `--from` is given, however large the audit log. */
export const filterOfWholeTime = (
  args: Arguments,
  { now }: Pick<Tool, 'now'>,
  services?: readonly string[],
): CallFilter => filterFrom(args, now(), timeOption(args, 'from', now()) ?? beginning, services);

/** The sentence about older calls that are not listed because `--from` was not given. Absent: nothing is left out. */
export const further = ({ options }: Arguments, { from }: CallFilter): string | undefined =>
  options['from'] === undefined && from !== beginning
    ? `Since ${from}; --from looks further back.`
    : undefined;

/** @param nothing for instance `Nothing`, said of a scope that holds nothing */
export const noneIn = (nothing: string, { clients, services, from, to }: CallFilter): string =>
  `${nothing} from ${from} to ${to}${clients === undefined ? '' : `, client ${clients.join(', ')}`}${services?.length === 1 ? `, service ${services[0]}` : ''}.${from === beginning ? '' : ' --from looks further back.'}`;

/** `--limit`: 50 when absent, 0 for all. */
export const limitOf = ({ options }: Arguments): number => {
  const text = options['limit'] ?? '50';
  const limit = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw new Refused('--limit takes a whole number, 0 for all.');
  return limit === 0 ? Number.POSITIVE_INFINITY : limit;
};

/** What was typed, for the record of a reading: an id as it is, anything longer not at all, as it might be a name. */
export const plain = (text: string): string => (/^[A-Za-z0-9.:-]{1,64}$/.test(text) ? text : '(other)');
