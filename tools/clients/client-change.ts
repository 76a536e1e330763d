/**
 * What a change of a client's entry leaves in the audit log: the fields that differ, from what to what. Keys stand by
 * thumbprint, long values by hash, and what is written for people not at all, as it may name one. The hash of the whole
 * entry shows later whether the registry still holds what was put.
 */
import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { canonicalJson } from '../../functions/audit/canonical-json.ts';
import type { ChangeFacts } from '../../functions/audit/change-record.ts';
import { entryHash } from '../../functions/audit/verify/standing-check.ts';

export type EntryFields = Readonly<Record<string, unknown>>;

/** Free text for people. */
const forPeople: ReadonlySet<string> = new Set(['contact', 'environment']);
/** A longer value stands by its hash. */
const MOST_CHARACTERS = 200;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const keyNamed = async (key: JWK): Promise<string> => {
  const thumbprint = await calculateJwkThumbprint(key).catch(() => `sha256:${sha256(canonicalJson(key))}`);
  return `${key.kid ?? '?'}:${thumbprint}`;
};

const keysIn = (value: unknown): readonly JWK[] =>
  typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys)
    ? value.keys
    : [];

const said = async (field: string, value: unknown): Promise<string> => {
  if (forPeople.has(field)) return `${field}=(not kept)`;
  if (field === 'jwks') return `jwks=${(await Promise.all(keysIn(value).map(keyNamed))).join(' ')}`;
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return `${field}=${text.length > MOST_CHARACTERS ? `sha256:${sha256(text)}` : text}`;
};

const differs = (field: string, one: EntryFields, other: EntryFields): boolean =>
  canonicalJson({ value: one[field] }) !== canonicalJson({ value: other[field] });

const nothing: EntryFields = {};

/** @param before,after the entry; undefined where there is none. One that is no JSON is said as unreadable. */
export const clientChange = async (
  id: string,
  before: EntryFields | undefined,
  after: EntryFields | undefined,
): Promise<Omit<ChangeFacts, 'by'>> => {
  const [was, is] = [before ?? nothing, after ?? nothing];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) =>
    differs(field, was, is),
  );
  const of = (entry: EntryFields) =>
    Promise.all(fields.flatMap((field) => (entry[field] === undefined ? [] : said(field, entry[field]))));
  return {
    of: 'client',
    about: id,
    before: await of(was),
    after: await of(is),
    hash: after && entryHash(after),
  };
};
