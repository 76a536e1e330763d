/**
 * `POST /app/steps`: the app says that a card's link opened it, or that it saved findings. What it brings is the token
 * of the card (`audit/app-step.ts`) and the name of the step; an answer has no body.
 *
 * Nothing is read or written for a token that this service did not make: 401, as for a caller that is unknown. Where
 * no client has the app, no token is good.
 */
import { appStepRecord, appSteps, claimOf, isProven, type ReportClaim, stepIn } from '../audit/index.ts';
import { readBody } from '../cds-hooks/read-body.ts';
import { badRequest, unauthenticated, unavailable } from '../cds-hooks/refusal.ts';
import type { HttpAnswer } from '../http/answer.ts';
import type { HttpCall } from '../http/handler.ts';
import type { FeedbackWorld } from '../world.ts';

type StepWorld = Pick<FeedbackWorld, 'clients' | 'pseudonyms' | 'auditLog' | 'settings' | 'measure'>;

const bearer = ({ headers }: HttpCall): string =>
  /^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? '';

/** The registry before the keys: a name that nobody has asks nothing of the key service. @throws Refusal 401 or 503 */
const proven = async ({ clients, pseudonyms }: StepWorld, call: HttpCall): Promise<ReportClaim> => {
  const claim = claimOf(bearer(call));
  if (claim === undefined) throw unauthenticated('app-step.malformed');
  const known = await clients().catch((cause: unknown) => {
    throw unavailable('clients.unavailable', 5, cause);
  });
  const client = known.find(({ id }) => id === claim.client);
  if (client?.profile.smart === undefined) throw unauthenticated('app-step.client');
  const keys = await pseudonyms.of(claim.client);
  if (keys.isInterim) throw unavailable('app-step.keys');
  if (!isProven(keys, claim, call.at)) throw unauthenticated('app-step.token');
  return claim;
};

export const respondToStep =
  (world: StepWorld) =>
  async (call: HttpCall): Promise<HttpAnswer> => {
    const claim = await proven(world, call);
    Object.assign(call.noted, { client: claim.client, callId: claim.callId });
    const step = stepIn(readBody(call));
    if (step === undefined)
      throw badRequest('app-step.step', [
        { code: 'value', expression: 'step', text: `step must be one of ${appSteps.join(', ')}` },
      ]);
    const record = appStepRecord(claim, step, {
      at: new Date(call.at).toISOString(),
      requestId: call.requestId,
      release: world.settings.release,
    });
    const appended = await world.auditLog.appendStep(record).catch((cause: unknown) => {
      throw unavailable('app-step.not-stored', 5, cause);
    });
    call.noted.audit = appended;
    if (appended === 'written') world.measure({ of: 'feedback', outcome: `app-${step}` });
    return { status: 204 };
  };
