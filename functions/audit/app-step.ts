/**
 * What the app reports of itself, as no EHR tells a service that its link was followed: that it was opened, that it
 * saved findings. The report names nobody. It comes from a browser that has no key, so the card brings what it may
 * report with: a token of this service about one call, good for a day, which its holder can spend on two rows.
 *
 * A token is `<call id>.<hour it ends>.<keyed digest>.<client id>`: no secret of a person, and worth nothing but these
 * two rows to whoever finds it.
 */
import { timingSafeEqual } from 'node:crypto';
import { isCallId, issuedId } from './call-ids.ts';
import type { ClientKeys } from './keys/pseudonym.ts';
import type { AppStepRecord, Digest } from './record.ts';

const hour = 3_600_000;
/** An app that is opened from a card of today is of a visit of today. */
const hoursGood = 24;

/** A call that may be reported about, and until when. */
export interface Reportable {
  readonly client: string;
  readonly callId: string;
  /** Hours since 1970. Whole, so that a call that is sent again has the same cards. */
  readonly until: number;
}

type Digesting = Pick<ClientKeys, 'digest'>;

const digestOf = (keys: Digesting, { client, callId, until }: Reportable): Digest =>
  keys.digest('app report', [client, callId, until]);

/** @param at epoch milliseconds of the call */
export const reportToken = (keys: Digesting, of: Omit<Reportable, 'until'>, at: number): string => {
  const until = Math.floor(at / hour) + 1 + hoursGood;
  return [of.callId, until, digestOf(keys, { ...of, until }), of.client].join('.');
};

export interface ReportClaim extends Reportable {
  readonly digest: Digest;
}

const shape = /^([0-9a-f-]{36})\.(\d{6,7})\.(d\.[a-z0-9-]{1,32}\.[\w-]{27})\.([a-z0-9-]{1,64})$/;

/** What a token says, before anything of it is proven; undefined when we cannot have made it. */
export const claimOf = (token: string): ReportClaim | undefined => {
  const [, id = '', until = '', digest = '', client = ''] = shape.exec(token) ?? [];
  const callId = issuedId(id);
  if (callId === undefined || callId !== id || !isCallId(callId)) return undefined;
  return { client, callId, until: Number(until), digest };
};

/**
 * @param keys of the client that the claim names; after its keys were changed, a token of before proves nothing
 * @param at epoch milliseconds
 */
export const isProven = (keys: Digesting, claim: ReportClaim, at: number): boolean => {
  const [own, sent] = [digestOf(keys, claim), claim.digest].map((text) => Buffer.from(text));
  if (own === undefined || sent === undefined || own.length !== sent.length) return false;
  return timingSafeEqual(own, sent) && at < claim.until * hour;
};

export const appSteps = ['opened', 'saved'] as const satisfies readonly AppStepRecord['step'][];

/** @returns undefined when the body says no step */
export const stepIn = ({ step }: Readonly<Record<string, unknown>>): AppStepRecord['step'] | undefined =>
  appSteps.find((one) => one === step);

/** @param at ISO instant */
export const appStepRecord = (
  { client, callId }: Reportable,
  step: AppStepRecord['step'],
  { at, requestId, release }: { readonly at: string; readonly requestId: string; readonly release: string },
): AppStepRecord => ({
  v: 2,
  kind: 'app-step',
  callId,
  client: { id: client },
  at,
  requestId,
  release,
  step,
});
