/** What can go wrong with a question over HTTP, as the answers of the edge. */

import { AuditUnavailable } from '../audit/audit-log.ts';
import { isPurpose } from '../audit/reading-record.ts';
import { storeOf } from '../base/store.ts';
import { badRequest, Refusal, unavailable } from '../cds-hooks/refusal.ts';
import { type AuditQuestion, BadParameter } from './parameters.ts';

const notFound = (text: string) =>
  new Refusal({ status: 404, reason: 'audit.not-found', issues: [{ code: 'not-found', text }] });

const badParameter = (parameter: string, text: string) =>
  badRequest('audit.parameter', [{ code: 'value', expression: parameter, text }]);

/** @throws Refusal 400, 404 or 503 */
const understood = async (asked: Promise<AuditQuestion | undefined>): Promise<AuditQuestion> => {
  try {
    const question = await asked;
    if (question !== undefined) return question;
  } catch (error) {
    if (error instanceof BadParameter) throw badParameter(error.parameter, error.message);
    // a question about a person needs the keys that name people
    if (storeOf(error) === 'KMS') throw unavailable('keys.unavailable', 5, error);
    throw error;
  }
  throw notFound('There is no such question: ask calls, cards, rules, refusals, degraded, learn or monitor.');
};

/** @throws Refusal 400 */
const purposeOf = ({ purpose }: Readonly<Record<string, string | undefined>>): { purpose?: string } => {
  if (purpose === undefined) return {};
  if (isPurpose(purpose)) return { purpose };
  throw badParameter(
    'purpose',
    'purpose must be a ticket or a code of up to 64 letters, digits and . _ : # / -',
  );
};

/** @throws Refusal 503 */
const read = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AuditUnavailable) throw unavailable('audit.unavailable', 5, error);
    throw error;
  }
};

/** @throws Refusal 404 */
const found = <T>(answer: T | undefined): T => {
  if (answer === undefined) throw notFound('There is no call or card with this id.');
  return answer;
};

export const api = { understood, purposeOf, read, found };
