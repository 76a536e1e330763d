/**
 * A row of the table by itself: is its body an entry, does its hash fit, and do its keys follow from the
 * record? Somebody who moves a row out of the patient's index, or shortens its life, is seen here.
 */
import { createHash } from 'node:crypto';
import { hashOf, type Stamped } from '../chain.ts';
import { againItemOf, entryOf, itemOf } from '../item.ts';
import { type Decision, heldUntil, withheldUntil } from '../overrides.ts';
import type { AuditRecord, ChainLink, FeedbackRecord } from '../record.ts';
import type { TableItem } from '../table.ts';
import type { VerifyFinding } from './finding.ts';

export interface CheckedRow {
  readonly link: ChainLink;
  /** The hash of the body as it is now. */
  readonly hash: string;
  readonly record: AuditRecord;
  readonly findings: readonly VerifyFinding[];
}

const derived = ['p', 'u', 's', 'h', 't'] as const;

const nameOf = ({ pk, sk }: Pick<TableItem, 'pk' | 'sk'>): string => `${pk} / ${sk}`;

/** @returns only a finding when the row is not an entry */
export const checkRow = (item: TableItem): CheckedRow | VerifyFinding => {
  const where = nameOf(item);
  let row: Stamped;
  try {
    row = { ...entryOf(item), hash: hashOf(item.body), body: item.body };
  } catch {
    return { code: 'inserted', where, sentence: 'the row is not an audit entry' };
  }
  const { link, record, hash } = row;
  const place = { chain: link.chain, seq: link.seq, where };
  const findings: VerifyFinding[] = [];
  const found = (code: VerifyFinding['code'], sentence: string) =>
    findings.push({ code, ...place, sentence });

  if (item.hash !== hash) found('changed', 'the content does not match the hash beside it');
  const own = item.sk.startsWith('AGAIN#') ? againItemOf(row) : itemOf(row);
  if (own.pk !== item.pk || own.sk !== item.sk) {
    found('reordered', `the row holds the record of ${nameOf(own)}`);
  } else {
    const wrong = derived.filter((name) => own[name] !== item[name]);
    if (wrong.length > 0) found('changed', `index keys do not fit the record: ${wrong.join(', ')}`);
    if (own.ttl !== item.ttl) found('changed', 'the time at which the row expires does not fit the record');
  }
  return { link, hash, record, findings };
};

const ticket = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);

/** Until when a decision that feedback made is in the table, milliseconds since 1970. */
const keptUntil = ({ outcome, decidedAt, reason }: FeedbackRecord): number =>
  Date.parse(outcome === 'accepted' ? heldUntil(decidedAt) : withheldUntil(decidedAt, reason?.code));

/**
 * Decisions withhold cards, so each must come from feedback on record; and one that is gone shows a card again that a
 * clinician has set aside.
 * @param now milliseconds since 1970, whenever asked
 */
export const decisionCheck = (now: () => number) => {
  const feedback = new Set<string>();
  const decided = new Set<string>();
  const decisions: { ticket: string; where: string }[] = [];
  /** What feedback on record must have decided, and still holds. */
  const due = new Map<string, { rule: string; where: string }>();
  const decide = ({ pk, body }: TableItem): { client: string; card: string; at: string } => {
    const { card = '', at = '', rule = '' } = parsed(body);
    const client = pk.split('#')[1] ?? '';
    decided.add(ticket(client, card, at, rule));
    return { client, card, at };
  };
  return {
    feedback: (record: AuditRecord, where: string) => {
      if (record.kind !== 'feedback') return;
      const { client, card, decidedAt, rules, matched } = record;
      feedback.add(ticket(client.id, card, decidedAt));
      if (matched !== 'card' || keptUntil(record) <= now()) return;
      for (const { id } of rules) due.set(ticket(client.id, card, decidedAt, id), { rule: id, where });
    },
    decision: (item: TableItem) => {
      const { client, card, at } = decide(item);
      decisions.push({ ticket: ticket(client, card, at), where: nameOf(item) });
    },
    /** Of a second reading: what was only under way is there by then. */
    again: (item: TableItem) => {
      decide(item);
    },
    findings: (): VerifyFinding[] => [
      ...decisions
        .filter(({ ticket }) => !feedback.has(ticket))
        .map(({ where }) => ({
          code: 'inserted' as const,
          where,
          sentence: 'it withholds a recommendation, and no feedback on record says so',
        })),
      ...[...due]
        .filter(([ticket]) => !decided.has(ticket))
        .map(([, { rule, where }]) => ({
          code: 'missing' as const,
          where,
          sentence: `what this feedback decided about ${rule} is not in the table: the card is shown as if nothing had been said`,
        })),
    ],
  };
};

const parsed = (body: string): Partial<Decision> => {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
};
