/**
 * The next version of the policy: what was ruled before, with one ruling more, other or less, and the signatures of
 * those who approve it. May not enter: where it is stored, the terminal.
 */
import { FlattenedSign, type GeneralJWS, importJWK, type JWK } from 'jose';
import { services } from '../../functions/cds-hooks/services.ts';
import {
  hidesDanger,
  type Policy,
  type PolicyState,
  policyOf,
  type Ruling,
  rulingWords,
  type Subject,
  subjects,
} from '../../functions/policy/policy.ts';
import { cardProblems } from '../../rules/management/index.ts';
import { releases } from '../../rules/publish/releases.ts';

export class WrongPolicy extends Error {}

export interface Wanted {
  readonly of: Subject;
  readonly id?: string | undefined;
  readonly state: PolicyState | 'on';
  readonly reason?: string | undefined;
}

const listed = (names: readonly string[]): string => names.join(', ');

const known: Readonly<Record<Exclude<Subject, 'client' | 'all'>, () => readonly string[]>> = {
  rule: () => Object.keys(releases().at(-1)?.rules ?? {}).filter((id) => /^(?:RF|REC)-/.test(id)),
  card: () => cardProblems,
  service: () => services.map(({ id }) => id),
};

const checkNamed = ({ of, id }: Wanted): void => {
  if (of === 'all') {
    if (id !== undefined) throw new WrongPolicy(`"all" takes no id: leave ${id} out`);
    return;
  }
  if (id === undefined) throw new WrongPolicy(`Write which ${of}: its id follows the word ${of}`);
  if (of === 'client') return;
  const names = known[of]();
  if (!names.includes(id)) throw new WrongPolicy(`There is no ${of} ${id}. Write one of ${listed(names)}`);
};

/** Words of the command line, checked. @throws WrongPolicy that says what to write */
export const wantedOf = (words: readonly string[], reason: string | undefined): Wanted => {
  const [of, ...rest] = words;
  const state = rest.at(-1);
  if (!subjects.some((one) => one === of))
    throw new WrongPolicy(`Write what it is about first: one of ${listed(subjects)}`);
  if (state !== 'on' && state !== 'off' && state !== 'shadow')
    throw new WrongPolicy('Write the state last: on, shadow or off');
  const wanted: Wanted = { of: of as Subject, id: rest.length > 1 ? rest[0] : undefined, state, reason };
  checkNamed(wanted);
  if (state !== 'on' && (reason === undefined || reason.trim() === ''))
    throw new WrongPolicy('Say why: --reason "…", without a name or anything of a patient');
  return wanted;
};

/** @param at ISO instant */
export const nextPolicy = (before: Policy, { of, id, state, reason }: Wanted, at: string): Policy => {
  const others = before.rulings.filter((one) => one.of !== of || one.id !== id);
  if (state === 'on' && others.length === before.rulings.length)
    throw new WrongPolicy(`${id ?? 'All'} is on already: \`show\` lists what is not`);
  const ruling: readonly Ruling[] =
    state === 'on' ? [] : [{ of, ...(id !== undefined && { id }), state, reason: reason ?? '' }];
  return { version: before.version + 1, at, rulings: [...others, ...ruling] };
};

export const unsigned = (policy: Policy): GeneralJWS => ({
  payload: Buffer.from(JSON.stringify(policy)).toString('base64url'),
  signatures: [],
});

/** @throws WrongPolicy for a file that holds no policy */
export const contentOf = (document: unknown): Policy => {
  const payload =
    typeof document === 'object' && document !== null && 'payload' in document ? document.payload : undefined;
  try {
    const policy = policyOf(JSON.parse(Buffer.from(String(payload), 'base64url').toString('utf8')));
    if (policy !== undefined) return policy;
  } catch {
    // said below
  }
  throw new WrongPolicy('This file holds no policy that waits for a signature: `set` writes one');
};

/** @param key a private EC key with its `kid` @throws WrongPolicy for any other */
export const signed = async (document: GeneralJWS, key: JWK): Promise<GeneralJWS> => {
  const { kid, crv } = key;
  const alg = crv === 'P-384' ? 'ES384' : 'ES256';
  if (kid === undefined || key.d === undefined)
    throw new WrongPolicy('The key file holds no private EC key with a kid: `key FILE` makes one');
  const bytes = Buffer.from(document.payload, 'base64url');
  const { signature, protected: header } = await new FlattenedSign(bytes)
    .setProtectedHeader({ alg, kid })
    .sign(await importJWK(key, alg));
  return {
    payload: document.payload,
    signatures: [...document.signatures, { signature, ...(header !== undefined && { protected: header }) }],
  };
};

/** `rule:REC-25=off  local pathway, T-1234` */
export const describeRuling = (ruling: Ruling): string =>
  `${rulingWords(ruling)}  ${ruling.reason}${hidesDanger(ruling) ? '  (can hide a danger: two people sign)' : ''}`;
