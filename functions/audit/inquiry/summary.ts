/** A record as one line for a person, a spreadsheet or a program: flat, short, in a fixed order of columns. */

import type { KnownFile } from '../audit-log.ts';
import { lineOf } from '../call-ids.ts';
import { firedIn } from '../fired.ts';
import type { CallRecord, FeedbackRecord } from '../record.ts';

export interface Summary {
  readonly at: string;
  readonly kind: string;
  readonly client: string;
  readonly service: string;
  readonly status: number | '';
  readonly urgency: string;
  readonly cards: number | '';
  /** Recommendations and red flags: `REC-03@1*` was shown, `REC-14@1` was not. */
  readonly rules: string;
  /** What the clinician did: `1 overridden (known-baseline)`. */
  readonly feedback: string;
  /** What the app reported: `opened saved`. */
  readonly app: string;
  readonly reason: string;
  readonly flags: string;
  readonly ms: number | '';
  readonly patient: string;
  readonly user: string;
  readonly callId: string;
}

export const columns: readonly (keyof Summary)[] = [
  'at',
  'kind',
  'client',
  'service',
  'status',
  'urgency',
  'cards',
  'rules',
  'feedback',
  'app',
  'reason',
  'flags',
  'ms',
  'patient',
  'user',
  'callId',
];

/** What fits a terminal: the moment to the second, short names, no versions, no pseudonyms. */
export const forTerminal = ({ patient: _, user, ...summary }: Summary): Omit<Summary, 'patient'> => ({
  ...summary,
  at: summary.at.replace('T', ' ').slice(0, 19),
  service: summary.service.replace(/^leg-symptoms-/, ''),
  rules: summary.rules.replaceAll(/@[^ *]*/g, ''),
  user: summary.kind.startsWith('re') && !user.startsWith('p.') ? user : '',
});

/** The latest decision on each card is what counts; the others stay on record. */
export const latestFeedback = (file: Pick<KnownFile, 'feedback'>): ReadonlyMap<string, FeedbackRecord> => {
  const latest = new Map<string, FeedbackRecord>();
  for (const { record } of file.feedback) {
    const other = latest.get(record.card);
    if (other === undefined || other.decidedAt < record.decidedAt) latest.set(record.card, record);
  }
  return latest;
};

const said =
  (call: CallRecord) =>
  ({ card, outcome, reason }: FeedbackRecord): string =>
    `${lineOf(call, card)?.n ?? '?'} ${outcome}${reason ? ` (${reason.code})` : ''}`;

const nothing = {
  service: '',
  status: '',
  urgency: '',
  cards: '',
  rules: '',
  feedback: '',
  app: '',
  reason: '',
  flags: '',
  ms: '',
  patient: '',
  user: '',
} as const;

export const summaryOf = (file: KnownFile): Summary => {
  const { record } = file.call;
  const { at, kind, callId } = record;
  const common = { ...nothing, at, kind, client: record.client.id, callId };
  switch (record.kind) {
    case 'call':
      return {
        ...common,
        service: record.service,
        status: record.status,
        urgency: record.urgency,
        cards: record.cards.length,
        rules: firedIn(record)
          .map((rule) => `${rule.id}@${rule.version}${rule.card ? '*' : ''}`)
          .join(' '),
        feedback: [...latestFeedback(file).values()].map(said(record)).join('; '),
        app: file.steps.map((step) => step.record.step).join(' '),
        flags: [...record.flags, ...record.notChecked.map((key) => `not-checked:${key}`)].join(' '),
        ms: record.ms,
        patient: record.patient,
        user: record.user,
      };
    case 'refusal':
      return {
        ...common,
        service: record.service ?? '',
        status: record.status,
        reason: [record.reason, ...record.fields].join(' '),
        flags: [...record.flags, ...(record.more ? [`and ${record.more} more`] : [])].join(' '),
        ms: record.ms,
        patient: record.patient ?? '',
        user: record.user ?? '',
      };
    case 'read':
      return { ...common, service: record.question, reason: record.purpose ?? '', user: record.by };
    case 'reidentification':
      return {
        ...common,
        service: `${record.about.client}/${record.about.callId}`,
        reason: record.purpose,
        user: record.by,
      };
    case 'acknowledgement':
      return {
        ...common,
        service: `${record.chain} ${record.first}–${record.last}`,
        reason: `${record.reason} ${record.purpose}`,
        user: record.by,
      };
    case 'change':
      return {
        ...common,
        service: `${record.of} ${record.about}`,
        reason: `${record.before.join(' ') || 'nothing'} → ${record.after.join(' ') || 'nothing'}`,
        user: record.by,
      };
  }
};
