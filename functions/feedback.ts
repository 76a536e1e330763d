/**
 * `POST /cds-services/{id}/feedback`: what clinicians did with the cards. At-least-once and idempotent (D9):
 * good items are stored even when others beside them are not, known card or not; the answer lists the bad
 * ones. 503 when they cannot be stored; sending them again is safe. `POST /app/steps`: what the app did (call/app-step.ts).
 */
import { parseFeedback } from './audit/index.ts';
import { respondToStep } from './call/app-step.ts';
import { checkEntitled, identify } from './call/identify.ts';
import { makeRecordRefusal } from './call/refusal-rows.ts';
import { readBody } from './cds-hooks/read-body.ts';
import { badRequest, Refusal, unavailable } from './cds-hooks/refusal.ts';
import type { HttpAnswer } from './http/answer.ts';
import { type Handler, type HttpCall, makeHandler, whenStarted } from './http/handler.ts';
import { type FeedbackWorld, feedbackWorldFromEnvironment } from './world.ts';

const nothingUsable = ({
  status,
  issues,
}: Extract<ReturnType<typeof parseFeedback>, { kind: 'refused' }>) => {
  const facts = {
    reason: 'feedback.invalid',
    issues: issues.map(({ code, text, expression }) => ({ code, text, expression })),
  };
  return status === 400 ? badRequest(facts.reason, facts.issues) : new Refusal({ status, ...facts });
};

const respond =
  (world: FeedbackWorld) =>
  async (call: HttpCall): Promise<HttpAnswer> => {
    const caller = await identify(world, call, 'feedback');
    checkEntitled(caller, call.service);
    const parsed = parseFeedback(readBody(call), new Date(call.at).toISOString());
    if (parsed.kind === 'refused') throw nothingUsable(parsed);

    const { items, rejected } = parsed;
    const receipt = await world.auditLog.appendFeedback(items, {
      client: caller.stamp,
      service: call.service,
      at: new Date(call.at).toISOString(),
      requestId: call.requestId,
    });
    if (!receipt.stored) throw unavailable(receipt.lacksKeys ? 'feedback.no-keys' : 'feedback.not-stored');

    call.noted.feedback = {
      stored: receipt.written,
      rejected: rejected.length,
      unmatched: receipt.unmatched,
    };
    for (const { outcome } of items) world.measure({ of: 'feedback', outcome });
    return {
      status: 200,
      body: {
        accepted: items.length,
        ...(rejected.length > 0 && {
          rejected: rejected.map(({ index, issues }) => ({
            index,
            reasons: issues.map(({ expression, text }) => `${expression}: ${text}`),
          })),
        }),
      },
    };
  };

export const makeFeedback = (world: FeedbackWorld): Handler =>
  makeHandler(world, {
    name: 'feedback',
    respond: { feedback: respond(world), 'app-step': respondToStep(world) },
    onRefusal: makeRecordRefusal(world),
  });

export const handler: Handler = await whenStarted(process.env, async () =>
  makeFeedback(await feedbackWorldFromEnvironment(process.env)),
);
