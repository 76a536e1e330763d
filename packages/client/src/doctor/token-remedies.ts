/**
 * What to mend after a 401. The service writes the reason to the service log alone. The doctor, the line that
 * `npm start` prints, and the table of docs/integrate.md take their sentences from here.
 */
import type { TokenFault } from '../../../../functions/client/token.ts';

export interface TokenRemedy {
  /** Fields of the registration that have a say. */
  readonly fields: readonly string[];
  readonly sentence: string;
}

export const tokenRemedies: Readonly<Record<TokenFault | 'jwt.replay', TokenRemedy>> = {
  'jwt.missing': { fields: [], sentence: 'send `Authorization: Bearer <JWT>`, one header, at most 8 KB' },
  'jwt.malformed': { fields: [], sentence: 'the token is no JWT of three parts, at most 8 KB' },
  'jwt.iss': {
    fields: ['iss'],
    sentence: '`iss` is not that of any client: compare character by character, slashes included',
  },
  'jwt.aud': {
    fields: ['audiences', 'feedbackAudience'],
    sentence: '`aud` is not the URL that is called, as this service is known',
  },
  'jwt.alg': {
    fields: ['algorithms'],
    sentence: '`alg` of the header is not among the registered ones, or is not the algorithm of the key',
  },
  'jwt.typ': { fields: [], sentence: '`typ` of the header must be `JWT`' },
  'jwt.kid': {
    fields: ['jku', 'jwks'],
    sentence: '`kid` of the header is missing, not among the published keys, or published twice',
  },
  'jwt.jku': { fields: ['jku'], sentence: '`jku` of the header is not the registered one' },
  'jwt.sig': {
    fields: ['jku', 'jwks'],
    sentence:
      'the token is signed with another key than the published one of its `kid`, or with an RSA key of fewer than 2,048 bits',
  },
  'jwt.exp': {
    fields: [],
    sentence: '`exp` is missing, no number or past: a clock may be off by a minute at most',
  },
  'jwt.iat': {
    fields: [],
    sentence: '`iat` is missing, no whole number or ahead: a clock may be off by a minute at most',
  },
  'jwt.nbf': {
    fields: [],
    sentence: '`nbf` is no whole number or ahead: a clock may be off by a minute at most',
  },
  'jwt.lifetime': {
    fields: ['tokenLifeSeconds'],
    sentence: '`exp − iat` must be whole seconds, more than none and no longer than registered',
  },
  'jwt.jti': { fields: [], sentence: '`jti` is missing, empty or longer than 256 characters' },
  'jwt.replay': {
    fields: ['replay'],
    sentence: 'the token was used before: make a new one for each call, or register `replay: allow`',
  },
  'jwt.tenant': { fields: ['tenants'], sentence: '`tenant` is not one of those registered' },
  'jwt.sub': { fields: ['sub'], sentence: '`sub` is not the registered one' },
  'jwt.crit': {
    fields: [],
    sentence: 'critical header parameters (`crit`) are not understood: leave them out',
  },
};

const isKnown = (reason: string): reason is keyof typeof tokenRemedies =>
  Object.hasOwn(tokenRemedies, reason);

/** One sentence with the fields of the registration; undefined of a reason that is about no token. */
export const remedyOf = (reason: string): string | undefined => {
  if (!isKnown(reason)) return undefined;
  const { sentence, fields } = tokenRemedies[reason];
  const where = fields.length > 0 ? ` (registration: ${fields.join(', ')})` : '';
  return `${sentence.replaceAll('`', '')}${where}`;
};
