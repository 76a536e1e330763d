/**
 * A row of the table by itself: is its body an entry, does its hash fit, and do its keys follow from the
 * record? Somebody who moves a row out of the patient's index, or shortens its life, is seen here.
 */
import { createHash } from 'node:crypto';
import { hashOf, type Stamped } from '../chain.ts';
import { againItemOf, entryOf, itemOf } from '../item.ts';
import type { Decision } from '../overrides.ts';
import type { AuditRecord, ChainLink } from '../record.ts';
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

const ticket = (client: string, card: string, at: string): string =>
  createHash('sha256').update(`${client}\n${card}\n${at}`).digest('base64url').slice(0, 16);

/** Decisions withhold cards, so each must come from feedback on record. */
export const decisionCheck = () => {
  const feedback = new Set<string>();
  const decisions: { ticket: string; where: string }[] = [];
  return {
    feedback: (record: AuditRecord) => {
      if (record.kind === 'feedback') feedback.add(ticket(record.client.id, record.card, record.decidedAt));
    },
    decision: (item: TableItem) => {
      const { card = '', at = '' } = parsed(item.body);
      decisions.push({ ticket: ticket(item.pk.split('#')[1] ?? '', card, at), where: nameOf(item) });
    },
    findings: (): VerifyFinding[] =>
      decisions
        .filter(({ ticket }) => !feedback.has(ticket))
        .map(({ where }) => ({
          code: 'inserted',
          where,
          sentence: 'it withholds a recommendation, and no feedback on record says so',
        })),
  };
};

const parsed = (body: string): Partial<Decision> => {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
};
