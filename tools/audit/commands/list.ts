/** Calls by time, client, service, rule or flag. */

import type { KnownFile } from '../../../functions/audit/audit-log.ts';
import { hasFired, leavesOpen } from '../../../functions/audit/fired.ts';
import { newestIn } from '../../../functions/audit/inquiry/inquiry.ts';
import { isFlag } from '../../../functions/base/flags.ts';
import { services } from '../../../functions/cds-hooks/services.ts';
import {
  answered,
  everything,
  filterOf,
  filterOfWholeTime,
  further,
  limitOf,
  noneIn,
} from '../call-filter.ts';
import { type Command, Refused, type Run } from '../command.ts';
import { ruleId, ruleVersion } from '../known-rules.ts';
import { limitOption, scopeOptions, timeOptions } from '../options.ts';
import { printed } from '../print-calls.ts';

interface AskedList {
  readonly question: string;
  /** What the record of this reading says of it, beside scope. */
  readonly filter?: Readonly<Record<string, string>>;
  readonly services?: readonly string[];
  readonly where?: (file: KnownFile) => boolean;
  /** What is said when there is none. */
  readonly nothing?: string;
  /** Without --from the whole audit log is searched, however large: a recall must not end at yesterday. */
  readonly wholeTime?: boolean;
}

const inScope = async (
  run: Run,
  { question, filter = {}, services, where = () => true, nothing = 'Nothing', wholeTime = false }: AskedList,
) => {
  const tool = await run.open();
  const scope = wholeTime
    ? filterOfWholeTime(run.args, tool, services)
    : await filterOf(run.args, tool, services);
  const { from, to } = scope;
  const { client, service } = run.args.options;
  await tool.recordReading(question, {
    from,
    to,
    ...(client && { client }),
    ...(service && { service }),
    ...filter,
  });
  const files = newestIn(tool.access, scope, limitOf(run.args), where);
  return printed(run, files, noneIn(nothing, scope), further(run.args, scope));
};

/** The same run, as if an option had been given. */
const withOption = (run: Run, name: string, value: string): Run => ({
  ...run,
  args: { ...run.args, options: { ...run.args.options, [name]: value } },
});

const knownService = (id: string): void => {
  if (answered.includes(id)) return;
  throw new Refused(
    `There is no service ${id}: it is one of ${services.map((service) => service.id).join(', ')}.`,
  );
};

export const list: Command = {
  name: 'list',
  group: 'Look',
  summary: 'calls and refusals, newest first',
  help: 'What was asked of the service and what it answered. In the column rules, * marks what was shown on a card.',
  options: {
    ...scopeOptions,
    service: { value: 'ID', help: 'one service' },
    readings: { help: 'readings of the audit log, re-identifications and changes of the policy, too' },
    ...limitOption,
  },
  examples: [
    'list',
    'list --from today --service leg-symptoms-order-sign',
    'list --from 7d --limit 0 --format csv > week.csv',
  ],
  run: (run) => {
    const { service } = run.args.options;
    if (service !== undefined) knownService(service);
    const services = run.args.switches.has('readings') ? everything : answered;
    return inScope(run, { question: 'list', services });
  },
};

export const client: Command = {
  name: 'client',
  group: 'Look',
  words: ['<client>'],
  summary: 'all calls of one client',
  help: 'The id is that of the client registry; `anonymous` stands for local calls without a token, `-` for callers nobody could identify.',
  options: { ...timeOptions, ...limitOption },
  examples: ['client st-elsewhere --from 24h'],
  run: (run) => {
    const [id = ''] = run.args.words;
    return inScope(withOption(run, 'client', id), { question: 'client' });
  },
};

export const service: Command = {
  name: 'service',
  group: 'Look',
  words: ['<service>'],
  summary: 'all calls of one service',
  help: `One of ${services.map(({ id }) => id).join(', ')}.`,
  options: { ...scopeOptions, ...limitOption },
  examples: ['service leg-symptoms-order-sign --from yesterday --to today'],
  run: (run) => {
    const [id = ''] = run.args.words;
    knownService(id);
    return inScope(withOption(run, 'service', id), { question: 'service' });
  },
};

export const rule: Command = {
  name: 'rule',
  group: 'Look',
  words: ['<rule id>'],
  summary: 'all calls in which a rule fired: a recall after a defect',
  help: 'By id (on each card and in docs/rulebook.md), and by version when only some versions had the defect. The patients are found again with reidentify.',
  options: { version: { value: 'V', help: 'one version of the rule' }, ...scopeOptions, ...limitOption },
  examples: ['rule REC-03 --from 90d --limit 0', 'rule REC-11 --version 1.1.0 --format csv > recall.csv'],
  run: async (run) => {
    const id = ruleId(run.args.words[0] ?? '');
    const { version: asked } = run.args.options;
    const version = asked === undefined ? undefined : ruleVersion(id, asked);
    let silent = 0;
    const code = await inScope(run, {
      question: 'rule',
      filter: { rule: id, ...(version !== undefined && { version }) },
      where: ({ call: { record } }) => {
        if (record.kind !== 'call') return false;
        if (leavesOpen(record, id, version)) silent++;
        return hasFired(record, id, version);
      },
      nothing: `No call in which ${id}${version === undefined ? ' of any version' : ` ${version}`} fired`,
      wholeTime: true,
    });
    if (silent > 0)
      run.io.note(
        `${silent} rows of older releases do not tell which red flags were raised: ask for the recommendation of its card, too (docs/rulebook.md names it).`,
      );
    return code;
  },
};

export const flagged: Command = {
  name: 'flag',
  group: 'Look',
  words: ['<flag>'],
  summary: 'all calls with something unusual of one kind',
  help: '`degraded` says which flags there were.',
  options: { ...scopeOptions, ...limitOption },
  examples: ['flag patient.mismatch --from 30d'],
  run: (run) => {
    const [flag = ''] = run.args.words;
    if (!isFlag(flag)) throw new Refused(`There is no flag ${flag}: \`degraded\` lists those that occurred.`);
    const where = ({ call: { record } }: KnownFile) => 'flags' in record && record.flags.includes(flag);
    return inScope(run, { question: 'flag', filter: { flag }, where });
  },
};
