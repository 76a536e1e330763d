/**
 * What a site's own codes mean here: its ConceptMap, ready for look-ups. `read-code-map.ts` makes one,
 * `rules/extract/site-codes.ts` applies it.
 *
 * Cost: two Map accesses a coding, however many codes are mapped.
 */
import { BASE } from './code-system.ts';

/** Properties of `target.product` and `target.dependsOn`. */
export const codeMapProperties = {
  /** `left`, `right` or `both`: the local code names the leg. */
  side: `${BASE}/side`,
  /** A code of `lr-value`, or a number in the finding's own unit: the local code says the answer too. */
  value: `${BASE}/value`,
  /** The finding that a local value answers, where it means something else in another row. */
  finding: `${BASE}/finding`,
} as const;

/** A row of a flowsheet, a question of a form or a problem. */
export interface SiteCode {
  /** A finding or condition; else one of another version, which is read as any unknown code of our own systems. */
  readonly id: string;
  readonly side?: 'L' | 'R' | 'B';
  readonly value?: string;
  /** What the code says besides, of conditions alone: a cancer is one of the history and a recent one. */
  readonly also?: readonly SiteCode[];
}

export interface SiteValue {
  /** A code of `lr-value`; else one of another version, which is read as one that does not exist. */
  readonly word: string;
  readonly side?: 'L' | 'R' | 'B';
}

/** The site says that it means nothing here. */
export const UNMATCHED = 'unmatched';

export interface SiteAnswers {
  /** The value in a row that `of` does not name. */
  readonly any?: SiteValue | typeof UNMATCHED;
  readonly of: ReadonlyMap<string, SiteValue | typeof UNMATCHED>;
}

type BySystem<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

export interface CodeMap {
  /** Of the ConceptMap; the audit row has it. */
  readonly version: string;
  /** Source system → code → finding or condition. The system of a form's questions is its canonical without version. */
  readonly codes: BySystem<SiteCode | typeof UNMATCHED>;
  /** Source system → code → answer. */
  readonly values: BySystem<SiteAnswers>;
  /** The same answers by their code or display in lower case: many flowsheets send a value as text. */
  readonly texts: ReadonlyMap<string, SiteAnswers>;
}

/** The spelling of the keys of `texts`. */
export const plainText = (text: string): string => text.trim().toLowerCase();
