/** What `verify` reads, what it can find, and the exit code of the tool for it. */
import type { TableItem } from '../table.ts';

export type VerifyCode =
  | 'changed'
  | 'missing'
  | 'inserted'
  | 'reordered'
  | 'root'
  | 'signature'
  | 'forged'
  | 'manifests'
  | 'log'
  | 'witness'
  | 'time'
  /** The registry or the policy is not what the last change on record left. */
  | 'unrecorded';

export interface VerifyFinding {
  readonly code: VerifyCode;
  /** Chain and place, when it is about a record. */
  readonly chain?: string;
  readonly seq?: number;
  /** The row or line: keys and ids, no content. */
  readonly where?: string;
  readonly sentence: string;
}

/** The worst finding decides, in this order. */
export const exitCodes: Readonly<Record<VerifyCode, number>> = {
  forged: 18,
  changed: 10,
  missing: 11,
  inserted: 12,
  root: 13,
  signature: 14,
  manifests: 15,
  log: 15,
  witness: 16,
  reordered: 17,
  unrecorded: 19,
  time: 20,
};

const order = Object.keys(exitCodes) as VerifyCode[];

export const exitCodeOf = (findings: readonly VerifyFinding[]): number => {
  const worst = order.find((code) => findings.some((finding) => finding.code === code));
  return worst === undefined ? 0 : exitCodes[worst];
};

/** One line of an archive object. */
export interface ArchiveLine {
  readonly body: string;
  /** `entries/…ndjson:17` */
  readonly where: string;
}

/** Read once, and a second time when there is something to name. */
export type VerifySource =
  | { readonly kind: 'table'; readonly rows: () => AsyncIterable<TableItem> }
  | { readonly kind: 'archive'; readonly lines: () => AsyncIterable<ArchiveLine> };
