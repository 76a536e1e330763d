/** One call or one card, whole: the record, what was said about it, further deliveries. */

import { isKnown, type KnownFile } from '../../../functions/audit/audit-log.ts';
import { isCallId, issuedId } from '../../../functions/audit/call-ids.ts';
import { firedIn } from '../../../functions/audit/fired.ts';
import type { CallRecord, FeedbackRecord } from '../../../functions/audit/record.ts';
import { plain } from '../call-filter.ts';
import { type Command, Refused, type Run, type Tool } from '../command.ts';
import { table } from '../format.ts';
import { scopeOptions } from '../options.ts';

const isCard = (id: string): boolean => {
  const issued = issuedId(id);
  return issued !== undefined && !isCallId(issued);
};

/** The call with this id, or those that showed this card, the last one first, of whichever client. */
const filesNamed = async (
  { access }: Tool,
  id: string,
  client: string | undefined,
): Promise<readonly KnownFile[]> => {
  const clients = client === undefined ? await access.clients() : [client];
  const card = isCard(id) ? issuedId(id) : undefined;
  for (const client of clients) {
    const files =
      card === undefined
        ? [await access.log.file(client, id.toLowerCase())].filter(isKnown)
        : await access.log.showing(client, card);
    if (files.length > 0) return files;
  }
  return [];
};

/** The call with this id, or the last that showed this card. @throws Refused when there is none */
export const fileNamed = async (tool: Tool, id: string, client: string | undefined): Promise<KnownFile> => {
  const [file] = await filesNamed(tool, id, client);
  if (file !== undefined) return file;
  throw notOnRecord();
};

const notOnRecord = () =>
  new Refused(
    'No call and no card with this id is on record. If it was a short while ago, it may be in the spill: see drain.',
  );

const line = (name: string, value: unknown): string =>
  value === undefined || value === '' ? '' : `  ${name.padEnd(16)} ${value}\n`;

const section = (title: string, text: string): string => (text === '' ? '' : `\n${title}\n${text}`);

const callText = (record: CallRecord, columns: number): string =>
  [
    line('client', `${record.client.id}${record.client.iss ? ` (${record.client.iss})` : ''}`),
    line('service', record.service),
    line('hookInstance', record.hookInstance),
    line('patient', record.patient),
    line('user', `${record.user}${record.userType ? ` (${record.userType})` : ''}`),
    line('encounter', record.encounter),
    line('knowledge', record.knowledgeVersion),
    line('code map', record.codeMap),
    line('urgency', record.urgency),
    line('took', `${record.ms} ms`),
    line('flags', record.flags.join(' ')),
    line('not checked', record.notChecked.join(' ')),
    line('not documented', record.missing.join(' ')),
    section(
      'Data',
      table(
        record.data.map(({ holes, ...data }) => ({ ...data, holes: holes?.join(' ') })),
        ['key', 'source', 'n', 'pages', 'total', 'grant', 'holes', 'ms', 'status'],
        columns,
      ),
    ),
    section(
      'Rules',
      table(
        firedIn(record).map(({ withheld, ...rule }) => ({
          ...rule,
          withheld: withheld && [withheld.reason, withheld.until].filter(Boolean).join(' until '),
        })),
        ['id', 'version', 'card', 'withheld', 'evidence'],
        columns,
      ),
    ),
    section(
      'Cards',
      table(
        record.cards.map(({ rules, suggestions, ...card }) => ({
          ...card,
          rules: rules.join(' '),
          suggestions: suggestions.length,
        })),
        ['n', 'indicator', 'rules', 'suggestions'],
        columns,
      ),
    ),
  ].join('');

const saidText = (feedback: readonly FeedbackRecord[], columns: number): string =>
  table(
    feedback.map((said) => ({
      card: said.card,
      outcome: said.outcome,
      reason: said.reason?.code,
      comment: said.commentDigest ? 'sealed' : '',
      suggestions: said.accepted.filter(({ known }) => known).length || '',
      decidedAt: said.decidedAt,
      matched: said.matched,
    })),
    ['decidedAt', 'card', 'outcome', 'reason', 'comment', 'suggestions', 'matched'],
    columns,
  );

const otherText = (record: Exclude<KnownFile['call']['record'], CallRecord>): string =>
  Object.entries(record)
    .filter(([name]) => !['v', 'kind', 'callId', 'at', 'sealed'].includes(name))
    .map(([name, value]) => line(name, typeof value === 'object' ? JSON.stringify(value) : value))
    .join('');

const shownText = (shownBy: readonly { readonly callId: string; readonly at: string }[] = []): string =>
  shownBy.map(({ callId, at }) => `  ${at}  ${callId}\n`).join('');

type ShownFile = KnownFile & Partial<Pick<ReturnType<typeof fileOfCard>, 'shownBy'>>;

const text = (file: ShownFile, columns: number): string => {
  const { record, link, hash } = file.call;
  return [
    `${record.kind} ${record.callId} at ${record.at}\n`,
    record.kind === 'call' ? callText(record, columns) : otherText(record),
    section(
      'Feedback',
      file.feedback.length > 0
        ? saidText(
            file.feedback.map((said) => said.record),
            columns,
          )
        : '',
    ),
    section('The app', file.steps.map(({ record }) => `  ${record.at}  ${record.step}\n`).join('')),
    section('Shown by', shownText(file.shownBy)),
    section(
      'Delivered again',
      file.repeats.map(({ record }) => `  ${record.kind} at ${record.at}\n`).join(''),
    ),
    section('Evidence', `${line('chain', `${link.chain}, place ${link.seq}`)}${line('hash', hash)}`),
  ].join('');
};

/** Of a card: the last call that showed it, all that was said of it, and which calls showed it. */
const fileOfCard = (files: readonly KnownFile[], card: string) => ({
  feedback: files.flatMap(({ feedback }) => feedback).filter(({ record }) => record.card === issuedId(card)),
  shownBy: files.map(({ call }) => ({ callId: call.record.callId, at: call.record.at })),
});

const showing = async (run: Run, question: 'show' | 'card'): Promise<number> => {
  const [id = ''] = run.args.words;
  if (question === 'card' && !isCard(id)) {
    throw new Refused('This is not the uuid of a card of this service. For a call, use show.');
  }
  const tool = await run.open();
  await tool.recordReading(question, { [isCard(id) ? 'card' : 'call']: plain(id) });
  const files = await filesNamed(tool, id, run.args.options['client']);
  const [last] = files;
  if (last === undefined) throw notOnRecord();
  const file = question === 'card' ? { ...last, ...fileOfCard(files, id) } : last;
  await run.io.out(run.format === 'table' ? text(file, run.io.columns) : `${JSON.stringify(file)}\n`);
  return 0;
};

export const show: Command = {
  name: 'show',
  group: 'Look',
  words: ['<call id>'],
  summary: 'one call with everything that is known of it',
  help: 'Where its data came from, which rules fired and on which cards, what was withheld and why, what the clinician did. The id is a callId (last column of list) or the uuid of a card.',
  options: { client: scopeOptions.client },
  examples: ['show 4b1c2f3e-….-00', 'show 4b1c2f3e-….-00 --format json | jq .call.record.rules'],
  run: (run) => showing(run, 'show'),
};

export const card: Command = {
  name: 'card',
  group: 'Look',
  words: ['<card uuid>'],
  summary: 'one card: the calls that showed it and what was done with it',
  help: 'The uuid is the one in the answer to the EHR. A card that is shown again with nothing new keeps its uuid; the last call that showed it is printed whole.',
  options: { client: scopeOptions.client },
  examples: ['card 4b1c2f3e-….-01'],
  run: (run) => showing(run, 'card'),
};
