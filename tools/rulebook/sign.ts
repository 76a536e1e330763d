/** Who signed: a row more in `rules/publish/signatures.json`. */
import { rulePages } from '../../rules/publish/rulebook-rules.ts';
import { hashOf, type Signature } from '../../rules/publish/signatures.ts';

/** What is wrong with the command, in a sentence with the remedy. */
export class CannotSign extends Error {}

export interface SignRequest {
  readonly rule: string;
  readonly by: string | undefined;
  readonly role: string | undefined;
  /** ISO date. */
  readonly on: string;
  /** Of the page that was signed, or its beginning. */
  readonly hash?: string | undefined;
}

const named = (name: string, value: string | undefined): string => {
  if (value !== undefined && value.trim() !== '') return value.trim();
  throw new CannotSign(`--${name} is missing: write --by "NAME" --role "ROLE" of who signed the page`);
};

/**
 * For the words as they are now.
 * @throws CannotSign
 */
export const signatureFor = (
  { rule, by, role, on, hash: seen }: SignRequest,
  known: readonly Signature[],
): Signature => {
  const page = rulePages().find(({ id }) => id === rule);
  if (page === undefined)
    throw new CannotSign(`${rule} is no rule: write an id of the contents page, for instance RF-CES`);
  const signature = {
    rule,
    version: page.version,
    hash: hashOf(page),
    by: named('by', by),
    role: named('role', role),
    on,
  };
  if (!/^\d{4}-\d\d-\d\d$/.test(on) || Number.isNaN(Date.parse(on)))
    throw new CannotSign(`--on ${on} is no date: write it as 2027-01-31`);
  if (seen !== undefined && (seen.length < 8 || !signature.hash.startsWith(seen.toLowerCase())))
    throw new CannotSign(
      `--hash ${seen} is not of the words of ${rule} as they are now: print the page again and let it be signed again`,
    );
  if (known.some((one) => one.rule === rule && one.hash === signature.hash && one.by === signature.by))
    throw new CannotSign(`${signature.by} has signed these words of ${rule} already`);
  return signature;
};
